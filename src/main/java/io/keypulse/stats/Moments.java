package io.keypulse.stats;

import java.util.Arrays;

/** Sums, means and variances of a few numbers. */
final class Moments {
  private Moments() {}

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** With divisor n - 1; needs two values. */
  static double variance(double[] values) {
    return squares(values, mean(values)) / (values.length - 1);
  }

  static double squares(double[] values, double around) {
    return Arrays.stream(values).map(value -> (value - around) * (value - around)).sum();
  }
}
