package io.keypulse.stats;

/** The chance to be met by a simple random sample without replacement. */
public final class Inclusion {
  private Inclusion() {}

  /**
   * That at least one of k units of N is among n drawn: 1 - C(N - k, n) / C(N, n). Source: Cochran
   * 1977, Sampling Techniques, section 2.3.
   */
  public static double ofAny(int units, int drawn, int population) {
    if (units < 1 || units > population || drawn < 0 || drawn > population) {
      throw new IllegalArgumentException(
          "any of %d, %d drawn of %d".formatted(units, drawn, population));
    }
    double none = 1;
    for (int i = 0; i < units && none > 0; i++) {
      none *= (double) Math.max(0, population - drawn - i) / (population - i);
    }
    return 1 - none;
  }
}
