package io.keypulse.platform;

import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("Period")
@Description("From the first day to the last, both included.")
public record Period(LocalDate from, LocalDate to) {
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2199;

  /** The twelve months that end today. */
  public static Period yearTo(LocalDate today) {
    return new Period(today.minusYears(1).plusDays(1), today);
  }

  /**
   * @return this period, when it is one
   * @throws Refused INVALID, naming {@code field}
   */
  public Period checked(String field) {
    if (to.isBefore(from) || from.getYear() < EARLIEST_YEAR || to.getYear() > LATEST_YEAR) {
      throw Refused.invalid(
          field, "Name two days from 1900 to 2199, the last not before the first.");
    }
    return this;
  }
}
