package io.keypulse.demo;

import io.keypulse.response.AnswerGiven;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the sample company's customers think: about one in twelve is dissatisfied, except where
 * something really goes wrong, which is in some accounts, in one team, and in delivery.
 */
final class Opinions {
  private static final double RESPONSE_RATE = 0.45;
  private static final String SATISFIED = "SATISFIED";

  private final Map<String, Map<String, List<String>>> reasons = new HashMap<>();

  /**
   * Always the same for the same customer and occasion.
   *
   * @param trouble how far things have gone wrong, 0 to 1
   * @return nothing from those who stay silent
   */
  Optional<AnswerGiven> of(SampleAccounts.Customer customer, double trouble, long occasion) {
    SplittableRandom chance = new SplittableRandom(customer.email().hashCode() * 31L + occasion);
    if (chance.nextDouble() >= RESPONSE_RATE) {
      return Optional.empty();
    }
    Satisfaction overall = overall(customer.account().trouble(), trouble, chance);
    Aspect cause =
        chance.nextDouble() < 0.3 + 0.3 * trouble
            ? Aspect.DELIVERY
            : Region.any(List.of(Aspect.values()), chance);
    return Optional.of(
        new AnswerGiven(
            overall,
            ratings(overall, cause, trouble, chance),
            why(customer.language(), overall, cause, chance),
            overall.isDissatisfied() && chance.nextInt(5) == 0));
  }

  private static Satisfaction overall(
      SampleAccounts.Trouble where, double trouble, SplittableRandom chance) {
    double dissatisfied =
        switch (where) {
          case NONE -> 0.08;
          case TEAM -> 0.08 + 0.60 * trouble;
          case ACCOUNT -> 0.10 + 0.65 * trouble;
        };
    if (chance.nextDouble() < 0.06) {
      return Satisfaction.NO_OPINION;
    }
    if (chance.nextDouble() < dissatisfied) {
      return chance.nextInt(10) < 7
          ? Satisfaction.SOMEWHAT_DISSATISFIED
          : Satisfaction.EXTREMELY_DISSATISFIED;
    }
    return chance.nextInt(10) < 6 ? Satisfaction.SATISFIED_OVERALL : Satisfaction.VERY_SATISFIED;
  }

  private static Map<Aspect, Satisfaction> ratings(
      Satisfaction overall, Aspect cause, double trouble, SplittableRandom chance) {
    Map<Aspect, Satisfaction> ratings = new EnumMap<>(Aspect.class);
    for (Aspect aspect : Aspect.values()) {
      double bad =
          overall.isDissatisfied() && aspect == cause
              ? 0.95
              : aspect == Aspect.DELIVERY ? 0.06 + 0.16 * trouble : 0.06;
      Satisfaction rating =
          chance.nextDouble() < bad
              ? Satisfaction.SOMEWHAT_DISSATISFIED
              : chance.nextInt(10) < 1
                  ? Satisfaction.NO_OPINION
                  : chance.nextBoolean()
                      ? Satisfaction.SATISFIED_OVERALL
                      : Satisfaction.VERY_SATISFIED;
      if (chance.nextInt(10) < 7) {
        ratings.put(aspect, rating);
      }
    }
    return ratings;
  }

  private @Nullable String why(
      String language, Satisfaction overall, Aspect cause, SplittableRandom chance) {
    boolean writes = chance.nextDouble() < (overall.isDissatisfied() ? 0.6 : 0.1);
    if (!writes || overall == Satisfaction.NO_OPINION) {
      return null;
    }
    String about = overall.isDissatisfied() ? cause.name() : SATISFIED;
    return Region.any(
        Objects.requireNonNull(reasons.computeIfAbsent(language, Opinions::read).get(about), about),
        chance);
  }

  private static Map<String, List<String>> read(String language) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    Opinions.class.getResourceAsStream("/demo/reasons/" + language + ".txt"),
                    language),
                StandardCharsets.UTF_8))) {
      Map<String, List<String>> byCause = new HashMap<>();
      lines
          .lines()
          .map(line -> line.split(" ", 2))
          .forEach(
              line ->
                  byCause.computeIfAbsent(line[0], _ -> new java.util.ArrayList<>()).add(line[1]));
      return byCause;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
