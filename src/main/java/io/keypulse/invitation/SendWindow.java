package io.keypulse.invitation;

import io.keypulse.survey.Delivery;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** When somebody may be written to, in their own time. */
record SendWindow(
    @Nullable LocalTime quietFrom, @Nullable LocalTime quietTo, boolean businessDaysOnly) {
  static final SendWindow ALWAYS = new SendWindow(null, null, false);

  static SendWindow of(Delivery delivery) {
    return new SendWindow(delivery.quietFrom(), delivery.quietTo(), delivery.businessDaysOnly());
  }

  /** This moment, or the first later one that suits. */
  Instant next(Instant at, String zone) {
    if (quietFrom == null && !businessDaysOnly) {
      return at;
    }
    ZoneId own = zone(zone);
    LocalDateTime local = LocalDateTime.ofInstant(at, own);
    LocalDateTime suiting = afterQuiet(afterWeekend(local));
    suiting = afterQuiet(afterWeekend(suiting));
    return suiting.equals(local) ? at : suiting.atZone(own).toInstant();
  }

  private LocalDateTime afterWeekend(LocalDateTime at) {
    int days =
        switch (at.getDayOfWeek()) {
          case DayOfWeek.SATURDAY -> 2;
          case DayOfWeek.SUNDAY -> 1;
          default -> 0;
        };
    return businessDaysOnly && days > 0 ? at.toLocalDate().plusDays(days).atStartOfDay() : at;
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
