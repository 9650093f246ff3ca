package io.keypulse.analysis;

import io.keypulse.stats.FinitePopulation;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("AccountSatisfaction")
@Description(
    "What the people of an account say, in people: 2 dissatisfied of 7, so 2 to 4 of the 9.")
public record SatisfactionView(
    Verdict verdict,
    @Description("An account is unhealthy from this share of dissatisfied people on, 0 to 1.")
        double unhealthyFrom,
    @Description("People who could have been drawn, without those who have no opinion.")
        int population,
    @Description("All answers, those without an opinion too.") int answered,
    int withOpinion,
    int dissatisfied,
    int satisfied,
    @Description("0.95") double level,
    @Description("Fewest of the population who are dissatisfied.") int fewest,
    @Description("Most of the population who are dissatisfied.") int most,
    @Description("If all who are silent are satisfied.") int fewestWhateverOthersSay,
    @Description("If all who are silent are dissatisfied.") int mostWhateverOthersSay,
    @Description("Most satisfied first.") List<DissatisfactionView.@NonNull Point> distribution,
    @Description("What would settle it; absent where the verdict is clear.")
        Optional<Settles> settles)
    implements SatisfactionResult {

  @Name("WhatSettles")
  @Description("How many more people have to answer before anything can be told.")
  public record Settles(
      @Description("People with a possible opinion who have not answered.") int silent,
      @Description("Until it is at least probably healthy, if all of them are satisfied.")
          Optional<Integer> ifSatisfied,
      @Description("Until it is at least probably unhealthy, if all of them are dissatisfied.")
          Optional<Integer> ifDissatisfied) {}

  static SatisfactionView of(Tally tally, double line) {
    int x = tally.dissatisfied();
    int n = tally.withOpinion();
    int population = tally.possible();
    Verdict verdict = Verdict.of(x, n, population, line);
    Optional<FinitePopulation.Interval> interval =
        FinitePopulation.interval(x, n, population, Disclosure.LEVEL);
    boolean clear = verdict == Verdict.CLEARLY_HEALTHY || verdict == Verdict.CLEARLY_UNHEALTHY;
    return new SatisfactionView(
        verdict,
        line,
        population,
        tally.answered(),
        n,
        x,
        tally.satisfied(),
        Disclosure.LEVEL,
        interval.map(FinitePopulation.Interval::lowest).orElse(0),
        interval.map(FinitePopulation.Interval::highest).orElse(population),
        x,
        x + population - n,
        DissatisfactionApi.distribution(tally),
        clear ? Optional.empty() : Optional.of(settles(x, n, population, line)));
  }

  private static Settles settles(int x, int n, int population, double line) {
    return new Settles(
        population - n,
        first(population - n, more -> Verdict.of(x, n + more, population, line).isHealthy()),
        first(
            population - n,
            more -> Verdict.of(x + more, n + more, population, line).isUnhealthy()));
  }

  private static Optional<Integer> first(int most, IntPredicate settled) {
    return IntStream.rangeClosed(0, most).filter(settled).boxed().findFirst();
  }
}
