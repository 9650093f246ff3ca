package io.keypulse.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A believable company of our own making, always the same but for its dates, which lie around
 * {@code today}.
 */
final class SampleCompany {
  private final List<Table> tables;
  private final Map<String, SampleAccounts.Customer> customers;

  SampleCompany(LocalDate today) {
    SampleStaff staff = new SampleStaff(Region.all(), today);
    SampleAccounts market = new SampleAccounts(staff, today);
    int teams = (int) staff.teams.stream().filter(SampleStaff.Team::key).count();
    SampleTrade trade = new SampleTrade(market.all, today);
    tables =
        List.of(
            staff.employees,
            staff.lines,
            market.accounts,
            new SampleGroups(market, teams, today).relationships,
            staff.members,
            market.contacts,
            new SampleSponsors(staff, market, today).sponsors,
            trade.decisions,
            new SampleRates(today).rates,
            trade.purchases);
    customers = market.byAddress;
  }

  /** In the order in which they refer to each other. */
  List<Table> tables() {
    return tables;
  }

  Optional<SampleAccounts.Customer> customer(String address) {
    return Optional.ofNullable(customers.get(address));
  }
}
