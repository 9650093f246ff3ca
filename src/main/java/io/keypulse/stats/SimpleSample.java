package io.keypulse.stats;

/**
 * A simple random sample without replacement.
 *
 * <p>Mean of y; SE = √((1 - n/N) s²/n), s² with divisor n - 1; n - 1 degrees of freedom. Source:
 * Cochran 1977, Sampling Techniques, chapter 2. Reference case 05.
 */
public final class SimpleSample {
  private SimpleSample() {}

  /**
   * The mean of what was measured, or the share of units where it is 0 or 1.
   *
   * @param population N, units
   * @return undefined for no answers and for one of several, which tells no spread; one of one has
   *     no doubt
   */
  public static Outcome<Estimate> mean(double[] values, int population) {
    return mean(Spread.of(values), population);
  }

  /** The same of many values that were summed up before. */
  public static Outcome<Estimate> mean(Spread sample, int population) {
    int n = sample.count();
    if (n > population) {
      throw new IllegalArgumentException(n + " answers of " + population);
    }
    if (n == 0) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    if (n == 1) {
      return population == 1
          ? Outcome.of(Estimate.known(sample.mean(), 1))
          : Outcome.undefined(Outcome.Reason.ONE_ANSWER);
    }
    if (n == population) {
      return Outcome.of(Estimate.known(sample.mean(), n));
    }
    double missing = 1 - (double) n / population;
    double error = Math.sqrt(missing * sample.variance() / n);
    return Outcome.of(new Estimate(sample.mean(), error, n, n - 1));
  }
}
