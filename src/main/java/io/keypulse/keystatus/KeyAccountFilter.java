package io.keypulse.keystatus;

import io.keypulse.platform.StringFilter;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("KeyAccountFilter")
@Description("Which key accounts; every part given narrows.")
public record KeyAccountFilter(
    @Nullable @Description("Whatever its case.") @org.jspecify.annotations.Nullable
        StringFilter tier,
    @Nullable @Description("No longer key on this day.") @org.jspecify.annotations.Nullable
        LocalDate expiresBefore) {
  static final KeyAccountFilter ALL = new KeyAccountFilter(null, null);

  KeyAccountFilter checked() {
    Today.checkedOrOpen("filter.expiresBefore", expiresBefore);
    return this;
  }

  /** Nothing when all are asked for. */
  String @org.jspecify.annotations.Nullable [] tiers() {
    return tier == null
        ? null
        : tier.values("filter.tier")
            .map(values -> Tier.spelled(values).toArray(String[]::new))
            .orElse(null);
  }
}
