package io.keypulse.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far the mean share dissatisfied of the accounts of a list has moved: of these accounts, not
 * of whatever made them answer so.
 *
 * <p>d = x2/n2 - x1/n1 of each of the a accounts that were heard both times, of A on the list.
 * Variance of the mean: (1 - a/A) s²/a + Σ [(1 - n1/M1) w1²/n1 + (1 - n2/M2) w2²/n2] / (a A), M
 * people of an account; t with a - 1 degrees of freedom, within what the silent leave possible. If
 * nobody is silent the difference is known. Where all d are equal, s² is the {@link
 * Spread#leastVariance}. Source: Cochran 1977, sections 10.3 and 10.4, of differences.
 *
 * @param difference in shares, -1 to 1, positive where more are dissatisfied now
 * @param interval of it; a point where everybody was heard
 * @param possible whatever the silent would say, those of accounts too that were not heard
 */
public record ListChange(int heard, double difference, Range interval, Range possible) {
  /** So many accounts alike that were heard both times. */
  public record Accounts(Heard before, Heard now, int times) {
    double difference() {
      return now.share() - before.share();
    }

    private boolean isKnown() {
      return before.of() == before.people() && now.of() == now.people();
    }
  }

  /**
   * @param all A, accounts of the list
   * @return undefined where no account was heard both times, and where only one was of several
   */
  public static Outcome<ListChange> of(List<Accounts> accounts, int all, double level) {
    Range.level(level);
    Spread spread = Spread.NOTHING;
    Within then = Within.NOTHING;
    Within since = Within.NOTHING;
    for (Accounts some : accounts) {
      spread = spread.plus(Spread.repeated(some.difference(), some.times()));
      then = then.plus(some.before(), some.times());
      since = since.plus(some.now(), some.times());
    }
    int heard = spread.count();
    if (heard > all) {
      throw new IllegalArgumentException(heard + " of " + all);
    }
    if (heard == 0) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    if (heard == all && accounts.stream().allMatch(Accounts::isKnown)) {
      Range known = new Range(spread.mean(), spread.mean());
      return Outcome.of(new ListChange(heard, spread.mean(), known, known));
    }
    if (heard == 1) {
      return Outcome.undefined(Outcome.Reason.ONE_ANSWER);
    }
    double silent = 0;
    for (Accounts some : accounts) {
      silent += some.times() * (some.before().doubt(then) + some.now().doubt(since));
    }
    double between = spread.squares() > 0 ? spread.variance() : Spread.leastVariance(heard);
    double part = (double) heard / all;
    double variance = (1 - part) * between / heard + silent / ((double) heard * all);
    double reach =
        TDistribution.of(heard - 1).inverseSurvivalProbability((1 - level) / 2)
            * Math.sqrt(variance);
    Range possible = possible(accounts, heard, all);
    return Outcome.of(
        new ListChange(
            heard,
            spread.mean(),
            new Range(spread.mean() - reach, spread.mean() + reach)
                .within(possible, Math.clamp(spread.mean(), possible.lower(), possible.upper())),
            possible));
  }

  private static Range possible(List<Accounts> accounts, int heard, int all) {
    double least = heard - all;
    double most = all - heard;
    for (Accounts some : accounts) {
      Range before = some.before().possible();
      Range now = some.now().possible();
      least += some.times() * (now.lower() - before.upper());
      most += some.times() * (now.upper() - before.lower());
    }
    return new Range(least / all, most / all);
  }
}
