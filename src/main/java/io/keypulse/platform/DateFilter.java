package io.keypulse.platform;

import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("DateFilter")
@Description("Which days, of UTC; every part given narrows.")
public record DateFilter(
    @Nullable @Description("On this day or later.") @org.jspecify.annotations.Nullable
        LocalDate from,
    @Nullable @Description("Before this day.") @org.jspecify.annotations.Nullable
        LocalDate before) {
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 9999;

  /**
   * @return this filter, when some day can pass it
   * @throws Refused INVALID, naming {@code field} and the part of it
   */
  public DateFilter checked(String field) {
    if (from != null) {
      within(from, field + ".from");
    }
    if (before != null) {
      within(before, field + ".before");
    }
    if (from != null && before != null && !from.isBefore(before)) {
      throw Refused.invalid(field + ".before", "Name a day after that of from.");
    }
    return this;
  }

  private static void within(LocalDate day, String field) {
    if (day.getYear() < EARLIEST_YEAR || day.getYear() > LATEST_YEAR) {
      throw Refused.invalid(field, "Name a day of " + EARLIEST_YEAR + " to " + LATEST_YEAR + ".");
    }
  }
}
