package io.keypulse.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * The same units in two waves: how many were dissatisfied in both, only before, only after, in
 * neither.
 *
 * <p>Difference = (only after - only before) / n. p: McNemar's exact test, a binomial test of the
 * units that changed, and its mid-p (Fagerland, Lydersen and Laake 2013). Interval: Newcombe 1998,
 * Statistics in Medicine 17, 2635-2650, method 10: Wilson limits with the correlation of both
 * waves, its continuity-corrected numerator. Nobody changed: p = 1. Reference case 11.
 */
public record PairedChange(int both, int onlyBefore, int onlyAfter, int neither) {
  public PairedChange {
    if (both < 0 || onlyBefore < 0 || onlyAfter < 0 || neither < 0) {
      throw new IllegalArgumentException("negative count");
    }
  }

  public int pairs() {
    return both + onlyBefore + onlyAfter + neither;
  }

  /** In shares, positive where there are more dissatisfied after. */
  public Outcome<Double> difference() {
    return pairs() == 0
        ? Outcome.undefined(Outcome.Reason.NO_ANSWERS)
        : Outcome.of((double) (onlyAfter - onlyBefore) / pairs());
  }

  public double exactP() {
    int changed = onlyBefore + onlyAfter;
    return changed == 0 ? 1 : BinomialTest.withDefaults().test(changed, onlyAfter, 0.5).getPValue();
  }

  /** The exact p less half the probability of what was seen, twice; for showing. */
  public double midP() {
    int changed = onlyBefore + onlyAfter;
    if (changed == 0) {
      return 1;
    }
    BinomialDistribution even = BinomialDistribution.of(changed, 0.5);
    int fewer = Math.min(onlyBefore, onlyAfter);
    return Math.min(1, 2 * (even.cumulativeProbability(fewer) - 0.5 * even.probability(fewer)));
  }

  /** Of the difference. */
  public Outcome<Range> interval(double level) {
    int n = pairs();
    if (n == 0) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    int after = both + onlyAfter;
    int before = both + onlyBefore;
    Range a = ProportionInterval.wilson(after, n, level).orElseThrow();
    Range b = ProportionInterval.wilson(before, n, level).orElseThrow();
    double pa = (double) after / n;
    double pb = (double) before / n;
    double phi = correlation();
    return Outcome.of(
        new Range(
            pa - pb - reach(pa - a.lower(), b.upper() - pb, phi),
            pa - pb + reach(a.upper() - pa, pb - b.lower(), phi)));
  }

  private double correlation() {
    double margins =
        (double) (both + onlyBefore)
            * (onlyAfter + neither)
            * (both + onlyAfter)
            * (onlyBefore + neither);
    if (margins == 0) {
      return 0;
    }
    double covariance = (double) both * neither - (double) onlyBefore * onlyAfter;
    double corrected = covariance > 0 ? Math.max(covariance - pairs() / 2.0, 0) : covariance;
    return corrected / Math.sqrt(margins);
  }

  private static double reach(double first, double second, double phi) {
    return Math.sqrt(Math.max(0, first * first - 2 * phi * first * second + second * second));
  }
}
