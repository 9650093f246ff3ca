package io.keypulse.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@KeypulseTest
class ReportingLineTest {
  private static final String SET =
      "mutation ($i: ReportingLineSetInput!) { reportingLineSet(input: $i) { id version manager { name } } }";
  private static final String CREATE =
      "mutation ($i: EmployeeCreateInput!) { employeeCreate(input: $i) { id name function active version provenance { channel source } manager { name } } }";

  private final Client admin = Client.as("admin");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Inject SessionFactory sessions;
  @Inject MovableClock clock;

  @Test
  void anAdministratorHiresSomebodyOnceHoweverOftenTheyAsk() {
    Company company = Company.imported();
    Map<String, Object> input =
        Map.of(
            "name",
            "Tess Tech",
            "email",
            "Tess." + company.prefix + "@keypulse.example",
            "position",
            "Field  engineer",
            "function",
            "Technical service",
            "managerId",
            id(company, "ana"),
            "idempotencyKey",
            company.prefix);
    JsonPath tess = admin.data(CREATE, Map.of("i", input));
    assertEquals("TECHNICAL_SERVICE", tess.getString("data.employeeCreate.function"));
    assertEquals("Ana Alvarez", tess.getString("data.employeeCreate.manager.name"));
    assertEquals("MANUAL", tess.getString("data.employeeCreate.provenance.channel"));
    assertEquals(
        tess.getString("data.employeeCreate.id"),
        admin.data(CREATE, Map.of("i", input)).getString("data.employeeCreate.id"));

    Map<String, Object> again = new HashMap<>(input);
    again.put("idempotencyKey", company.prefix + "2");
    assertEquals("ALREADY_EXISTS", admin.refusal(CREATE, Map.of("i", again)));
    again.put("email", "two@a@b");
    assertEquals("INVALID", admin.refusal(CREATE, Map.of("i", again)));
    assertEquals(
        "FORBIDDEN", Client.as(company.login("chief")).refusal(CREATE, Map.of("i", input)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(CREATE, Map.of("i", input)));
  }

  @Test
  void anUpdateChangesWhatItNamesAndOnlyFromTheVersionItSaw() {
    Company company = Company.imported();
    String update =
        "mutation ($i: EmployeeUpdateInput!) { employeeUpdate(input: $i) { name position active version } }";
    Map<String, Object> input =
        Map.of("id", id(company, "lou"), "expectedVersion", 1, "position", "Head of dispatch");
    JsonPath lou = admin.data(update, Map.of("i", input));
    assertEquals("Lou Logistics", lou.getString("data.employeeUpdate.name"));
    assertEquals("Head of dispatch", lou.getString("data.employeeUpdate.position"));
    assertEquals(2, lou.getInt("data.employeeUpdate.version"));
    JsonPath conflict = admin.ask(update, Map.of("i", input));
    assertEquals("CONFLICT", conflict.getString("errors[0].extensions.code"));
    assertEquals(2, conflict.getInt("errors[0].extensions.currentVersion"));
    assertEquals("FORBIDDEN", Client.as(company.login("lou")).refusal(update, Map.of("i", input)));

    admin.data(
        update,
        Map.of("i", Map.of("id", id(company, "lou"), "expectedVersion", 2, "active", false)));
    Client.as(company.login("lou"))
        .http()
        .contentType("application/json")
        .body(Map.of("query", "{ viewer { name } }"))
        .post("/graphql")
        .then()
        .statusCode(403);
  }

  @Test
  void theLineIsKnownForEveryDay() {
    Company company = Company.imported();
    String ben = id(company, "ben");
    LocalDate next = today.plusDays(10);
    JsonPath set =
        admin.data(
            SET,
            Map.of(
                "i",
                Map.of(
                    "employeeId",
                    ben,
                    "managerId",
                    id(company, "ana"),
                    "since",
                    next.toString(),
                    "expectedVersion",
                    1)));
    assertEquals("Cleo Chief", set.getString("data.reportingLineSet.manager.name"));
    assertEquals(2, set.getInt("data.reportingLineSet.version"));

    Map<String, Object> then = Map.of("id", ben, "day", next.toString());
    String manager =
        "query ($id: ID!, $day: Date) { employee(id: $id) { manager(asOf: $day) { name } reportingLine(asOf: $day) { name } } }";
    assertEquals(
        "Cleo Chief",
        admin.data(manager, Map.of("id", ben)).getString("data.employee.manager.name"));
    assertEquals(
        List.of("Ana Alvarez", "Cleo Chief"),
        admin.data(manager, then).getList("data.employee.reportingLine.name"));
    assertNull(
        admin.data(manager, Map.of("id", ben, "day", "2001-01-01")).get("data.employee.manager"));
    assertEquals("INVALID", admin.refusal(manager, Map.of("id", ben, "day", "2999-01-01")));

    String reports =
        "query ($id: ID!, $day: Date, $scope: LineScope) { employee(id: $id) { reports(asOf: $day, scope: $scope) { name } } }";
    String chief = id(company, "chief");
    assertEquals(
        List.of("Ana Alvarez", "Ben Brandt", "Lou Logistics"),
        admin.data(reports, Map.of("id", chief)).getList("data.employee.reports.name"));
    assertEquals(
        List.of("Ana Alvarez", "Lou Logistics"),
        admin
            .data(reports, Map.of("id", chief, "day", next.toString(), "scope", "DIRECT"))
            .getList("data.employee.reports.name"));
    assertEquals(
        List.of("Ana Alvarez", "Lou Logistics", "Ben Brandt"),
        admin
            .data(reports, Map.of("id", chief, "day", next.toString(), "scope", "TREE"))
            .getList("data.employee.reports.name"));
  }

  @Test
  void aCircleOnAnyDayIsRefused() {
    Company company = Company.imported();
    Map<String, Object> circle =
        Map.of(
            "employeeId", id(company, "chief"),
            "managerId", id(company, "ana"),
            "since", today.plusYears(1).toString(),
            "expectedVersion", 1);
    JsonPath answer = admin.ask(SET, Map.of("i", circle));
    assertEquals("INVALID", answer.getString("errors[0].extensions.code"));
    assertEquals("managerId", answer.getString("errors[0].extensions.field"));
    Map<String, Object> oneself =
        Map.of(
            "employeeId",
            id(company, "ana"),
            "managerId",
            id(company, "ana"),
            "expectedVersion",
            1);
    assertEquals("INVALID", admin.refusal(SET, Map.of("i", oneself)));
    Map<String, Object> nobody = new HashMap<>(oneself);
    nobody.put("managerId", "RW1wbG95ZWU6MjAwMDAwMDAwMA");
    assertEquals("NOT_FOUND", admin.refusal(SET, Map.of("i", nobody)));
    assertEquals("FORBIDDEN", Client.as(company.login("chief")).refusal(SET, Map.of("i", circle)));

    // Ana leaves the chief's line first; then the chief may report to her.
    LocalDate turn = today.plusYears(1);
    admin.data(
        SET,
        Map.of(
            "i",
            Map.of(
                "employeeId", id(company, "ana"), "since", turn.toString(), "expectedVersion", 1)));
    admin.data(SET, Map.of("i", circle));
  }

  @Test
  void twoLinesThatTogetherCloseACircleNeverBothHold() throws Exception {
    for (int round = 0; round < 3; round++) {
      Company company = Company.imported();
      List<Map<String, Object>> both =
          List.of(
              Map.of(
                  "employeeId",
                  id(company, "ana"),
                  "managerId",
                  id(company, "ben"),
                  "expectedVersion",
                  1),
              Map.of(
                  "employeeId",
                  id(company, "ben"),
                  "managerId",
                  id(company, "ana"),
                  "expectedVersion",
                  1));
      AtomicInteger turn = new AtomicInteger();
      AtomicInteger refused = new AtomicInteger();
      Together.run(
          2,
          () -> {
            JsonPath answer = admin.ask(SET, Map.of("i", both.get(turn.getAndIncrement())));
            if (answer.get("errors") != null) {
              refused.incrementAndGet();
            }
          });
      assertEquals(1, refused.get());
    }
  }

  @Test
  void anEmployeeHasOneManagerAtATimeInTheDatabaseItself() {
    Company company = Company.imported();
    Throwable refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            AssertionError.class,
            () ->
                Database.change(
                    """
                    insert into reporting_line (employee_id, manager_id, valid)
                    select a.id, b.id, '[2020-01-01,)' from employee a, employee b
                    where a.source = ? and a.external_id = 'ana' and b.source = ? and b.external_id = 'ben'
                    """,
                    company.prefix,
                    company.prefix));
    assertTrue(
        String.valueOf(refused.getCause()).contains("reporting_line_one_manager_at_a_time"),
        String.valueOf(refused.getCause()));
  }

  @Test
  void theWallMovesOnTheDayALineBegins() {
    Company company = Company.imported().account("acme", "north").account("bolt", "south");
    Client ana = Client.as(company.login("ana"));
    assertEquals(1, ana.data("{ accounts { totalCount } }").getInt("data.accounts.totalCount"));
    admin.data(
        SET,
        Map.of(
            "i",
            Map.of(
                "employeeId", id(company, "ben"),
                "managerId", id(company, "ana"),
                "since", today.plusDays(3).toString(),
                "expectedVersion", 1)));
    assertEquals(1, ana.data("{ accounts { totalCount } }").getInt("data.accounts.totalCount"));
    clock.later(
        Duration.ofDays(3),
        () -> {
          // Whatever moves the wall, moves it to the day it is; DayTurnTest tells of days on which
          // nothing else does.
          company.account("more", "north");
          company.put(
              "team-members",
              "source,external_id,team_external_id,employee_external_id,function,lead",
              "%1$s,m9,%1$s south,lou,LOGISTICS,false");
          assertEquals(
              3, ana.data("{ accounts { totalCount } }").getInt("data.accounts.totalCount"));
        });
  }

  @Test
  void linesComeInAsAFileInAnyOrderAndARepeatChangesNothing() {
    Company company = Company.imported();
    String csv =
        """
        source,external_id,employee_external_id,manager_external_id,valid_from,valid_until
        %1$s,l2,ben,ana,2015-01-01,
        %1$s,l1,ben,lou,2010-01-01,2013-01-01
        %1$s,l3,ben,nobody,2016-01-01,
        %1$s,l4,chief,ana,2030-01-01,
        """
            .formatted(company.prefix);
    JsonPath report = admin.importCsv("reporting-lines", csv).jsonPath();
    assertEquals(2, report.getInt("updated"), report.prettify());
    assertEquals(
        List.of("UNKNOWN_REFERENCE", "CONFLICT"),
        report.getList("verdicts.code"),
        report.prettify());
    assertEquals(2, admin.importCsv("reporting-lines", csv).jsonPath().getInt("unchanged"));
    assertEquals("Lou Logistics", manager(company, "ben", "2012-12-31"));
    assertNull(manager(company, "ben", "2013-01-01"));
    assertEquals("Ana Alvarez", manager(company, "ben", "2015-06-01"));
    assertEquals("Cleo Chief", manager(company, "ben", today.toString()), "what followed stays");
  }

  @Test
  void aFileIsToldWhereSomebodyHasChangedALineByHandSince() {
    Company company = Company.imported();
    String csv =
        """
        source,external_id,employee_external_id,manager_external_id,valid_from,valid_until
        %1$s,l1,ben,ana,2015-01-01,2017-01-01
        %1$s,l2,ben,lou,2017-01-01,
        %1$s,l3,lou,ana,2015-01-01,2099-01-01
        %1$s,l4,ana,chief,2015-01-01,
        """
            .formatted(company.prefix);
    JsonPath first = admin.importCsv("reporting-lines", csv).jsonPath();
    assertEquals(4, first.getInt("updated"), first::prettify);
    assertEquals(
        List.of(), first.getList("verdicts"), "what files say of later days is no change by hand");
    String turn = today.minusDays(3).toString();
    for (String who : List.of("ben", "lou")) {
      admin.data(
          SET,
          Map.of("i", Map.of("employeeId", id(company, who), "since", turn, "expectedVersion", 1)));
    }
    JsonPath again = admin.importCsv("reporting-lines", csv).jsonPath();
    assertEquals(4, again.getInt("unchanged"), again::prettify);
    assertEquals(List.of(3, 4), again.getList("verdicts.line"), again::prettify);
    assertEquals(List.of("UNCHANGED", "UNCHANGED"), again.getList("verdicts.verdict"));
    assertEquals(List.of("CHANGED_BY_HAND", "CHANGED_BY_HAND"), again.getList("verdicts.code"));
    assertTrue(again.getString("verdicts[0].message").contains(turn), again::prettify);
    assertNull(manager(company, "ben", turn), "it stays");
    String shorter = csv.replace("2017-01-01,\n", "2017-01-01," + turn + "\n");
    assertEquals(
        List.of(4),
        admin.importCsv("reporting-lines", shorter).jsonPath().getList("verdicts.line"));
  }

  private String manager(Company company, String who, String day) {
    return admin
        .data(
            "query ($id: ID!, $day: Date) { employee(id: $id) { manager(asOf: $day) { name } } }",
            Map.of("id", id(company, who), "day", day))
        .getString("data.employee.manager.name");
  }

  @Test
  void employeesAreFoundFilteredAndPagedInEitherOrder() {
    Company company = Company.imported();
    String query =
        """
        query ($f: EmployeeFilter, $o: EmployeeOrder, $a: String) {
          employees(first: 2, filter: $f, orderBy: $o, after: $a) { totalCount nodes { name } pageInfo { endCursor hasNextPage } } }
        """;
    Database.change(
        "update employee set function = ? where source = ?",
        "F" + company.prefix.toUpperCase(java.util.Locale.ROOT),
        company.prefix);
    Map<String, Object> filter = Map.of("functions", List.of("f" + company.prefix), "active", true);
    Map<String, Object> down = Map.of("field", "NAME", "direction", "DESC");
    JsonPath first = admin.data(query, Map.of("f", filter, "o", down));
    assertEquals(4, first.getInt("data.employees.totalCount"));
    assertEquals(
        List.of("Lou Logistics", "Cleo Chief"), first.getList("data.employees.nodes.name"));
    String cursor = first.getString("data.employees.pageInfo.endCursor");
    assertEquals(
        List.of("Ben Brandt", "Ana Alvarez"),
        admin
            .data(query, Map.of("f", filter, "o", down, "a", cursor))
            .getList("data.employees.nodes.name"));
    assertEquals("INVALID", admin.refusal(query, Map.of("f", filter, "a", cursor)));
    Map<String, Object> byPosition =
        Map.of(
            "functions",
            List.of("f" + company.prefix),
            "positions",
            List.of("key ACCOUNT manager"));
    assertEquals(
        List.of("Ana Alvarez", "Ben Brandt"),
        admin.data(query, Map.of("f", byPosition)).getList("data.employees.nodes.name"));
    Map<String, Object> bySearch =
        Map.of("functions", List.of("f" + company.prefix), "search", "àlvarez");
    assertEquals(
        List.of("Ana Alvarez"),
        admin.data(query, Map.of("f", bySearch)).getList("data.employees.nodes.name"));
    assertEquals("INVALID", admin.refusal(query, Map.of("f", Map.of("search", " "))));
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnTheNumberOfEmployees() {
    List<Long> counts = new ArrayList<>();
    String query =
        """
        query ($f: EmployeeFilter) { employees(first: 25, filter: $f) { nodes {
          manager { name } reportingLine { name } reports(scope: TREE) { name }
          deputies { deputy { name } } absences { since } standIn { name } actingFor { name } } } }
        """;
    for (int more : List.of(1, 20)) {
      Company company = Company.imported();
      for (int i = 0; i < more; i++) {
        company.put(
            "employees",
            "source,external_id,name,email,position,function,manager_external_id",
            "%1$s,x" + i + ",X " + i + ",x" + i + ".%1$s@keypulse.example,Clerk,F%1$s,ana");
      }
      sessions.getStatistics().clear();
      JsonPath found =
          admin.data(query, Map.of("f", Map.of("functions", List.of("F" + company.prefix))));
      assertEquals(more, found.getList("data.employees.nodes").size());
      counts.add(sessions.getStatistics().getPrepareStatementCount());
    }
    assertEquals(counts.getFirst(), counts.getLast());
  }

  static String id(Company company, String who) {
    String key =
        Database.value(
            "select id from employee where source = ? and external_id = ?", company.prefix, who);
    assertNotEquals("", key);
    return io.keypulse.platform.GlobalId.of("Employee", Long.parseLong(key));
  }
}
