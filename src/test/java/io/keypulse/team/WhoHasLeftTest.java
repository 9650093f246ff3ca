package io.keypulse.team;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever does not work here any more holds no office, though nobody has ended it. */
@KeypulseTest
class WhoHasLeftTest {
  private static final String SPONSOR =
      "mutation ($i: ExecutiveSponsorAssignInput!) { executiveSponsorAssign(input: $i) { id } }";

  private final Client admin = Client.as("admin");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Test
  void isNoSponsorSoThatTheAccountHasAVacancy() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String acme = TeamTest.account(company, "acme");
    String lou = TeamTest.employee(company, "lou");
    admin.data(
        SPONSOR,
        Map.of(
            "i",
            Map.of(
                "accountId", acme, "employeeId", lou, "since", today.minusDays(100).toString())));
    left(company, "lou");
    JsonPath account =
        admin
            .data(
                "query ($a: ID!, $e: ID!) { account(id: $a) { executiveSponsor { id } sponsorVacancy { since } gaps { kind } }"
                    + " accounts(filter: {executiveSponsor: {eq: $e}}) { nodes { id } } employees(filter: {sponsors: {}, id: {eq: $e}}) { nodes { id } } }",
                Map.of("a", acme, "e", lou))
            .setRootPath("data");
    assertNull(account.get("account.executiveSponsor"));
    assertEquals(today.minusDays(3).toString(), account.getString("account.sponsorVacancy.since"));
    assertEquals(
        List.of("NO_SPONSOR"),
        account.getList("account.gaps.findAll { it.kind == 'NO_SPONSOR' }.kind"));
    assertEquals(List.of(), account.getList("accounts.nodes"));
    assertEquals(List.of(), account.getList("employees.nodes"));
  }

  @Test
  void leadsNothing() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String ana = TeamTest.employee(company, "ana");
    left(company, "ana");
    JsonPath found =
        Client.as(company.login("chief"))
            .data(
                "query ($t: ID!, $e: ID!) { team(id: $t) { lead { id } } teams(filter: {lead: {id: {eq: $e}}}) { nodes { id } }"
                    + " accounts(filter: {team: {lead: {id: {eq: $e}}}}) { nodes { id } } employees(filter: {leads: {}, id: {eq: $e}}) { nodes { id } }"
                    + " portfolio { totalCount managers { accounts } } }",
                Map.of("t", TeamTest.team(company, "north"), "e", ana))
            .setRootPath("data");
    assertNull(found.get("team.lead"));
    for (String list : List.of("teams.nodes", "accounts.nodes", "employees.nodes")) {
      assertEquals(List.of(), found.getList(list), list);
    }
    assertEquals(1, found.getInt("portfolio.totalCount"), "the chief answers for it");
    assertEquals(List.of(1, 0, 0, 0), found.getList("portfolio.managers.accounts"));
  }

  @Test
  void leadsNothingFromTheDayOnThoughNobodyHasEndedTheirAccessYet() {
    Company company = Company.imported().account("acme", "north");
    Database.change(
        "update employee set left_on = date '%s' where source = ? and external_id = 'ana'"
            .formatted(today),
        company.prefix);
    JsonPath found =
        Client.as(company.login("chief"))
            .data(
                "query ($t: ID!, $a: ID!) { team(id: $t) { lead { id } } account(id: $a) { lead { id } } }",
                Map.of(
                    "t", TeamTest.team(company, "north"), "a", TeamTest.account(company, "acme")))
            .setRootPath("data");
    assertNull(found.get("team.lead"));
    assertNull(found.get("account.lead"));
  }

  @Test
  void isGivenNoNewOffice() {
    Company company = Company.imported().account("acme", "north");
    String lou = TeamTest.employee(company, "lou");
    String ben = TeamTest.employee(company, "ben");
    left(company, "lou");
    refused(
        "employeeId",
        SPONSOR,
        Map.of("accountId", TeamTest.account(company, "acme"), "employeeId", lou));
    refused(
        "employeeId",
        "mutation ($i: TeamMemberAssignInput!) { teamMemberAssign(input: $i) { id } }",
        Map.of("teamId", TeamTest.team(company, "south"), "employeeId", lou));
    refused(
        "deputyId",
        "mutation ($i: EmployeeDeputyAssignInput!) { employeeDeputyAssign(input: $i) { id } }",
        Map.of("employeeId", ben, "deputyId", lou));
    refused(
        "managerId",
        "mutation ($i: ReportingLineSetInput!) { reportingLineSet(input: $i) { id } }",
        Map.of("employeeId", ben, "managerId", lou, "expectedVersion", 1));
  }

  private void refused(String field, String mutation, Map<String, Object> input) {
    JsonPath answer = admin.ask(mutation, Map.of("i", input));
    assertEquals("INVALID", answer.getString("errors[0].extensions.code"), answer::prettify);
    assertEquals(field, answer.getString("errors[0].extensions.field"), answer::prettify);
  }

  private void left(Company company, String who) {
    Database.change(
        "update employee set active = false, left_on = date '%s' where source = ? and external_id = '%s'"
            .formatted(today.minusDays(3), who),
        company.prefix);
  }
}
