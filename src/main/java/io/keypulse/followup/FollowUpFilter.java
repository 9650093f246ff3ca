package io.keypulse.followup;

import io.keypulse.account.AccountView;
import io.keypulse.platform.DateFilter;
import io.keypulse.platform.IdFilter;
import io.keypulse.staff.EmployeeView;
import io.smallrye.graphql.api.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("FollowUpFilter")
@Description("Which follow-ups; every part given narrows.")
public record FollowUpFilter(
    @Nullable
        @Description(
            "true: somebody still has to act, as in followUpFigures.open; false: it is resolved or closed.")
        @org.jspecify.annotations.Nullable
        Boolean open,
    @Nullable
        @Description("In one of these states, none when empty.")
        @org.jspecify.annotations.Nullable
        List<@NonNull FollowUpState> states,
    @Nullable @org.jspecify.annotations.Nullable IdFilter account,
    @Nullable
        @Description("Who has to do it, also once it has climbed past them.")
        @org.jspecify.annotations.Nullable
        IdFilter owner,
    @Nullable
        @Description(
            "To whom it has come by now: the owner, or whoever it has climbed to; only cases on which somebody still has to act have come to anybody.")
        @org.jspecify.annotations.Nullable
        IdFilter turnOf,
    @Nullable
        @Description("true: its dueAt has passed; false: it has not, or nothing is due.")
        @org.jspecify.annotations.Nullable
        Boolean overdue,
    @Nullable @org.jspecify.annotations.Nullable DateFilter openedAt) {
  static final FollowUpFilter ALL = new FollowUpFilter(null, null, null, null, null, null, null);

  /** Conditions and the values they name. */
  record Conditions(String text, Map<String, Object> values) {}

  Conditions conditions(Instant now) {
    StringBuilder hql = new StringBuilder("1 = 1");
    Map<String, Object> values = new HashMap<>();
    if (open != null) {
      hql.append(open ? " and state in :waiting" : " and state not in :waiting");
      values.put("waiting", FollowUpState.WAITING);
    }
    if (states != null) {
      hql.append(" and state in :states");
      values.put("states", states);
    }
    narrow(hql, values, account, AccountView.TYPE, "account", "accountId");
    narrow(hql, values, owner, EmployeeView.TYPE, "owner", "ownerId");
    narrow(hql, values, turnOf, EmployeeView.TYPE, "turnOf", "turnId");
    if (overdue != null) {
      hql.append(overdue ? " and dueAt < :now" : " and (dueAt is null or dueAt >= :now)");
      values.put("now", now);
    }
    if (openedAt != null) {
      DateFilter days = openedAt.checked("filter.openedAt");
      if (days.from() != null) {
        hql.append(" and openedAt >= :from");
        values.put("from", start(days.from()));
      }
      if (days.before() != null) {
        hql.append(" and openedAt < :before");
        values.put("before", start(days.before()));
      }
    }
    return new Conditions(hql.toString(), values);
  }

  private static void narrow(
      StringBuilder hql,
      Map<String, Object> values,
      @org.jspecify.annotations.Nullable IdFilter filter,
      String type,
      String part,
      String attribute) {
    if (filter != null) {
      filter
          .keys(type, "filter." + part)
          .ifPresent(
              keys -> {
                hql.append(" and ").append(attribute).append(" in :").append(part);
                values.put(part, keys);
              });
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
