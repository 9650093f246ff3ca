package io.keypulse.directory;

import io.keypulse.platform.IdFilter;
import io.keypulse.platform.StringFilter;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("ServedAccountFilter")
@Description("Which living accounts; every part given narrows.")
public record ServedAccountFilter(
    @Nullable @org.jspecify.annotations.Nullable IdFilter id,
    @Nullable @Description("ISO 3166, two letters.") @org.jspecify.annotations.Nullable
        StringFilter country,
    @Nullable @Description("Whatever its case.") @org.jspecify.annotations.Nullable
        StringFilter segment,
    @Nullable @org.jspecify.annotations.Nullable KeyStatusFilter keyStatus,
    @Nullable @org.jspecify.annotations.Nullable LifecycleFilter lifecycle) {

  /**
   * @param team an SQL expression, the id of the team
   */
  void narrow(Conditions conditions, String team, String field, LocalDate today) {
    conditions.add(
        "%s in (select a.team_id from account a where %s)"
            .formatted(team, where(conditions, field, today)));
  }

  /** What is asked of a row {@code a} of account. */
  String where(Conditions conditions, String field, LocalDate today) {
    Conditions served = conditions.ofAnotherRow();
    new AccountFilter(
            null, country, segment, null, null, keyStatus, null, id, lifecycle, null, null, null,
            null, null, null)
        .narrow(served, field, today);
    return served.where();
  }
}
