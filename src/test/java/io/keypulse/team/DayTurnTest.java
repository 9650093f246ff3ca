package io.keypulse.team;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeypulseTest
class DayTurnTest {
  @Inject DayTurn day;
  @Inject MovableClock clock;

  @Test
  void aLineThatBeginsOnAQuietDayMovesTheWallOnThatDayAndNotBefore() {
    Company company = Company.imported().account("acme", "north").account("bolt", "south");
    Client.as("admin")
        .data(
            "mutation ($i: ReportingLineSetInput!) { reportingLineSet(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "employeeId", employee(company, "ben"),
                    "managerId", employee(company, "ana"),
                    "since", LocalDate.now(ZoneOffset.UTC).plusDays(3).toString(),
                    "expectedVersion", 1)));
    clock.later(Duration.ofDays(2), () -> assertEquals(1, accountsAfterTheTurn(company)));
    clock.later(Duration.ofDays(3), () -> assertEquals(2, accountsAfterTheTurn(company)));
    assertEquals(1, accountsAfterTheTurn(company), "and back, when the clock goes back");
  }

  @Test
  void whoLeavesOnADayToComeSignsInUntilThatDayAndCountsForItsPast() {
    Company company = Company.imported().account("acme", "north");
    LocalDate now = LocalDate.now(ZoneOffset.UTC);
    company.put(
        "employees",
        "source,external_id,name,email,position,function,joined_on,left_on",
        "%1$s,lou,Lou Logistics,lou.%1$s@keypulse.example,Dispatcher,LOGISTICS,2020-01-01,"
            + now.plusDays(2));
    String covered =
        "query ($d: Date) { accounts { nodes { team { functionsCovered(asOf: $d) } } } }";
    clock.later(
        Duration.ofDays(1),
        () -> {
          day.turn();
          Client.as(company.login("lou")).data("{ viewer { name } }");
        });
    clock.later(
        Duration.ofDays(2),
        () -> {
          day.turn();
          Client.as(company.login("lou"))
              .http()
              .contentType("application/json")
              .body(Map.of("query", "{ viewer { name } }"))
              .post("/graphql")
              .then()
              .statusCode(403);
          Client ana = Client.as(company.login("ana"));
          assertEquals(
              List.of("SALES"),
              ana.data(covered).getList("data.accounts.nodes[0].team.functionsCovered"));
          assertEquals(
              List.of("LOGISTICS", "SALES"),
              ana.data(covered, Map.of("d", now.toString()))
                  .getList("data.accounts.nodes[0].team.functionsCovered"));
        });
    String change =
        "mutation ($i: EmployeeUpdateInput!) { employeeUpdate(input: $i) { active leftOn joinedOn } }";
    int version =
        Integer.parseInt(
            Database.value(
                "select version from employee where source = ? and external_id = 'lou'",
                company.prefix));
    Client admin = Client.as("admin");
    Map<String, Object> both =
        Map.of(
            "id",
            employee(company, "lou"),
            "expectedVersion",
            version,
            "active",
            true,
            "leftOn",
            now.toString());
    assertEquals("INVALID", admin.refusal(change, Map.of("i", both)));
    Map<String, Object> back =
        Map.of("id", employee(company, "lou"), "expectedVersion", version, "active", true);
    JsonPath again = admin.data(change, Map.of("i", back));
    assertTrue(again.getBoolean("data.employeeUpdate.active"));
    assertNull(again.get("data.employeeUpdate.leftOn"));
    assertEquals("2020-01-01", again.getString("data.employeeUpdate.joinedOn"));
  }

  private int accountsAfterTheTurn(Company company) {
    try {
      Together.run(2, day::turn);
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
    return Client.as(company.login("ana"))
        .data("{ accounts { totalCount } }")
        .getInt("data.accounts.totalCount");
  }

  private static String employee(Company company, String who) {
    return GlobalId.of(
        "Employee",
        Long.parseLong(
            Database.value(
                "select id from employee where source = ? and external_id = ?",
                company.prefix,
                who)));
  }
}
