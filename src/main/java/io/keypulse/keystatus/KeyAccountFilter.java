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
        LocalDate expiresBefore,
    @Nullable
        @Description("Of today, whatever day the list is of.")
        @org.jspecify.annotations.Nullable
        AccountGapFilter gap) {
  static final KeyAccountFilter ALL = new KeyAccountFilter(null, null, null);

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

  /**
   * A condition on a decision {@code d} that has the parameters {@code gaps} and {@code within}.
   */
  String narrowing() {
    return gap == null
        ? ""
        : " and d.account_id = any (array(select g.account_id from account_gaps(cast(:within as int)) g where g.kind = any (cast(:gaps as text[]))))";
  }
}
