package io.keypulse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.keypulse.platform.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void halfPastTwoComesOnceInTheNightThatLacksItAndOnceInTheNightThatHasItTwice() {
    Schedule daily = Schedule.of("30 2 * * *", "Europe/Berlin");
    assertEquals(
        List.of("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"),
        times(daily, "2026-03-27T12:00:00Z", 3),
        "spring: half past two does not exist and is half past three");
    assertEquals(
        List.of("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
        times(daily, "2026-10-23T12:00:00Z", 3),
        "autumn: the first of the two");
  }

  @Test
  void whoeverLooksBetweenTheTwoHalfPastTwosFindsTheOneOfTheNextDay() {
    Schedule daily = Schedule.of("30 2 * * *", "Europe/Berlin");
    for (String within : List.of("2026-10-25T00:30:00Z", "2026-10-25T01:10:00Z")) {
      assertEquals(Instant.parse("2026-10-26T01:30:00Z"), daily.next(Instant.parse(within)));
    }
  }

  @Test
  void everyMinuteOfBothNightsLeadsToOneRunADay() {
    Schedule daily = Schedule.of("30 2 * * *", "Europe/Berlin");
    for (String night : List.of("2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z")) {
      Instant now = Instant.parse(night);
      Instant due = daily.next(now);
      int runs = 0;
      for (int minute = 0; minute < 12 * 60; minute++) {
        now = now.plusSeconds(60);
        if (!due.isAfter(now)) {
          runs++;
          due = daily.next(now);
        }
      }
      assertEquals(1, runs, night);
    }
  }

  @Test
  void everyThreeWeeksKeepsItsWeekdayAndItsLocalHour() {
    Schedule schedule =
        Schedule.everyWeeks(3, LocalDate.of(2026, 3, 10), LocalTime.of(9, 0), "Europe/Madrid");
    assertEquals(
        List.of("2026-03-10T08:00:00Z", "2026-03-31T07:00:00Z", "2026-04-21T07:00:00Z"),
        times(schedule, "2026-01-01T00:00:00Z", 3));
    assertEquals(
        Instant.parse("2026-03-31T07:00:00Z"),
        schedule.next(Instant.parse("2026-03-10T08:00:00Z")));
  }

  @Test
  void whatIsNoScheduleIsRefused() {
    assertThrows(Refused.class, () -> Schedule.of("every monday", "UTC"));
    assertThrows(
        Refused.class,
        () -> Schedule.of("0 9 30 2 *", "UTC").next(Instant.parse("2026-01-01T00:00:00Z")));
    assertThrows(
        Refused.class,
        () -> Schedule.everyWeeks(0, LocalDate.of(2026, 1, 1), LocalTime.NOON, "UTC"));
  }

  private static List<String> times(Schedule schedule, String from, int number) {
    List<String> times = new ArrayList<>();
    Instant at = Instant.parse(from);
    for (int i = 0; i < number; i++) {
      at = schedule.next(at);
      times.add(at.toString());
    }
    return times;
  }
}
