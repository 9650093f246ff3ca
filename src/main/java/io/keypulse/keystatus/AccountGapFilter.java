package io.keypulse.keystatus;

import io.keypulse.keystatus.AccountGapView.Kind;
import io.keypulse.platform.Refused;
import io.smallrye.graphql.api.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("AccountGapFilter")
@Description(
    "One of such gaps is there today, as Account.gaps tells it; every part given narrows, and accounts that never were key have none.")
public record AccountGapFilter(
    @Nullable @org.jspecify.annotations.Nullable Kind eq,
    @Nullable @org.jspecify.annotations.Nullable List<@NonNull Kind> in,
    @Nullable
        @Description("DECISION_EXPIRING: so many days from today, 0 to 1000, 90 unless said.")
        @org.jspecify.annotations.Nullable
        Integer expiringWithin) {
  private static final int WITHIN = 90;
  private static final int MOST_DAYS = 1000;

  public List<String> kinds() {
    return Stream.of(Kind.values())
        .filter(one -> eq == null || eq == one)
        .filter(one -> in == null || in.contains(one))
        .map(Enum::name)
        .toList();
  }

  /**
   * @throws Refused INVALID, naming the field
   */
  public int within(String field) {
    return within(field + ".expiringWithin", expiringWithin);
  }

  static int within(String field, @org.jspecify.annotations.Nullable Integer days) {
    int within = days == null ? WITHIN : days;
    if (within < 0 || within > MOST_DAYS) {
      throw Refused.invalid(field, "Look 0 to " + MOST_DAYS + " days ahead.");
    }
    return within;
  }
}
