package io.keypulse.followup;

import io.keypulse.platform.DateFilter;
import io.keypulse.platform.IdFilter;
import io.keypulse.staff.EmployeeView;
import io.smallrye.graphql.api.Nullable;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("FollowUpActionFilter")
@Description("Which actions; every part given narrows.")
public record FollowUpActionFilter(
    @Nullable @Description("true: not done yet; false: done.") @org.jspecify.annotations.Nullable
        Boolean open,
    @Nullable @Description("Who does it.") @org.jspecify.annotations.Nullable IdFilter owner,
    @Nullable @Description("Until when it has to be done.") @org.jspecify.annotations.Nullable
        DateFilter dueOn) {
  static final FollowUpActionFilter ALL = new FollowUpActionFilter(null, null, null);

  /** In SQL. */
  FollowUpFilter.Conditions conditions() {
    StringBuilder sql = new StringBuilder("true");
    Map<String, Object> values = new HashMap<>();
    if (open != null) {
      sql.append(open ? " and done_at is null" : " and done_at is not null");
    }
    if (owner != null) {
      owner
          .keys(EmployeeView.TYPE, "filter.owner")
          .ifPresent(
              keys -> {
                sql.append(" and owner_id = any (cast(:owners as int[]))");
                values.put("owners", keys.toArray(Integer[]::new));
              });
    }
    if (dueOn != null) {
      DateFilter days = dueOn.checked("filter.dueOn");
      if (days.from() != null) {
        sql.append(" and due_on >= cast(:from as date)");
        values.put("from", days.from());
      }
      if (days.before() != null) {
        sql.append(" and due_on < cast(:before as date)");
        values.put("before", days.before());
      }
    }
    return new FollowUpFilter.Conditions(sql.toString(), values);
  }
}
