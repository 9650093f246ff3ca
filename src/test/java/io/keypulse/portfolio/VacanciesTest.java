package io.keypulse.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An account is vacant since nobody who worked here led it, however that was written down later.
 */
@KeypulseTest
class VacanciesTest {
  private static final String WORKLOAD =
      "query ($m: ID!, $d: Date) { workload(managerId: $m, asOf: $d) { vacantDays leads { accounts } vacancies { account { externalId } vacancy { since days } } } }";

  private final Client admin = Client.as("admin");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Company company = new Company();

  @BeforeEach
  void allOfThemAreThereSince2020() {
    company.staffed().keyAccount("acme", "north", 1);
    for (String sql :
        List.of(
            "update team_member set valid = daterange('2020-01-01', null) where source = ?",
            "update account_team t set valid = daterange('2020-01-01', null) from account a where a.id = t.account_id and a.source = ?",
            "update reporting_line set valid = daterange('2020-01-01', null) where employee_id in (select id from employee where source = ?)")) {
      Database.change(sql, company.prefix);
    }
  }

  @Test
  void theDayOnWhichTheLeadLeftCountsThoughTheMembershipEndedLater() {
    left("ana", 57);
    vacantFor(57);
    endMembership("m1", 17);
    vacantFor(57);
  }

  @Test
  void anotherTeamThatNobodyLeadsFillsNoVacancy() {
    left("ana", 57);
    left("ben", 30);
    admin.data(
        "mutation ($i: AccountTeamAssignInput!) { accountTeamAssign(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "accountId", id("Account", "acme"),
                "teamId", id("Team", company.prefix + " south"),
                "expectedVersion", 1)));
    vacantFor(57);
  }

  @Test
  void aLeadWhoHasNotJoinedYetHasNeverLed() {
    Database.change(
        "update employee set joined_on = date '%s' where source = ? and external_id = 'ana'"
            .formatted(today.plusDays(9)),
        company.prefix);
    JsonPath account =
        Client.as(company.login("chief"))
            .data(
                "{ accounts { nodes { leadVacancy { since } continuity(years: 1) { servedDays vacantDays } } } }")
            .setRootPath("data.accounts.nodes[0]");
    assertEquals("2020-01-01", account.getString("leadVacancy.since"));
    assertEquals(account.getInt("continuity.servedDays"), account.getInt("continuity.vacantDays"));
  }

  @Test
  void aVacancyOfADayIsOfWhoeverAnsweredForTheTeamOnThatDay() {
    left("ana", 57);
    endMembership("m1", 57);
    admin.data(
        "mutation ($i: TeamMemberAssignInput!) { teamMemberAssign(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "teamId", id("Team", company.prefix + " north"),
                "employeeId", id("Employee", "ben"),
                "role", "LEAD",
                "since", today.minusDays(17).toString())));
    String then = today.minusDays(40).toString();
    assertEquals(List.of(), vacancies("ben", then));
    assertEquals(List.of(), vacancies("ana", then));
    assertEquals(List.of(), vacancies("lou", then), "he is no account manager");
    JsonPath chiefs = workload("chief", then);
    assertEquals(List.of("acme"), chiefs.getList("vacancies.account.externalId"));
    assertEquals(17, chiefs.getInt("vacantDays"));
    assertEquals(List.of(), vacancies("chief", today.toString()));
  }

  private void vacantFor(int days) {
    JsonPath account =
        Client.as(company.login("chief"))
            .data(
                "{ accounts { nodes { leadVacancy { since days } gaps { kind day } continuity(years: 1) { vacantDays } } } }")
            .setRootPath("data.accounts.nodes[0]");
    String since = today.minusDays(days).toString();
    assertEquals(since, account.getString("leadVacancy.since"));
    assertEquals(days, account.getInt("leadVacancy.days"));
    assertEquals(since, account.getString("gaps.find { it.kind == 'NO_LEAD' }.day"));
    assertEquals(days + 1, account.getInt("continuity.vacantDays"), "with today");
    assertEquals(days, workload("chief", today.toString()).getInt("vacantDays"));
  }

  private List<String> vacancies(String who, String day) {
    return workload(who, day).getList("vacancies.account.externalId");
  }

  private JsonPath workload(String who, String day) {
    return Client.as(company.login("chief"))
        .data(WORKLOAD, Map.of("m", id("Employee", who), "d", day))
        .setRootPath("data.workload");
  }

  private void left(String who, int daysAgo) {
    Database.change(
        "update employee set active = false, left_on = date '%s' where source = ? and external_id = '%s'"
            .formatted(today.minusDays(daysAgo), who),
        company.prefix);
  }

  private void endMembership(String which, int daysAgo) {
    Database.change(
        "update team_member set valid = daterange('2020-01-01', date '%s') where source = ? and external_id = '%s'"
            .formatted(today.minusDays(daysAgo), which),
        company.prefix);
  }

  private String id(String type, String externalId) {
    return GlobalId.of(
        type,
        Long.parseLong(
            Database.value(
                "select id from %s where external_id = ? and source = ?"
                    .formatted(type.toLowerCase(java.util.Locale.ROOT)),
                externalId,
                company.prefix)));
  }
}
