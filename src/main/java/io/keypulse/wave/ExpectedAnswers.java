package io.keypulse.wave;

import io.keypulse.stats.UnequalChances;
import io.keypulse.survey.SamplingPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * For how many people the expected answers speak, as figures will weigh them: by stratum, and where
 * a cap or the mails of a week leave out people of large accounts, by what is left of each account.
 */
final class ExpectedAnswers {
  /** Figures join strata with fewer answers. */
  private static final double FEWEST_OF_STRATUM = 2;

  private static final double NEGLIGIBLE = 1e-9;

  private final SamplingPlan sampling;
  private final List<Plans.Cell> asked;

  /**
   * @param eligible whom the wave could draw
   */
  ExpectedAnswers(SamplingPlan sampling, List<Plans.Cell> eligible) {
    this.sampling = sampling;
    this.asked =
        eligible.stream().filter(cell -> cell.blocked() == null && !cell.capped()).toList();
  }

  List<UnequalChances.Part> parts(List<Division.Stratum> strata, Division division) {
    List<Whole> few = new ArrayList<>();
    List<Whole> told = new ArrayList<>();
    for (int h = 0; h < strata.size(); h++) {
      Division.Stratum stratum = strata.get(h);
      Whole whole = new Whole(stratum.units(), parts(stratum, division.drawn().get(h)));
      (whole.answers() < FEWEST_OF_STRATUM && strata.size() > 1 ? few : told).add(whole);
    }
    told.sort(Comparator.comparingInt(Whole::people));
    if (!few.isEmpty()) {
      few.addAll(told.isEmpty() ? List.of() : List.of(told.removeFirst()));
      told.add(Whole.joined(few));
    }
    return told.stream().flatMap(Whole::weighted).toList();
  }

  private record Whole(int people, List<UnequalChances.Part> parts) {
    static Whole joined(List<Whole> wholes) {
      int people = wholes.stream().mapToInt(Whole::people).sum();
      double answers = wholes.stream().mapToDouble(Whole::answers).sum();
      return new Whole(
          people,
          answers > NEGLIGIBLE ? List.of(new UnequalChances.Part(people, answers)) : List.of());
    }

    double answers() {
      return parts.stream().mapToDouble(UnequalChances.Part::answers).sum();
    }

    /** For those of whom nobody is asked, the others speak too. */
    Stream<UnequalChances.Part> weighted() {
      double spokenFor = parts.stream().mapToDouble(UnequalChances.Part::people).sum();
      return parts.stream()
          .map(part -> new UnequalChances.Part(part.people() * people / spokenFor, part.answers()));
    }
  }

  private List<UnequalChances.Part> parts(Division.Stratum stratum, int drawn) {
    double response = sampling.expectedResponse() == null ? 1 : sampling.expectedResponse();
    List<UnequalChances.Part> parts = new ArrayList<>();
    for (Plans.Cell cell : asked) {
      if (cell.stratum().equals(stratum.stratum())) {
        double answers = response * asked(cell, stratum, drawn);
        if (answers > NEGLIGIBLE) {
          parts.add(new UnequalChances.Part(cell.contacts() / cell.accountShare(), answers));
        }
      }
    }
    return parts;
  }

  private double asked(Plans.Cell cell, Division.Stratum stratum, int drawn) {
    double all = (double) cell.contacts() * drawn / stratum.candidates();
    return sampling.accountMailsPerWeek() == null
        ? all
        : all - ExpectedWithheld.beyond(sampling.accountMailsPerWeek(), cell, drawn, stratum);
  }
}
