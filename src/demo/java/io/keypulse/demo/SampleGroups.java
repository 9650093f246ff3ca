package io.keypulse.demo;

import java.time.LocalDate;

/**
 * Every second team serves a company with two below it, and every team one that buys through a
 * dealer.
 */
final class SampleGroups {
  private static final int DEALT = 4;

  final Table relationships =
      new Table(
          "account-relationships",
          "external_id",
          "account_external_id",
          "type",
          "other_external_id",
          "since");

  private final SampleAccounts market;
  private final LocalDate since;

  /**
   * @param teams with key accounts, which are dealt to them in turn
   */
  SampleGroups(SampleAccounts market, int teams, LocalDate today) {
    this.market = market;
    this.since = today.minusYears(3);
    for (int team = 0; team < teams; team++) {
      if (team % 2 == 0) {
        relate(team + teams, "SUBSIDIARY_OF", team);
        relate(team + 2 * teams, "BRANCH_OF", team + teams);
      }
      relate(team + DEALT * teams, "SERVED_THROUGH_DEALER", SampleAccounts.KEY + team);
    }
  }

  private void relate(int account, String type, int other) {
    relationships.row(
        "R-%03d".formatted(relationships.rows() + 1),
        market.all.get(account).id(),
        type,
        market.all.get(other).id(),
        since.toString());
  }
}
