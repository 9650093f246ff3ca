package io.keypulse.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.UnconditionedExactTest;

/**
 * Two independent shares, x1/n1 - x2/n2.
 *
 * <p>Interval: from the Wilson limits (l, u) of both, d - √((p1-l1)² + (u2-p2)²) to d + √((u1-p1)²
 * + (p2-l2)²). Source: Newcombe 1998, Statistics in Medicine 17, 873-890, method 10. p: Fisher's
 * exact test; below 40 answers Boschloo's unconditional test, which is exact too and finds more.
 * Reference case 10.
 *
 * @param difference in shares, -1 to 1
 */
public record TwoProportions(int count1, int sample1, int count2, int sample2, double difference) {
  private static final int SMALL = 40;

  /**
   * @return undefined when one of both has no answers
   */
  public static Outcome<TwoProportions> of(int count1, int sample1, int count2, int sample2) {
    if (count1 < 0 || count1 > sample1 || count2 < 0 || count2 > sample2) {
      throw new IllegalArgumentException(
          "%d/%d and %d/%d".formatted(count1, sample1, count2, sample2));
    }
    if (sample1 == 0 || sample2 == 0) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    double difference = (double) count1 / sample1 - (double) count2 / sample2;
    return Outcome.of(new TwoProportions(count1, sample1, count2, sample2, difference));
  }

  /** Newcombe's score interval of the difference. */
  public Range interval(double level) {
    Range first = ProportionInterval.wilson(count1, sample1, level).orElseThrow();
    Range second = ProportionInterval.wilson(count2, sample2, level).orElseThrow();
    double p1 = (double) count1 / sample1;
    double p2 = (double) count2 / sample2;
    return new Range(
        difference - Math.hypot(p1 - first.lower(), second.upper() - p2),
        difference + Math.hypot(first.upper() - p1, p2 - second.lower()));
  }

  /** Two-sided p of the test that suits the size. */
  public double p() {
    return sample1 + sample2 < SMALL ? boschloo() : fisher();
  }

  public double fisher() {
    return FisherExactTest.withDefaults().test(table()).getPValue();
  }

  public double boschloo() {
    return UnconditionedExactTest.withDefaults()
        .with(UnconditionedExactTest.Method.BOSCHLOO)
        .test(table())
        .getPValue();
  }

  /** Without continuity correction; undefined when both shares are 0 or both are 1. */
  public Outcome<Double> chiSquare() {
    double all = (double) sample1 + sample2;
    double pooled = (count1 + count2) / all;
    double variance = pooled * (1 - pooled) * (1.0 / sample1 + 1.0 / sample2);
    return variance == 0
        ? Outcome.undefined(Outcome.Reason.NO_VARIATION)
        : Outcome.of(
            ChiSquaredDistribution.of(1).survivalProbability(difference * difference / variance));
  }

  private int[][] table() {
    return new int[][] {{count1, count2}, {sample1 - count1, sample2 - count2}};
  }
}
