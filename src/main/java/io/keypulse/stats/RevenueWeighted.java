package io.keypulse.stats;

import java.util.Arrays;
import java.util.List;

/**
 * What part of the revenue stands with the dissatisfied, where some accounts are known from some of
 * their people only.
 *
 * <p>R = Σ x p / Σ x over n of N accounts, x the revenue and p the part of the people heard who are
 * dissatisfied. SE² = [(1 - n/N) s²(x p - R x)/n + Σ x² (1 - m/M) w²/m / (n N)] / mean(x)²: by
 * linearisation between accounts (Cochran 1977, chapter 6), and in the second stage (section 10.3)
 * for m of M people heard, w² within accounts and pooled over them. Effective n = (Σ x)² / Σ x²:
 * how many equal accounts the figure is worth. Where all accounts say the same, their residuals are
 * x times the root of {@link Spread#leastVariance}. Of accounts that all were heard R stays in what
 * their silent people can make of it; what others bought is not known here. Revenue below zero
 * counts as zero. Reference case 09, where everybody was heard.
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
   * @param people of each of these accounts, the dissatisfied marked
   * @param population N, accounts
   */
  public static Outcome<AtRisk> share(double[] revenue, List<Heard> people, int population) {
    int n = revenue.length;
    if (n != people.size() || n > population) {
      throw new IllegalArgumentException(
          "%d revenues, %d answers, %d accounts".formatted(n, people.size(), population));
    }
    if (n < 2) {
      return Outcome.undefined(n == 0 ? Outcome.Reason.NO_ANSWERS : Outcome.Reason.ONE_ANSWER);
    }
    double[] x = Arrays.stream(revenue).map(one -> Math.max(one, 0)).toArray();
    double sum = 0;
    double atRisk = 0;
    double squares = 0;
    Within within = Within.NOTHING;
    for (int i = 0; i < n; i++) {
      sum += x[i];
      atRisk += x[i] * people.get(i).share();
      squares += x[i] * x[i];
      within = within.plus(people.get(i), 1);
    }
    if (sum <= 0) {
      return Outcome.undefined(Outcome.Reason.NO_REVENUE);
    }
    double ratio = atRisk / sum;
    double[] residuals = new double[n];
    double silent = 0;
    double least = 0;
    double most = 0;
    for (int i = 0; i < n; i++) {
      residuals[i] = x[i] * people.get(i).share() - ratio * x[i];
      silent += x[i] * x[i] * people.get(i).doubt(within);
      least += x[i] * people.get(i).possible().lower();
      most += x[i] * people.get(i).possible().upper();
    }
    double spread =
        people.stream().mapToDouble(Heard::share).distinct().count() > 1
            ? Moments.variance(residuals)
            : Spread.leastVariance(n) * squares / n;
    double missing = 1 - (double) n / population;
    double variance = missing * spread / n + silent / ((double) n * population);
    double error = Math.sqrt(variance) / (sum / n);
    double worth = sum * sum / squares;
    Range possible = n < population ? Range.EVERYTHING : new Range(least / sum, most / sum);
    return Outcome.of(new AtRisk(new Estimate(ratio, error, n, n - 1, worth, possible), worth));
  }
}
