package io.keypulse.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("Period")
@Description("From the first day to the last, both included.")
public record Period(LocalDate from, LocalDate to) {
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2199;

  /** That day alone. */
  public static Period on(LocalDate day) {
    return new Period(day, day);
  }

  /** The twelve months that end today. */
  public static Period yearTo(LocalDate today) {
    return new Period(today.minusYears(1).plusDays(1), today);
  }

  /**
   * As parameters of a page name it; nothing where they name none.
   *
   * @throws Refused INVALID where only one of the two days is there
   */
  public static @Nullable Period of(@Nullable LocalDate from, @Nullable LocalDate to) {
    if ((from == null) != (to == null)) {
      throw Refused.invalid("from", "Name the first and the last day of a period, or neither.");
    }
    return from == null || to == null ? null : new Period(from, to);
  }

  /** When its first day begins, by UTC. */
  public Instant begin() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** When its last day is over, by UTC. */
  public Instant end() {
    return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
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
