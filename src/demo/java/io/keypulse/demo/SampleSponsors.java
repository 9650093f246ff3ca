package io.keypulse.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** Our executives paired with theirs, at two of three key accounts. */
final class SampleSponsors {
  final Table sponsors =
      new Table(
          "executive-sponsors",
          "external_id",
          "account_external_id",
          "employee_external_id",
          "contact_external_id",
          "valid_from",
          "meeting_interval_days");

  private final SplittableRandom choice = new SplittableRandom(7);

  SampleSponsors(SampleStaff staff, SampleAccounts market, LocalDate today) {
    List<SampleAccounts.Account> key =
        market.all.stream().filter(SampleAccounts.Account::key).toList();
    for (SampleAccounts.Account account : key) {
      if (choice.nextInt(3) > 0) {
        sponsors.row(
            "S-%04d".formatted(sponsors.rows() + 1),
            account.id(),
            Region.any(staff.executives, choice),
            market.decisionMakers.get(account.id()),
            today.minusDays(choice.nextInt(60, 900)).toString(),
            Region.any(List.of("90", "180"), choice));
      }
    }
  }
}
