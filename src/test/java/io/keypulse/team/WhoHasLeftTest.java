package io.keypulse.team;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void isGivenNoOfficeByAFileThatBeginsAfterTheirTime() {
    Company company = Company.imported().account("acme", "north");
    left(company, "lou");
    Database.change(
        "update employee set left_on = date '%s' where source = ? and external_id = 'ben'"
            .formatted(today.plusDays(5)),
        company.prefix);
    String members =
        "source,external_id,team_external_id,employee_external_id,function,role,valid_from,valid_until";
    rejected(
        "team-members",
        "employee_external_id",
        members,
        row(company, "m7", company.prefix + " south", "lou", "SALES", "DEPUTY", "", ""),
        row(company, "m8", company.prefix + " south", "lou", "SALES", "MEMBER", day(-3), ""),
        row(company, "m9", company.prefix + " north", "ben", "SALES", "LEAD", day(5), ""));
    rejected(
        "executive-sponsors",
        "employee_external_id",
        "source,external_id,account_external_id,employee_external_id,valid_from",
        row(company, "s1", "acme", "lou", day(-1)),
        row(company, "s2", "acme", "ben", day(9)));
    rejected(
        "reporting-lines",
        "manager_external_id",
        "source,external_id,employee_external_id,manager_external_id,valid_from",
        row(company, "l1", "ana", "lou", day(0)),
        row(company, "l2", "ana", "ben", day(5)));
    rejected(
        "employees",
        "manager_external_id",
        "source,external_id,name,email,position,function,manager_external_id",
        row(
            company,
            "new",
            "Nel New",
            "nel." + company.prefix + "@keypulse.example",
            "Clerk",
            "SALES",
            "lou"));

    company.put(
        "team-members",
        members,
        row(
            company,
            "m10",
            company.prefix + " south",
            "lou",
            "SALES",
            "MEMBER",
            "2015-01-01",
            "2018-01-01"),
        row(company, "m11", company.prefix + " south", "lou", "FINANCE", "MEMBER", day(-9), ""),
        row(company, "m12", company.prefix + " north", "ben", "SALES", "MEMBER", day(4), ""),
        row(company, "m3", company.prefix + " north", "lou", "LOGISTICS", "", day(0), day(1)));
    company.put(
        "reporting-lines",
        "source,external_id,employee_external_id,manager_external_id,valid_from,valid_until",
        row(company, "l3", "ana", "lou", "2015-01-01", "2016-01-01"));
  }

  @Test
  void keepsAnOfficeThatAFileRepeatsUntilItEndsIt() {
    Company company = Company.imported().account("acme", "north");
    String sponsors =
        "source,external_id,account_external_id,employee_external_id,valid_from,valid_until";
    String lines =
        "source,external_id,employee_external_id,manager_external_id,valid_from,valid_until";
    company.put("executive-sponsors", sponsors, row(company, "s1", "acme", "lou", day(-1), ""));
    company.put("reporting-lines", lines, row(company, "l1", "ana", "lou", day(-1), day(9)));
    left(company, "lou");
    for (String until : List.of("", day(1))) {
      company.put(
          "executive-sponsors", sponsors, row(company, "s1", "acme", "lou", day(-1), until));
      company.put("reporting-lines", lines, row(company, "l1", "ana", "lou", day(-1), until));
    }
    assertEquals(
        day(1),
        Database.value(
            "select upper(valid) from executive_sponsor where source = ?", company.prefix));
  }

  @Test
  void goesOnLeadingInTheFileOfEmployeesUntilSomebodyElseDoes() {
    Company company = Company.imported();
    String header = "source,external_id,name,email,position,function,manager_external_id,active";
    String ana =
        row(
            company,
            "ana",
            "Ana Alvarez",
            "ana." + company.prefix + "@keypulse.example",
            "Head",
            "SALES",
            "chief",
            "");
    company.put(
        "employees",
        header,
        row(
            company,
            "chief",
            "Cleo Chief",
            "chief." + company.prefix + "@keypulse.example",
            "CEO",
            "EXECUTIVE",
            "",
            "false"),
        ana);
    company.put("employees", header, ana);
    String back =
        row(
            company,
            "chief",
            "Cleo Chief",
            "chief." + company.prefix + "@keypulse.example",
            "CEO",
            "EXECUTIVE",
            "",
            "true");
    String nel =
        row(
            company,
            "new",
            "Nel New",
            "nel." + company.prefix + "@keypulse.example",
            "Clerk",
            "SALES",
            "chief",
            "");
    rejected("employees", "manager_external_id", header, nel);
    company.put("employees", header, back, nel);
  }

  private void rejected(String kind, String column, String header, String... rows) {
    JsonPath report = admin.imported(kind, header + "\n" + String.join("\n", rows) + "\n");
    assertEquals(rows.length, report.getInt("rejected"), report::prettify);
    assertEquals(List.of(column), report.getList("verdicts.column").stream().distinct().toList());
    assertEquals(List.of("CONFLICT"), report.getList("verdicts.code").stream().distinct().toList());
    assertTrue(
        report.getString("verdicts[0].message").contains("does not work here"), report::prettify);
  }

  private static String row(Company company, String... cells) {
    return company.prefix + "," + String.join(",", cells);
  }

  private String day(int later) {
    return today.plusDays(later).toString();
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
