package io.keypulse.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far a mean over accounts has moved: of the same accounts by {@link PairedShares#change}, of
 * different ones by {@link #independent}.
 *
 * <p>Interval d ± t(df) SE, and the two-sided p of d / SE. Where nobody anywhere is dissatisfied,
 * or everybody is, both are certain: d = 0, SE = 0, p = 1.
 *
 * @param difference d in shares, -1 to 1, positive where more are dissatisfied now
 * @param standardError in the same unit
 */
public record MeanChange(double difference, double standardError, double degreesOfFreedom) {
  /**
   * Of accounts that were heard before and others that are heard now, d = m2 - m1, SE² = v1 + v2,
   * df = SE⁴ / (v1² / (n1 - 1) + v2² / (n2 - 1)). Source: Welch 1947, Biometrika 34. Each v is at
   * least what the lot would make of it if all accounts were alike, so that a side in which by
   * chance nobody was dissatisfied is not known for certain.
   *
   * @return undefined where one of both has fewer than two accounts
   */
  public static Outcome<MeanChange> independent(MeanShare before, MeanShare now) {
    int fewest = Math.min(before.accounts(), now.accounts());
    if (fewest < 2) {
      return Outcome.undefined(fewest == 0 ? Outcome.Reason.NO_ANSWERS : Outcome.Reason.ONE_ANSWER);
    }
    double alike =
        (before.dissatisfied() + now.dissatisfied()) / (before.answers() + now.answers());
    double then = before.variance(alike);
    double since = now.variance(alike);
    double degrees =
        (then + since)
            * (then + since)
            / (then * then / (before.accounts() - 1) + since * since / (now.accounts() - 1));
    return Outcome.of(
        new MeanChange(
            now.shares() / now.weights() - before.shares() / before.weights(),
            Math.sqrt(then + since),
            then + since == 0 ? before.accounts() + now.accounts() - 2 : degrees));
  }

  public Range interval(double level) {
    Range.level(level);
    double reach =
        standardError
            * TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - level) / 2);
    return new Range(Math.clamp(difference - reach, -1, 1), Math.clamp(difference + reach, -1, 1));
  }

  /** Two-sided. */
  public double p() {
    return standardError == 0
        ? 1
        : 2
            * TDistribution.of(degreesOfFreedom)
                .survivalProbability(Math.abs(difference) / standardError);
  }
}
