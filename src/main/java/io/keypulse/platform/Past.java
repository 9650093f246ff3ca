package io.keypulse.platform;

import java.time.LocalDate;

/** What has been stays readable: nothing that has begun ends as if it had never been. */
public final class Past {
  private Past() {}

  /**
   * What has not begun may be taken back, and what begins today as well.
   *
   * @param field that names the first day on which it no longer holds
   * @throws Refused INVALID, where not one day would be left of what has begun
   */
  public static void keep(String field, LocalDate since, LocalDate until, LocalDate today) {
    boolean hasPast = since.isBefore(today) && !until.isAfter(since);
    boolean hasBegun = !since.isAfter(today) && until.isBefore(since);
    if (hasPast || hasBegun) {
      throw Refused.invalid(
          field, "It began on " + since + ", and what has been stays: name a later day.");
    }
  }
}
