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
    @Nullable @org.jspecify.annotations.Nullable StringFilter segment,
    @Nullable @org.jspecify.annotations.Nullable KeyStatusFilter keyStatus) {

  void narrow(Conditions conditions, String team, String field, LocalDate today) {
    Conditions served = conditions.ofAnotherRow();
    if (id != null) {
      id.keys("Account", field + ".id")
          .ifPresent(accounts -> served.add("a.id = " + served.any(accounts, "int")));
    }
    new AccountFilter(null, country, segment, null, null, keyStatus, null)
        .narrow(served, field, today);
    conditions.add(team + " in (select a.team_id from account a where " + served.where() + ")");
  }
}
