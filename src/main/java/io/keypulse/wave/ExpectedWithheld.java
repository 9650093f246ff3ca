package io.keypulse.wave;

import io.keypulse.stats.SampleSize;
import io.keypulse.survey.SamplingPlan;
import java.util.List;

/**
 * Of those a wave would draw, how many would not be asked, on average.
 *
 * @param blocked by what holds of them today
 * @param beyond of the others, those beyond the mails of a week of their account
 */
record ExpectedWithheld(double blocked, double beyond) {
  /**
   * @param eligible whom the wave could draw
   */
  static ExpectedWithheld of(
      SamplingPlan sampling,
      List<Plans.Cell> eligible,
      List<Division.Stratum> strata,
      Division division) {
    return new ExpectedWithheld(
        blocked(eligible, strata, division), beyondLimit(sampling, eligible, strata, division));
  }

  double all() {
    return blocked + beyond;
  }

  /** On average: the blocked are drawn as often as the others. */
  private static double blocked(
      List<Plans.Cell> eligible, List<Division.Stratum> strata, Division division) {
    double withheld = 0;
    for (int h = 0; h < strata.size(); h++) {
      Division.Stratum stratum = strata.get(h);
      int blocked =
          Planner.sum(
              eligible.stream()
                  .filter(cell -> cell.stratum().equals(stratum.stratum()))
                  .filter(cell -> cell.blocked() != null && !cell.capped())
                  .toList());
      withheld += (double) division.drawn().get(h) * blocked / stratum.candidates();
    }
    return withheld;
  }

  /** On average, of those drawn who are not blocked: those beyond the mails of their account. */
  private static double beyondLimit(
      SamplingPlan sampling,
      List<Plans.Cell> eligible,
      List<Division.Stratum> strata,
      Division division) {
    if (sampling.accountMailsPerWeek() == null) {
      return 0;
    }
    int limit = sampling.accountMailsPerWeek();
    double beyond = 0;
    for (int h = 0; h < strata.size(); h++) {
      Division.Stratum stratum = strata.get(h);
      int drawn = division.drawn().get(h);
      beyond +=
          eligible.stream()
              .filter(cell -> cell.stratum().equals(stratum.stratum()))
              .filter(cell -> cell.blocked() == null && !cell.capped())
              .mapToDouble(cell -> beyond(limit, cell, drawn, stratum))
              .sum();
    }
    return beyond;
  }

  /** As {@link #beyond()}, of one cell of those that are not blocked. */
  static double beyond(int limit, Plans.Cell cell, int drawn, Division.Stratum stratum) {
    return cell.contacts()
        / (double) cell.ofAccount()
        * SampleSize.expectedBeyond(
            limit - cell.mails(), cell.ofAccount(), drawn, stratum.candidates());
  }
}
