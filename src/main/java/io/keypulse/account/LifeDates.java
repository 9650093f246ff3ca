package io.keypulse.account;

import io.keypulse.platform.Refused;
import java.time.LocalDate;

/** What can be true of a person today. */
public final class LifeDates {
  private static final int EARLIEST_BIRTH = 1900;

  private LifeDates() {}

  /**
   * @throws Refused INVALID, naming the field
   */
  public static int birthYear(String field, int year, LocalDate today) {
    if (year < EARLIEST_BIRTH || year > today.getYear()) {
      throw Refused.invalid(
          field, "Write a year from %d to %d.".formatted(EARLIEST_BIRTH, today.getYear()));
    }
    return year;
  }

  /**
   * The first day at a company; some are known before they begin.
   *
   * @throws Refused INVALID, naming the field
   */
  public static LocalDate since(String field, LocalDate day, LocalDate today) {
    if (day.isAfter(today.plusYears(1))) {
      throw Refused.invalid(field, "Name a day no later than a year from today.");
    }
    return day;
  }
}
