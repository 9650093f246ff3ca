package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessTimeTest {
  private final BusinessTime berlin =
      new BusinessTime(
          ZoneId.of("Europe/Berlin"),
          LocalTime.of(9, 0),
          LocalTime.of(17, 0),
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          Set.of(LocalDate.of(2026, 12, 25)));

  @Test
  void hoursPassWhilePeopleWorkOnly() {
    assertEquals(at("2026-11-25T15:00:00Z"), berlin.afterHours(at("2026-11-25T13:00:00Z"), 2));
    assertEquals(
        at("2026-11-26T09:00:00Z"),
        berlin.afterHours(at("2026-11-25T15:00:00Z"), 2),
        "an hour today and an hour tomorrow");
    assertEquals(
        at("2026-11-26T16:00:00Z"),
        berlin.afterHours(at("2026-11-25T19:00:00Z"), 8),
        "at the end of the day rather than at the next one's beginning");
    assertEquals(
        at("2026-11-30T09:00:00Z"),
        berlin.afterHours(at("2026-11-28T10:00:00Z"), 1),
        "not before Monday");
  }

  @Test
  void aHolidayIsNoWorkingDay() {
    assertEquals(at("2026-12-28T09:00:00Z"), berlin.afterHours(at("2026-12-24T15:00:00Z"), 2));
  }

  @Test
  void tenDaysAreTenWorkingDays() {
    assertEquals(at("2026-12-09T12:00:00Z"), berlin.afterDays(at("2026-11-25T12:00:00Z"), 10));
  }

  @Test
  void theHoursStayWhereClocksChange() {
    assertEquals(
        at("2026-10-26T09:00:00Z"),
        berlin.afterHours(at("2026-10-23T14:00:00Z"), 2),
        "from summer time, an hour before closing, to winter time, an hour after opening");
    BusinessTime night =
        new BusinessTime(
            ZoneId.of("Europe/Berlin"),
            LocalTime.of(1, 0),
            LocalTime.of(5, 0),
            EnumSet.allOf(DayOfWeek.class),
            Set.of());
    assertEquals(
        at("2026-10-25T04:00:00Z"),
        night.afterHours(at("2026-10-24T23:00:00Z"), 5),
        "that night has five hours between one and five o'clock");
  }

  @Test
  void aThousandHoursOfOneHourAWeekHaveTheirEnd() {
    BusinessTime seldom =
        new BusinessTime(
            ZoneId.of("UTC"),
            LocalTime.of(9, 0),
            LocalTime.of(10, 0),
            EnumSet.of(DayOfWeek.MONDAY),
            Set.of());
    assertEquals(at("2046-01-22T10:00:00Z"), seldom.afterHours(at("2026-11-25T09:00:00Z"), 1000));
  }

  @Test
  void whereNobodyEverWorksThereIsNoDeadline() {
    BusinessTime never =
        new BusinessTime(
            ZoneId.of("UTC"), LocalTime.of(9, 0), LocalTime.of(17, 0), Set.of(), Set.of());
    assertThrows(
        IllegalStateException.class,
        () -> never.after(at("2026-11-25T09:00:00Z"), Duration.ofHours(1)));
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
