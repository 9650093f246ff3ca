package io.keypulse.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The day it is: the UTC date of the clock. */
@ApplicationScoped
public class Today {
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2199;

  @Inject InstantSource clock;

  public LocalDate get() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** The day asked for, else today. */
  public LocalDate or(@Nullable LocalDate asOf) {
    return or("asOf", asOf);
  }

  /**
   * The day named, else today.
   *
   * @throws Refused INVALID, naming the field, for a day that no calendar of ours reaches
   */
  public LocalDate or(String field, @Nullable LocalDate day) {
    return day == null ? get() : checked(field, day);
  }

  /**
   * The period named, else the day, else today.
   *
   * @throws Refused INVALID where both are named, or what is named is no period or no day
   */
  public Period within(@Nullable LocalDate asOf, @Nullable Period period) {
    if (asOf != null && period != null) {
      throw Refused.invalid("asOf", "Name a day or a period.");
    }
    return period == null ? Period.on(or(asOf)) : period.checked("period");
  }

  /** As {@link #or}, for days that may be left open. */
  public static @Nullable LocalDate checkedOrOpen(String field, @Nullable LocalDate day) {
    return day == null ? null : checked(field, day);
  }

  /** As {@link #or}, for days that have to be named. */
  public static LocalDate checked(String field, LocalDate day) {
    if (isOut(day.getYear())) {
      throw Refused.invalid(field, "Name a day from 1900 to 2199.");
    }
    return day;
  }

  /** As for days, of a time. */
  public static OffsetDateTime checked(String field, OffsetDateTime time) {
    if (isOut(time.getYear())) {
      throw Refused.invalid(field, "Name a time from 1900 to 2199.");
    }
    return time;
  }

  private static boolean isOut(int year) {
    return year < EARLIEST_YEAR || year > LATEST_YEAR;
  }
}
