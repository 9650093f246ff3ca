package io.keypulse.stats;

import java.util.List;

/**
 * What part of the revenue stands with the dissatisfied, where some accounts are known from some of
 * their people only.
 *
 * <p>R = Σ v x p / Σ v x over n of N accounts, x the revenue, p the part of the people heard who
 * are dissatisfied and v the inverse of the account's chance to be heard. With g = Σ v / (N v), at
 * most 1, as in {@link TwoStageShare}: SE² = [n/(n-1) Σ (1 - g) v² (x p - R x)² + Σ g v² x² (1 -
 * m/M) w²/m] / (Σ v x)²: by linearisation between accounts (Cochran 1977, chapter 6), and in the
 * second stage (section 10.3) for m of M people heard, w² within accounts and pooled over them.
 * Effective n = (Σ v x)² / Σ (v x)²: how many equal accounts the figure is worth. Where all
 * accounts say the same, (p - R)² is the {@link Spread#leastVariance}. Of accounts that all were
 * heard R stays in what their silent people can make of it; what others bought is not known here.
 * Revenue below zero counts as zero. Reference case 09, where everybody was heard and all chances
 * are equal.
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
   * @param chances of each to be heard, above 0 and at most 1
   * @param population N, accounts
   */
  public static Outcome<AtRisk> share(
      double[] revenue, List<Heard> people, double[] chances, int population) {
    int n = revenue.length;
    if (n != people.size() || n != chances.length || n > population) {
      throw new IllegalArgumentException(
          "%d revenues, %d answers, %d accounts".formatted(n, people.size(), population));
    }
    if (n < 2) {
      return Outcome.undefined(n == 0 ? Outcome.Reason.NO_ANSWERS : Outcome.Reason.ONE_ANSWER);
    }
    double[] x = new double[n];
    double weights = 0;
    double sum = 0;
    double atRisk = 0;
    double squares = 0;
    Within within = Within.NOTHING;
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(revenue[i], 0) / chances[i];
      weights += 1 / chances[i];
      sum += x[i];
      atRisk += x[i] * people.get(i).share();
      squares += x[i] * x[i];
      within = within.plus(people.get(i), 1);
    }
    if (sum <= 0) {
      return Outcome.undefined(Outcome.Reason.NO_REVENUE);
    }
    double ratio = atRisk / sum;
    double between = 0;
    double silent = 0;
    double alike =
        people.stream().mapToDouble(Heard::share).distinct().count() > 1
            ? 0
            : Spread.leastVariance(n) * (n - 1) / n;
    double bought = 0;
    double least = 0;
    double most = 0;
    for (int i = 0; i < n; i++) {
      double part = Math.min(1, weights * chances[i] / population);
      double residual = x[i] * people.get(i).share() - ratio * x[i];
      between += (1 - part) * (residual * residual + x[i] * x[i] * alike);
      silent += part * x[i] * x[i] * people.get(i).doubt(within);
      bought += x[i] * chances[i];
      least += x[i] * chances[i] * people.get(i).possible().lower();
      most += x[i] * chances[i] * people.get(i).possible().upper();
    }
    double error = Math.sqrt(between * n / (n - 1) + silent) / sum;
    double worth = sum * sum / squares;
    Range possible = n < population ? Range.EVERYTHING : new Range(least / bought, most / bought);
    double share = Math.clamp(ratio, possible.lower(), possible.upper());
    return Outcome.of(new AtRisk(new Estimate(share, error, n, n - 1, worth, possible), worth));
  }
}
