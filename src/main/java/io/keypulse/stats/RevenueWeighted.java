package io.keypulse.stats;

import java.util.Arrays;

/**
 * What part of the revenue stands with the dissatisfied.
 *
 * <p>R = Σ revenue of the dissatisfied / Σ revenue; SE = √((1 - n/N) s²(y - Rx)/n) / mean revenue,
 * by linearisation (Cochran 1977, chapter 6); effective n = (Σ revenue)² / Σ revenue²: how many
 * equal accounts the figure is worth. Revenue below zero counts as zero. Reference case 09.
 */
public final class RevenueWeighted {
  private RevenueWeighted() {}

  /**
   * @param share R, 0 to 1; n - 1 degrees of freedom
   * @param effectiveAccounts of the accounts that answered
   */
  public record AtRisk(Estimate share, double effectiveAccounts) {}

  /**
   * @param revenue of each account that answered, any unit
   * @param dissatisfied part of each account's answers that are dissatisfied, 0 to 1
   * @param population N, accounts
   */
  public static Outcome<AtRisk> share(double[] revenue, double[] dissatisfied, int population) {
    int n = revenue.length;
    if (n != dissatisfied.length || n > population) {
      throw new IllegalArgumentException(
          "%d revenues, %d answers, %d accounts".formatted(n, dissatisfied.length, population));
    }
    if (n < 2) {
      return Outcome.undefined(n == 0 ? Outcome.Reason.NO_ANSWERS : Outcome.Reason.ONE_ANSWER);
    }
    double[] x = Arrays.stream(revenue).map(one -> Math.max(one, 0)).toArray();
    double sum = Arrays.stream(x).sum();
    if (sum <= 0) {
      return Outcome.undefined(Outcome.Reason.NO_REVENUE);
    }
    double atRisk = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      atRisk += x[i] * dissatisfied[i];
      squares += x[i] * x[i];
    }
    double ratio = atRisk / sum;
    double[] residuals = new double[n];
    for (int i = 0; i < n; i++) {
      residuals[i] = x[i] * dissatisfied[i] - ratio * x[i];
    }
    double missing = 1 - (double) n / population;
    double error = Math.sqrt(missing * Moments.variance(residuals) / n) / (sum / n);
    return Outcome.of(new AtRisk(new Estimate(ratio, error, n, n - 1), sum * sum / squares));
  }
}
