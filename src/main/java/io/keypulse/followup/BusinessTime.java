package io.keypulse.followup;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * When people work: the same hours on each working day that is no holiday. Where clocks change
 * during these hours the day is as long as it really is.
 */
record BusinessTime(
    ZoneId zone, LocalTime opens, LocalTime closes, Set<DayOfWeek> days, Set<LocalDate> holidays) {
  /** A thousand hours of one hour a week, and as many days off. */
  private static final int MOST_DAYS = 14_000;

  /**
   * The moment at which this much working time has passed; at the end of a working day rather than
   * at the beginning of the next.
   *
   * @throws IllegalStateException when nobody ever works
   */
  Instant after(Instant start, Duration work) {
    Duration left = work;
    LocalDate day = LocalDate.ofInstant(start, zone);
    for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
      if (isWorking(day)) {
        Instant from = latest(start, day.atTime(opens).atZone(zone).toInstant());
        Instant to = day.atTime(closes).atZone(zone).toInstant();
        Duration there = Duration.between(from, to);
        if (left.compareTo(there) <= 0) {
          return from.plus(left);
        }
        if (there.isPositive()) {
          left = left.minus(there);
        }
      }
    }
    throw new IllegalStateException("Nobody works in the years after " + start);
  }

  Instant afterHours(Instant start, int hours) {
    return after(start, Duration.ofHours(hours));
  }

  /** As many working days as are usual, in hours. */
  Instant afterDays(Instant start, int number) {
    return after(start, Duration.between(opens, closes).multipliedBy(number));
  }

  private boolean isWorking(LocalDate day) {
    return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
