package io.keypulse.analysis;

import io.keypulse.platform.Money;
import io.keypulse.stats.Heard;
import io.keypulse.stats.Outcome;
import io.keypulse.stats.RevenueWeighted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What part of an amount stands with the dissatisfied.
 *
 * @param all of the amount
 * @param accounts with any of it
 * @param effective how many accounts of equal amounts the share is worth
 */
record MoneyShare(double all, int accounts, double effective, Disclosed share) {
  private static final int CENTS = 2;

  /**
   * @param chance to be drawn
   * @param amount of which less than nothing counts as nothing
   */
  record Account(Heard people, double chance, double amount) {}

  /**
   * @param population accounts
   */
  static MoneyShare of(List<Account> accounts, int population) {
    Outcome<RevenueWeighted.AtRisk> risk =
        RevenueWeighted.share(
            accounts.stream().mapToDouble(Account::amount).toArray(),
            accounts.stream().map(Account::people).toList(),
            accounts.stream().mapToDouble(Account::chance).toArray(),
            population);
    double effective = risk.optional().map(RevenueWeighted.AtRisk::effectiveAccounts).orElse(0.0);
    int with = (int) accounts.stream().filter(one -> one.amount() > 0).count();
    return new MoneyShare(
        accounts.stream().mapToDouble(one -> Math.max(0, one.amount())).sum(),
        with,
        effective,
        with == 0 && accounts.size() >= Disclosure.FEWEST_FOR_SHARE
            ? new Disclosed.Withheld(
                new InsufficientData(WithheldReason.NO_REVENUE, 0, Disclosure.FEWEST_FOR_SHARE))
            : Disclosure.ofEstimate(
                risk.map(RevenueWeighted.AtRisk::share),
                accounts.size() < Disclosure.FEWEST_FOR_SHARE ? accounts.size() : with,
                effective,
                WithheldReason.TOO_FEW_ACCOUNTS));
  }

  /** 0 where no share is told. */
  double atRisk() {
    return share.share().map(told -> all * told.value()).orElse(0.0);
  }

  static Money money(double amount, String currency) {
    return Money.of(BigDecimal.valueOf(amount).setScale(CENTS, RoundingMode.HALF_EVEN), currency);
  }
}
