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
    @Nullable
        @Description(
            "true: not done yet, and its case not closed; false: done. What was not done when its case was closed is in neither, as nobody has to do it any more.")
        @org.jspecify.annotations.Nullable
        Boolean open,
    @Nullable @Description("Who does it.") @org.jspecify.annotations.Nullable IdFilter owner,
    @Nullable @Description("Until when it has to be done.") @org.jspecify.annotations.Nullable
        DateFilter dueOn) {
  static final FollowUpActionFilter ALL = new FollowUpActionFilter(null, null, null);

  private static final String STILL_TO_DO =
      """
       and done_at is null and exists (select from follow_up f
         where f.id = follow_up_action.follow_up_id and f.closed_at is null)
      """;

  /** In SQL. */
  FollowUpFilter.Conditions conditions() {
    StringBuilder sql = new StringBuilder("true");
    Map<String, Object> values = new HashMap<>();
    if (open != null) {
      sql.append(open ? STILL_TO_DO : " and done_at is not null");
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
