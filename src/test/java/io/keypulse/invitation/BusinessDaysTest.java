package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@KeypulseTest
class BusinessDaysTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  @Test
  void onAHolidayOfTheirCountryNobodyIsWrittenToAndTheDayAfterTheyAre() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Database.change(
        "update account set country = 'IS' where source = ? and external_id = 'acme'",
        company.prefix);
    String program = company.program(100_000, Map.of("businessDaysOnly", true));
    LocalDate holiday =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY));
    Client.as("admin")
        .data(
            "mutation ($i: HolidaysSetInput!) { holidaysSet(input: $i) { day } }",
            Map.of(
                "i",
                Map.of(
                    "country", "IS",
                    "year", holiday.getYear(),
                    "holidays", List.of(Map.of("day", holiday.toString(), "name", "A day off")))));
    Duration toNoon =
        Duration.between(clock.instant(), holiday.atTime(12, 0).toInstant(ZoneOffset.UTC));
    AtomicReference<String> wave = new AtomicReference<>("");
    clock.later(
        toNoon,
        () -> {
          wave.set(company.openWave(program));
          dispatcher.dispatch(clock);
        });
    assertEquals(0, Mailbox.of(company.address("acme", 1)).size());
    clock.later(toNoon.plusDays(1), () -> dispatcher.dispatch(clock));
    assertEquals(1, Mailbox.of(company.address("acme", 1)).size());
    company.closeWave(wave.get());
  }
}
