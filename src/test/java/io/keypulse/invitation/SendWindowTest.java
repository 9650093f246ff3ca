package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SendWindowTest {
  private static final SendWindow DAYTIME =
      new SendWindow(LocalTime.of(18, 0), LocalTime.of(8, 0), true);

  @Test
  void withoutQuietHoursAnyMomentSuits() {
    Instant night = Instant.parse("2026-11-28T02:00:00Z");
    assertEquals(night, SendWindow.ALWAYS.next(night, "Europe/Berlin", Set.of()));
  }

  @Test
  void theHoursAreThoseOfTheContact() {
    Instant noonInLondon = Instant.parse("2026-11-25T12:00:00Z");
    assertEquals(noonInLondon, DAYTIME.next(noonInLondon, "Europe/Berlin", Set.of()));
    assertEquals(
        Instant.parse("2026-11-25T23:00:00Z"),
        DAYTIME.next(noonInLondon, "Asia/Tokyo", Set.of()),
        "in Tokyo it is nine in the evening");
    assertEquals(
        Instant.parse("2026-11-25T16:00:00Z"),
        DAYTIME.next(noonInLondon, "America/Los_Angeles", Set.of()));
  }

  @Test
  void aFridayEveningBecomesMondayMorning() {
    assertEquals(
        Instant.parse("2026-11-30T07:00:00Z"),
        DAYTIME.next(Instant.parse("2026-11-27T18:30:00Z"), "Europe/Berlin", Set.of()));
    assertEquals(
        Instant.parse("2026-11-30T07:00:00Z"),
        DAYTIME.next(Instant.parse("2026-11-29T10:00:00Z"), "Europe/Berlin", Set.of()));
  }

  @Test
  void aHolidayIsNoBusinessDay() {
    Set<LocalDate> christmas = Set.of(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));
    assertEquals(
        Instant.parse("2026-12-28T07:00:00Z"),
        DAYTIME.next(Instant.parse("2026-12-23T18:00:00Z"), "Europe/Berlin", christmas));
    SendWindow anyDay = new SendWindow(LocalTime.of(18, 0), LocalTime.of(8, 0), false);
    assertEquals(
        Instant.parse("2026-12-24T07:00:00Z"),
        anyDay.next(Instant.parse("2026-12-23T18:00:00Z"), "Europe/Berlin", christmas));
  }

  @Test
  void quietHoursWithinADayEndOnIt() {
    SendWindow siesta = new SendWindow(LocalTime.of(13, 0), LocalTime.of(15, 0), false);
    assertEquals(
        Instant.parse("2026-07-25T13:00:00Z"),
        siesta.next(Instant.parse("2026-07-25T11:30:00Z"), "Europe/Madrid", Set.of()));
    assertEquals(
        Instant.parse("2026-07-25T13:00:00Z"),
        siesta.next(Instant.parse("2026-07-25T13:00:00Z"), "Europe/Madrid", Set.of()),
        "the end is no longer quiet");
  }

  @Test
  void theNightOfTheSpringChangeHasNoHourThatIsMissing() {
    SendWindow early = new SendWindow(LocalTime.of(1, 0), LocalTime.of(2, 30), false);
    assertEquals(
        Instant.parse("2026-03-29T01:30:00Z"),
        early.next(Instant.parse("2026-03-29T00:30:00Z"), "Europe/Berlin", Set.of()),
        "half past two is half past three that night");
  }

  @Test
  void anUnknownZoneIsReadAsUtc() {
    assertEquals(
        Instant.parse("2026-11-26T08:00:00Z"),
        DAYTIME.next(Instant.parse("2026-11-25T20:00:00Z"), "Nowhere/Town", Set.of()));
  }
}
