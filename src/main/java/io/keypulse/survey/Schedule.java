package io.keypulse.survey;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.keypulse.platform.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a program runs: at local times of its zone. Each local time comes once: one that the clocks
 * leap over in spring is moved by the length of the leap, and of two in autumn the first counts.
 */
record Schedule(Turns turns, ZoneId zone) {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final int DAYS_OF_A_WEEK = 7;
  private static final int MOST_WEEKS = 52;
  private static final int DAYS_OF_A_YEAR = 366;
  private static final Duration YEAR = Duration.ofDays(DAYS_OF_A_YEAR);
  private static final double MINUTES_OF_A_DAY = Duration.ofDays(1).toMinutes();

  /** Local times without a zone. */
  private interface Turns {
    Optional<LocalDateTime> after(LocalDateTime local);
  }

  /** Five cron fields. */
  static Schedule of(String cron, String zone) {
    ExecutionTime times = ExecutionTime.forCron(parsed(cron));
    return new Schedule(
        local ->
            times.nextExecution(local.atZone(ZoneOffset.UTC)).map(next -> next.toLocalDateTime()),
        ZoneId.of(zone));
  }

  /** Every n weeks from a first day on. */
  static Schedule everyWeeks(int weeks, LocalDate startsOn, LocalTime at, String zone) {
    if (weeks < 1 || weeks > MOST_WEEKS) {
      throw Refused.invalid("weeks", "Choose 1 to " + MOST_WEEKS + ".");
    }
    LocalDateTime first = startsOn.atTime(at);
    long days = (long) weeks * DAYS_OF_A_WEEK;
    return new Schedule(
        local -> {
          if (local.isBefore(first)) {
            return Optional.of(first);
          }
          long gone = ChronoUnit.DAYS.between(first, local) / days;
          return Optional.of(first.plusDays((gone + 1) * days));
        },
        ZoneId.of(zone));
  }

  /** The first time after {@code now}. */
  Instant next(Instant now) {
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    while (true) {
      local =
          turns
              .after(local)
              .orElseThrow(() -> Refused.invalid("cron", "This schedule never comes to pass."));
      Instant next = local.atZone(zone).toInstant();
      if (next.isAfter(now)) {
        return next;
      }
    }
  }

  /** As many days later, at the same local time. */
  Instant daysAfter(Instant time, int days) {
    return time.atZone(zone).plusDays(days).toInstant();
  }

  /** From each of the times after this one to the next, for a year, in days. */
  List<Double> daysBetween(Instant time) {
    Instant one = next(time);
    Instant end = one.plus(YEAR);
    List<Double> days = new ArrayList<>();
    do {
      Instant other = next(one);
      days.add(Duration.between(one, other).toMinutes() / MINUTES_OF_A_DAY);
      one = other;
    } while (days.size() < DAYS_OF_A_YEAR && !next(one).isAfter(end));
    return days;
  }

  /** A local time as people write it. */
  static LocalTime time(String field, String text) {
    try {
      return LocalTime.parse(text).truncatedTo(ChronoUnit.MINUTES);
    } catch (DateTimeException unreadable) {
      throw Refused.invalid(field, "Write hours and minutes, for example 09:00.");
    }
  }

  private static com.cronutils.model.Cron parsed(String text) {
    try {
      return PARSER.parse(text).validate();
    } catch (IllegalArgumentException unreadable) {
      throw Refused.invalid(
          "cron",
          "Write five fields: minute hour day month weekday, for example 0 9 * * 1 for Mondays at nine.");
    }
  }
}
