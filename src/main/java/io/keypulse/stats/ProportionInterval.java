package io.keypulse.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * Intervals for a share of a large or unknown population, as shares.
 *
 * <p>Wilson: (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n), without continuity correction
 * (Wilson 1927). Clopper-Pearson: beta quantiles of (x, n-x+1) and (x+1, n-x) (Clopper and Pearson
 * 1934). Jeffreys: of (x+½, n-x+½), 0 at x = 0 and 1 at x = n (Brown, Cai and DasGupta 2001).
 * Reference case 01. Without answers there is none.
 */
public final class ProportionInterval {
  private ProportionInterval() {}

  /** For showing: covers about as often as promised. */
  public static Outcome<Range> wilson(int count, int sample, double level) {
    return of(BinomialConfidenceInterval.WILSON_SCORE, count, sample, level);
  }

  /** For guarantees: covers at least as often as promised. */
  public static Outcome<Range> clopperPearson(int count, int sample, double level) {
    return of(BinomialConfidenceInterval.CLOPPER_PEARSON, count, sample, level);
  }

  public static Outcome<Range> jeffreys(int count, int sample, double level) {
    return of(BinomialConfidenceInterval.JEFFREYS, count, sample, level);
  }

  /** Clopper-Pearson for counts that need not be whole, as effective samples are. */
  static Range clopperPearson(double count, double sample, double level) {
    double tail = (1 - level) / 2;
    double lower =
        count <= 0
            ? 0
            : BetaDistribution.of(count, sample - count + 1).inverseCumulativeProbability(tail);
    double upper =
        count >= sample
            ? 1
            : BetaDistribution.of(count + 1, sample - count).inverseSurvivalProbability(tail);
    return new Range(lower, upper);
  }

  private static Outcome<Range> of(
      BinomialConfidenceInterval method, int count, int sample, double level) {
    Range.level(level);
    if (count < 0 || count > sample) {
      throw new IllegalArgumentException("count " + count + " of " + sample);
    }
    if (sample == 0) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    Interval interval = method.fromErrorRate(sample, count, 1 - level);
    return Outcome.of(new Range(interval.getLowerBound(), interval.getUpperBound()));
  }
}
