package io.keypulse.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** What the sample company's accounts bought in two years, and which of them are key, and why. */
final class SampleTrade {
  private static final int DAYS = 730;
  private static final List<String> CATEGORIES =
      List.of("Drives", "Sensors", "Control systems", "Spare parts", "Service contracts");
  private static final List<String> REASONS =
      List.of(
          "Buys across three product lines and plans a second plant with us.",
          "Leads its segment; others ask where they buy.",
          "Gross profit above the threshold for two years running.",
          "Joint development of the next control system.",
          "Small today, but the only customer with a plant on each continent.");

  final Table purchases =
      new Table(
          "purchases",
          "external_id",
          "account_external_id",
          "date",
          "category",
          "net_amount",
          "cost_amount",
          "currency");
  final Table decisions =
      new Table(
          "key-decisions",
          "external_id",
          "account_external_id",
          "outcome",
          "tier",
          "valid_from",
          "valid_until",
          "decided_by",
          "approved_by",
          "rationale");

  private final LocalDate today;
  private final SplittableRandom sales = new SplittableRandom(4);
  private final SplittableRandom board = new SplittableRandom(5);

  SampleTrade(List<SampleAccounts.Account> accounts, LocalDate today) {
    this.today = today;
    for (int i = 0; i < accounts.size(); i++) {
      SampleAccounts.Account account = accounts.get(i);
      buy(account);
      if (account.key()) {
        makeKey(account);
      } else {
        decideOnOthers(account, i - SampleAccounts.KEY);
      }
    }
  }

  private void buy(SampleAccounts.Account account) {
    int orders = account.key() ? sales.nextInt(18, 60) : sales.nextInt(2, 9);
    double size = account.key() ? 9000 : 900;
    for (int i = 0; i < orders; i++) {
      int daysAgo = sales.nextInt(1, DAYS);
      BigDecimal net = money(size * (0.2 - Math.log(1 - sales.nextDouble())));
      BigDecimal cost = money(net.doubleValue() * (0.55 + sales.nextDouble() * 0.25));
      boolean boughtElsewhere =
          account.trouble() != SampleAccounts.Trouble.NONE
              && daysAgo < 240
              && sales.nextInt(10) < 6;
      if (!boughtElsewhere) {
        purchases.row(
            "P-%06d".formatted(purchases.rows() + 1),
            account.id(),
            today.minusDays(daysAgo).toString(),
            Region.any(CATEGORIES, sales),
            net.toPlainString(),
            cost.toPlainString(),
            account.region().currency());
      }
    }
  }

  private void makeKey(SampleAccounts.Account account) {
    String tier = Region.any(List.of("A", "B", "B", "C"), board);
    LocalDate renewed = today.minusDays(board.nextInt(30, 330));
    decide(account, "DESIGNATE", tier, today.minusDays(board.nextInt(1000, 1500)), renewed);
    decide(account, "RENEW", tier, renewed, today.plusDays(board.nextInt(60, 700)));
  }

  /** A few were key once, a few may become it. */
  private void decideOnOthers(SampleAccounts.Account account, int place) {
    LocalDate then = today.minusDays(200 + place);
    if (place < 8) {
      decide(account, "DESIGNATE", "C", then.minusDays(1000), then);
    } else if (place < 14) {
      decide(account, "DESIGNATE", "C", then.minusDays(1000), then);
      decide(account, "WITHDRAW", "", then, today.plusDays(300));
    } else if (place < 26) {
      decide(account, "DEVELOP", "", then, today.plusDays(300));
    }
  }

  private void decide(
      SampleAccounts.Account account,
      String outcome,
      String tier,
      LocalDate from,
      LocalDate until) {
    decisions.row(
        "D-%04d".formatted(decisions.rows() + 1),
        account.id(),
        outcome,
        tier,
        from.toString(),
        until.toString(),
        "Henrik Larsen",
        tier.isEmpty() ? "" : "Management board",
        outcome.equals("WITHDRAW")
            ? "Sold to a group that buys centrally from others."
            : Region.any(REASONS, board));
  }

  private static BigDecimal money(double amount) {
    return BigDecimal.valueOf(Math.round(amount * 100), 2);
  }
}
