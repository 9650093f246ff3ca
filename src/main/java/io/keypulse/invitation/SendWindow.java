package io.keypulse.invitation;

import io.keypulse.survey.Delivery;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When somebody may be written to, in their own time. */
record SendWindow(
    @Nullable LocalTime quietFrom, @Nullable LocalTime quietTo, boolean businessDaysOnly) {
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  static final SendWindow ALWAYS = new SendWindow(null, null, false);

  static SendWindow of(Delivery delivery) {
    return new SendWindow(delivery.quietFrom(), delivery.quietTo(), delivery.businessDaysOnly());
  }

  /**
   * This moment, or the first later one that suits.
   *
   * @param daysOff on which nobody works there
   */
  Instant next(Instant at, String zone, Set<LocalDate> daysOff) {
    if (quietFrom == null && !businessDaysOnly) {
      return at;
    }
    ZoneId own = zone(zone);
    LocalDateTime local = LocalDateTime.ofInstant(at, own);
    LocalDateTime suiting = afterQuiet(afterDaysOff(local, daysOff));
    suiting = afterQuiet(afterDaysOff(suiting, daysOff));
    return suiting.equals(local) ? at : suiting.atZone(own).toInstant();
  }

  /** As many days later on their calendar. */
  static Instant daysAfter(Instant at, int days, String zone) {
    return at.atZone(zone(zone)).plusDays(days).toInstant();
  }

  private LocalDateTime afterDaysOff(LocalDateTime at, Set<LocalDate> daysOff) {
    LocalDate day = at.toLocalDate();
    while (businessDaysOnly && (WEEKEND.contains(day.getDayOfWeek()) || daysOff.contains(day))) {
      day = day.plusDays(1);
    }
    return day.equals(at.toLocalDate()) ? at : day.atStartOfDay();
  }

  private LocalDateTime afterQuiet(LocalDateTime at) {
    if (quietFrom == null || quietTo == null) {
      return at;
    }
    LocalTime time = at.toLocalTime();
    boolean overnight = quietFrom.isAfter(quietTo);
    boolean late = !time.isBefore(quietFrom);
    boolean early = time.isBefore(quietTo);
    if (overnight ? !late && !early : !late || !early) {
      return at;
    }
    return at.toLocalDate().plusDays(overnight && late ? 1 : 0).atTime(quietTo);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }
}
