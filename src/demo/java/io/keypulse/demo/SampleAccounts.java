package io.keypulse.demo;

import io.keypulse.account.ContactRole;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Who buys from the sample company, and the people there. */
final class SampleAccounts {
  static final int KEY = 250;
  static final int OTHERS = 3000;

  /** The team whose customers have had enough. */
  static final String TEAM_IN_TROUBLE = "hugo";

  /** Mail servers of companies that were renamed take no mail any more. */
  static final String GONE = "@old.";

  enum Trouble {
    NONE,
    TEAM,
    ACCOUNT
  }

  record Account(String id, boolean key, Region region, String country, Trouble trouble) {}

  record Customer(Account account, String email, String language) {}

  final Table accounts =
      new Table(
          "accounts",
          "external_id",
          "name",
          "country",
          "segment",
          "team_external_id",
          "served_since");
  final Table contacts =
      new Table(
          "contacts",
          "external_id",
          "account_external_id",
          "name",
          "email",
          "role",
          "language",
          "time_zone",
          "left_on",
          "phone");
  final List<Account> all = new ArrayList<>();
  final Map<String, Customer> byAddress = new HashMap<>();

  /** Contact by account; none where the decision maker has left. */
  final Map<String, String> decisionMakers = new HashMap<>();

  private final LocalDate today;
  private final String servedSince;
  private final SplittableRandom companies = new SplittableRandom(2);
  private final SplittableRandom people = new SplittableRandom(3);
  private final SamplePhones phones = new SamplePhones();
  private final Set<String> domains = new HashSet<>();

  SampleAccounts(SampleStaff staff, LocalDate today) {
    this.today = today;
    servedSince = staff.since;
    List<SampleStaff.Team> teams = staff.teams;
    List<SampleStaff.Team> key = teams.stream().filter(SampleStaff.Team::key).toList();
    for (int i = 0; i < KEY; i++) {
      SampleStaff.Team team = key.get(i % key.size());
      Trouble trouble =
          team.lead().equals(TEAM_IN_TROUBLE)
              ? Trouble.TEAM
              : i % 12 == 5 ? Trouble.ACCOUNT : Trouble.NONE;
      add(team, trouble);
    }
    List<SampleStaff.Team> others = teams.stream().filter(team -> !team.key()).toList();
    for (int i = 0; i < OTHERS; i++) {
      add(others.get(i % others.size()), Trouble.NONE);
    }
  }

  private void add(SampleStaff.Team team, Trouble trouble) {
    Region region = team.region();
    Region.Pair trade = Region.any(region.trades(), companies);
    String name = Region.any(region.stems(), companies) + " " + trade.key();
    while (!domains.add(Region.ascii(name))) {
      trade = Region.any(region.trades(), companies);
      name =
          Region.any(region.stems(), companies)
              + " "
              + trade.key()
              + " "
              + Region.any(region.places(), companies);
    }
    String shown = name + " " + Region.any(region.forms(), companies);
    Account account =
        new Account(
            "A-%04d".formatted(all.size() + 1),
            team.key(),
            region,
            Region.any(region.countries(), companies),
            trouble);
    all.add(account);
    accounts.row(account.id(), shown, account.country(), trade.value(), team.name(), servedSince);
    staff(account, Region.ascii(name) + ".example");
  }

  private void staff(Account account, String domain) {
    int size = account.key() ? 3 + Math.min(17, skewed(4.4)) : 1 + people.nextInt(4);
    Set<String> taken = new HashSet<>();
    while (taken.size() < size) {
      Region.Named named = account.region().person(people);
      if (taken.add(named.local())) {
        employ(account, named, domain, role(taken.size()));
      }
    }
  }

  private void employ(Account account, Region.Named named, String domain, ContactRole role) {
    int fate = people.nextInt(100);
    @Nullable String email = fate < 2 ? null : named.local() + (fate == 2 ? GONE : "@") + domain;
    @Nullable LocalDate leftOn = fate > 96 ? today.minusDays(people.nextInt(10, 600)) : null;
    String id = "C-%05d".formatted(contacts.rows() + 1);
    if (role == ContactRole.DECISION_MAKER && leftOn == null) {
      decisionMakers.putIfAbsent(account.id(), id);
    }
    contacts.row(
        id,
        account.id(),
        named.shown(),
        email,
        role.name(),
        account.region().language(),
        account.region().timeZone(),
        leftOn == null ? null : leftOn.toString(),
        email == null || phones.has() ? phones.next(account.country()) : null);
    if (email != null) {
      byAddress.put(email, new Customer(account, email, account.region().language()));
    }
  }

  private ContactRole role(int place) {
    return switch (place) {
      case 1 -> ContactRole.DECISION_MAKER;
      case 2 -> ContactRole.BUYER;
      default ->
          people.nextBoolean()
              ? ContactRole.USER
              : Region.any(List.of(ContactRole.values()), people);
    };
  }

  private int skewed(double mean) {
    return (int) (-mean * Math.log(1 - people.nextDouble()));
  }
}
