package io.keypulse.team;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
