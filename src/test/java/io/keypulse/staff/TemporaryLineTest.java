package io.keypulse.staff;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line for some days says nothing of the days outside: what was there before resumes. */
@KeypulseTest
class TemporaryLineTest {
  private static final String SET =
      "mutation ($i: ReportingLineSetInput!) { reportingLineSet(input: $i) { id } }";

  private final Client admin = Client.as("admin");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Company company = new Company();

  @BeforeEach
  void staffed() {
    company.staffed();
  }

  @Test
  void isFollowedByTheLineBeforeItToComeAndBackDated() {
    lines("a,ben,ana,2015-01-01,");
    unchangedWhenRepeated(
        "a,ben,ana,2015-01-01,", row("b", "ben", "lou", 5, 8), "c,ben,lou,2016-03-01,2016-04-01");
    assertEquals("Ana Alvarez", manager("ben", "2016-02-29"));
    assertEquals("Lou Logistics", manager("ben", "2016-03-31"));
    assertEquals("Ana Alvarez", manager("ben", "2016-04-01"));
    assertEquals("Cleo Chief", manager("ben", day(4)), "from the import of employees on");
    assertEquals("Lou Logistics", manager("ben", day(7)));
    assertEquals("Cleo Chief", manager("ben", day(8)), "and open-ended again");
    assertEquals(
        "2",
        Database.value(
            """
            select count(*) from audit_entry a
            join reporting_line l on a.object_type = 'reporting_line' and a.object_id = l.id and l.resumes
            join employee e on e.id = l.employee_id where a.operation = 'INSERT' and e.source = ?
            """,
            company.prefix),
        "the audit trail has what resumes");
  }

  @Test
  void whoseOwnEndIsCorrectedLeavesNoGapAndNoOverlap() {
    lines(row("b", "ben", "lou", 5, 8));
    for (int until : List.of(11, 7)) {
      lines(row("b", "ben", "lou", 5, until));
      assertEquals("Lou Logistics", manager("ben", day(until - 1)));
      assertEquals("Cleo Chief", manager("ben", day(until)));
      assertEquals("Cleo Chief", manager("ben", day(12)));
    }
    unchangedWhenRepeated(row("b", "ben", "lou", 5, 7));
    unchanged(row("c", "ben", "chief", 1, 3), "says what is there already, and ends nothing");
    assertEquals("Cleo Chief", manager("ben", day(3)));
  }

  @Test
  void maySayThatNobodyStandsAbove() {
    unchangedWhenRepeated(row("b", "ben", "", 5, 8));
    assertEquals("Cleo Chief", manager("ben", day(4)));
    assertNull(manager("ben", day(5)));
    assertEquals("Cleo Chief", manager("ben", day(8)));
  }

  @Test
  void withinAnotherAndAcrossItsEndResumesWhatItInterrupted() {
    unchangedWhenRepeated(
        row("b", "ben", "lou", 5, 15),
        row("c", "ben", "ana", 7, 9),
        row("d", "ben", "ana", 14, 20));
    for (Map.Entry<Integer, String> expected :
        Map.of(
                4, "Cleo Chief",
                6, "Lou Logistics",
                8, "Ana Alvarez",
                9, "Lou Logistics",
                14, "Ana Alvarez",
                19, "Ana Alvarez",
                20, "Cleo Chief")
            .entrySet()) {
      assertEquals(expected.getValue(), manager("ben", day(expected.getKey())));
    }
  }

  @Test
  void isFollowedByWhoeverHasTakenTheLineOverMeanwhile() {
    lines(row("b", "ben", "lou", 5, 8));
    set("ben", "ana", 3);
    assertEquals("Ana Alvarez", manager("ben", day(3)));
    assertEquals("Lou Logistics", manager("ben", day(5)));
    assertEquals("Ana Alvarez", manager("ben", day(8)), "not by whom she has followed");
    set("ben", "chief", 6);
    assertEquals("Lou Logistics", manager("ben", day(5)));
    assertEquals("Cleo Chief", manager("ben", day(9)), "for good");
    set("ben", null, 7);
    assertNull(manager("ben", day(9)));
  }

  @Test
  void thatMakesACircleIsRefusedWithTheDayAndTheLineInTheWay() {
    lines(row("b", "lou", "ben", 9, 12));
    JsonPath refused = admin.ask(SET, Map.of("i", input("ben", "lou", 2)));
    assertEquals("managerId", refused.getString("errors[0].extensions.field"), refused::prettify);
    String message = refused.getString("errors[0].message");
    assertTrue(
        message.contains(
            day(9) + ": Ben Brandt would report to Lou Logistics, Lou Logistics reports to Ben"),
        message);
    assertTrue(message.endsWith("first, or end this one by that day."), message);
    JsonPath rejected = imported(row("c", "ben", "lou", 8, 10));
    assertEquals("manager_external_id", rejected.getString("verdicts[0].column"));
    assertTrue(rejected.getString("verdicts[0].message").contains(day(9)), rejected::prettify);
    lines(row("c", "ben", "lou", 8, 9), row("d", "ben", "lou", 12, 14));
    assertEquals("Cleo Chief", manager("ben", day(9)));
  }

  private void unchangedWhenRepeated(String... rows) {
    lines(rows);
    JsonPath again = imported(rows);
    assertEquals(rows.length, again.getInt("unchanged"), again::prettify);
  }

  private void unchanged(String row, String why) {
    JsonPath report = imported(row);
    assertEquals(1, report.getInt("unchanged"), why + report.prettify());
  }

  private void lines(String... rows) {
    JsonPath report = imported(rows);
    assertEquals(0, report.getInt("rejected"), report::prettify);
  }

  private JsonPath imported(String... rows) {
    StringBuilder csv =
        new StringBuilder(
            "source,external_id,employee_external_id,manager_external_id,valid_from,valid_until\n");
    for (String row : rows) {
      csv.append(company.prefix).append(',').append(row).append('\n');
    }
    return admin.importCsv("reporting-lines", csv.toString()).jsonPath();
  }

  private String row(String id, String who, String manager, int since, int until) {
    return String.join(",", id, who, manager, day(since), day(until));
  }

  private void set(String who, @Nullable String manager, int since) {
    admin.data(SET, Map.of("i", input(who, manager, since)));
  }

  private Map<String, Object> input(String who, @Nullable String manager, int since) {
    Map<String, Object> input = new HashMap<>();
    input.put("employeeId", ReportingLineTest.id(company, who));
    input.put("since", day(since));
    input.put(
        "expectedVersion",
        Integer.parseInt(
            Database.value(
                "select version from employee where source = ? and external_id = ?",
                company.prefix,
                who)));
    if (manager != null) {
      input.put("managerId", ReportingLineTest.id(company, manager));
    }
    return input;
  }

  @Test
  void isSetByHandCorrectedAndReadWithAllOthers() {
    until("ben", "lou", 5, 8);
    until("ben", "lou", 5, 10);
    assertEquals("Lou Logistics", manager("ben", day(9)), "longer");
    until("ben", "lou", 5, 7);
    assertEquals("Cleo Chief", manager("ben", day(7)), "shorter");
    until("ben", null, 20, 22);
    assertNull(manager("ben", day(21)));
    assertEquals("Cleo Chief", manager("ben", day(22)));
    Map<String, Object> none = input("ben", "ana", 30);
    none.put("until", day(30));
    JsonPath refused = admin.ask(SET, Map.of("i", none));
    assertEquals("INVALID", refused.getString("errors[0].extensions.code"));
    assertEquals("until", refused.getString("errors[0].extensions.field"));

    JsonPath lines = managers(Map.of("from", day(0), "to", day(100)));
    assertEquals(
        List.of("Cleo Chief", "Cleo Chief", "Lou Logistics", "Cleo Chief"),
        lines.getList("manager.name"));
    assertEquals(List.of(day(22), day(7), day(5)), lines.getList("since").subList(0, 3));
    assertNull(lines.get("[0].until"));
    assertEquals(List.of(day(20), day(7), day(5)), lines.getList("until").subList(1, 4));
    assertEquals("MANUAL", lines.getString("[2].provenance.channel"));
    assertEquals(
        List.of("Lou Logistics"),
        managers(Map.of("from", day(5), "to", day(6))).getList("manager.name"));
    assertEquals(4, managers(null).getList("since").size());
  }

  @Test
  void mayBeMadeToLast() {
    until("ben", "lou", 5, 10);
    assertEquals("Cleo Chief", manager("ben", day(10)));
    set("ben", "lou", 5);
    assertEquals("Lou Logistics", manager("ben", day(400)));
  }

  private void until(String who, @Nullable String manager, int later, int until) {
    Map<String, Object> input = input(who, manager, later);
    input.put("until", day(until));
    admin.data(SET, Map.of("i", input));
  }

  private JsonPath managers(@Nullable Map<String, Object> period) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("id", ReportingLineTest.id(company, "ben"));
    variables.put("p", period);
    return Client.as(company.login("lou"))
        .data(
            "query ($id: ID!, $p: Period) { employee(id: $id) { managers(period: $p) { since until manager { name } provenance { channel recordedBy { name } } } } }",
            variables)
        .setRootPath("data.employee.managers");
  }

  private String day(int later) {
    return today.plusDays(later).toString();
  }

  private @Nullable String manager(String who, String day) {
    return admin
        .data(
            "query ($id: ID!, $day: Date) { employee(id: $id) { manager(asOf: $day) { name } } }",
            Map.of("id", ReportingLineTest.id(company, who), "day", day))
        .getString("data.employee.manager.name");
  }
}
