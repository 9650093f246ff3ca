package io.keypulse.staff;

import static io.keypulse.staff.ReportingLineTest.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
import org.junit.jupiter.api.Test;

@KeypulseTest
class StandInTest {
  private static final String DEPUTY =
      "mutation ($i: EmployeeDeputyAssignInput!) { employeeDeputyAssign(input: $i) { deputies { id version since until deputy { name } } } }";
  private static final String AWAY =
      "mutation ($i: EmployeeAbsenceRecordInput!) { employeeAbsenceRecord(input: $i) { standIn { name } absences { id version since until } } }";
  private static final String STAND_IN =
      "query ($id: ID!) { employee(id: $id) { standIn { name } actingFor { name } } }";

  private final Client admin = Client.as("admin");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Test
  void whileSomebodyIsAwayTheirDeputyActsAndThatOnesDeputyAfterThem() {
    Company company = Company.imported();
    Client ana = Client.as(company.login("ana"));
    JsonPath assigned = ana.data(DEPUTY, Map.of("i", deputy(company, "ana", "ben")));
    assertEquals(
        "Ben Brandt", assigned.getString("data.employeeDeputyAssign.deputies[0].deputy.name"));
    admin.data(DEPUTY, Map.of("i", deputy(company, "ben", "lou")));
    admin.data(DEPUTY, Map.of("i", deputy(company, "lou", "ana")));
    assertEquals("Ana Alvarez", standIn(company, "ana"));

    JsonPath away = ana.data(AWAY, Map.of("i", away(company, "ana")));
    assertEquals("Ben Brandt", away.getString("data.employeeAbsenceRecord.standIn.name"));
    admin.data(AWAY, Map.of("i", away(company, "ben")));
    assertEquals("Lou Logistics", standIn(company, "ana"));
    assertEquals(
        List.of("Ana Alvarez", "Ben Brandt"),
        admin
            .data(STAND_IN, Map.of("id", id(company, "lou")))
            .getList("data.employee.actingFor.name"));
    admin.data(AWAY, Map.of("i", away(company, "lou")));
    assertNull(standIn(company, "ana"), "all three stand in for each other, and all are away");

    String absence = away.getString("data.employeeAbsenceRecord.absences[0].id");
    String cancel =
        "mutation ($i: EmployeeAbsenceCancelInput!) { employeeAbsenceCancel(input: $i) { absences { id } standIn { name } } }";
    assertEquals(
        "CONFLICT", ana.refusal(cancel, Map.of("i", Map.of("id", absence, "expectedVersion", 7))));
    JsonPath back = ana.data(cancel, Map.of("i", Map.of("id", absence, "expectedVersion", 1)));
    assertEquals("Ana Alvarez", back.getString("data.employeeAbsenceCancel.standIn.name"));
    assertEquals(
        "NOT_FOUND", ana.refusal(cancel, Map.of("i", Map.of("id", absence, "expectedVersion", 1))));
  }

  @Test
  void nobodyActsForThemselvesOnceTheyHaveLeft() {
    Company company = Company.imported();
    Database.change(
        "update employee set left_on = date '%s' where source = ? and external_id = 'lou'"
            .formatted(today.plusDays(10)),
        company.prefix);
    String then = "query ($id: ID!, $d: Date) { employee(id: $id) { standIn(asOf: $d) { name } } }";
    Map<String, Object> asked = new HashMap<>(Map.of("id", id(company, "lou")));
    assertEquals("Lou Logistics", standIn(company, "lou"));
    asked.put("d", today.plusDays(9).toString());
    assertEquals("Lou Logistics", admin.data(then, asked).getString("data.employee.standIn.name"));
    asked.put("d", today.plusDays(10).toString());
    assertNull(admin.data(then, asked).get("data.employee.standIn"));
  }

  @Test
  void whoWillActIsListedBeforeTheyDo() {
    Company company = Company.imported();
    Client ana = Client.as(company.login("ana"));
    Map<String, Object> later = new HashMap<>(deputy(company, "ana", "ben"));
    later.put("since", today.plusDays(40).toString());
    later.put("until", today.plusDays(50).toString());
    ana.data(DEPUTY, Map.of("i", later));
    String planned =
        "query ($id: ID!, $p: Period, $d: Date) { employee(id: $id) { deputies(period: $p, asOf: $d) { since deputy { name } } } }";
    Map<String, Object> asked = new HashMap<>(Map.of("id", id(company, "ana")));
    assertEquals(List.of(), ana.data(planned, asked).getList("data.employee.deputies"));
    asked.put("p", Map.of("from", today.toString(), "to", today.plusDays(40).toString()));
    assertEquals(
        List.of("Ben Brandt"),
        ana.data(planned, asked).getList("data.employee.deputies.deputy.name"));
    asked.put("d", today.toString());
    assertEquals("INVALID", ana.refusal(planned, asked));
  }

  @Test
  void peopleDecideForThemselvesOnly() {
    Company company = Company.imported();
    Client ana = Client.as(company.login("ana"));
    assertEquals("FORBIDDEN", ana.refusal(DEPUTY, Map.of("i", deputy(company, "ben", "ana"))));
    assertEquals("FORBIDDEN", ana.refusal(AWAY, Map.of("i", away(company, "ben"))));
    assertEquals(
        "FORBIDDEN", Client.as("analyst").refusal(AWAY, Map.of("i", away(company, "ben"))));
    assertEquals("INVALID", ana.refusal(DEPUTY, Map.of("i", deputy(company, "ana", "ana"))));
    ana.data(DEPUTY, Map.of("i", deputy(company, "ana", "ben")));
    assertEquals("ALREADY_EXISTS", ana.refusal(DEPUTY, Map.of("i", deputy(company, "ana", "ben"))));
    ana.data(AWAY, Map.of("i", away(company, "ana")));
    assertEquals("ALREADY_EXISTS", ana.refusal(AWAY, Map.of("i", away(company, "ana"))));
    Map<String, Object> backwards = new HashMap<>(away(company, "ana"));
    backwards.put("until", backwards.get("since"));
    assertEquals("INVALID", ana.refusal(AWAY, Map.of("i", backwards)));
  }

  @Test
  void aDeputyEndsOnADayAndWhatHasNotBegunIsTakenBack() {
    Company company = Company.imported();
    Client ana = Client.as(company.login("ana"));
    Map<String, Object> later = new HashMap<>(deputy(company, "ana", "ben"));
    later.put("since", today.minusDays(5).toString());
    String first =
        ana.data(DEPUTY, Map.of("i", later)).getString("data.employeeDeputyAssign.deputies[0].id");
    String end =
        "mutation ($i: EmployeeDeputyEndInput!) { employeeDeputyEnd(input: $i) { deputies(asOf: \"%s\") { until } } }"
            .formatted(today.minusDays(1));
    assertEquals(
        "FORBIDDEN",
        Client.as(company.login("ben"))
            .refusal(end, Map.of("i", Map.of("id", first, "expectedVersion", 1))));
    for (int days : List.of(5, 900)) {
      String early = today.minusDays(days).toString();
      assertEquals(
          "INVALID",
          ana.refusal(end, Map.of("i", Map.of("id", first, "expectedVersion", 1, "until", early))));
    }
    JsonPath ended = ana.data(end, Map.of("i", Map.of("id", first, "expectedVersion", 1)));
    assertEquals(today.toString(), ended.getString("data.employeeDeputyEnd.deputies[0].until"));
    assertEquals(
        List.of(),
        ana.data(
                "query ($id: ID!) { employee(id: $id) { deputies { id } } }",
                Map.of("id", id(company, "ana")))
            .getList("data.employee.deputies"));
    assertEquals(
        "CONFLICT", ana.refusal(end, Map.of("i", Map.of("id", first, "expectedVersion", 1))));
  }

  private String standIn(Company company, String who) {
    return admin
        .data(STAND_IN, Map.of("id", id(company, who)))
        .getString("data.employee.standIn.name");
  }

  private static Map<String, Object> deputy(Company company, String employee, String deputy) {
    return Map.of("employeeId", id(company, employee), "deputyId", id(company, deputy));
  }

  private Map<String, Object> away(Company company, String employee) {
    return Map.of(
        "employeeId", id(company, employee),
        "since", today.toString(),
        "until", today.plusDays(7).toString());
  }
}
