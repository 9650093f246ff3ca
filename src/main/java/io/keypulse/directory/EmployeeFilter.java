package io.keypulse.directory;

import io.keypulse.platform.IdFilter;
import io.keypulse.platform.Refused;
import io.keypulse.staff.Wording;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("EmployeeFilter")
@Description("Which employees; every part given narrows.")
public record EmployeeFilter(
    @Nullable
        @Description("Part of a name or something like it; accents, case and a slip are forgiven.")
        @org.jspecify.annotations.Nullable
        String search,
    @Nullable
        @Description("Any of these, whatever their case; at most 100.")
        @org.jspecify.annotations.Nullable
        List<@NonNull String> positions,
    @Nullable
        @Description("Any of these, whatever their case; at most 100.")
        @org.jspecify.annotations.Nullable
        List<@NonNull String> functions,
    @Nullable @Description("Reports to one of these today.") @org.jspecify.annotations.Nullable
        IdFilter manager,
    @Nullable
        @Description("Below one of these in the reporting line today, however far.")
        @org.jspecify.annotations.Nullable
        IdFilter below,
    @Nullable @org.jspecify.annotations.Nullable Boolean active,
    @Nullable @org.jspecify.annotations.Nullable IdFilter id,
    @Nullable
        @Description("Serves in such a team today, whatever their part in it; {}: in any.")
        @org.jspecify.annotations.Nullable
        TeamFilter team,
    @Nullable
        @Description("Is the account manager of such a team today; {}: of any.")
        @org.jspecify.annotations.Nullable
        TeamFilter leads,
    @Nullable
        @Description(
            "Is the executive sponsor of such an account today, one that this viewer sees; {}: of any.")
        @org.jspecify.annotations.Nullable
        ServedAccountFilter sponsors) {
  private static final int MOST_VALUES = 100;

  static final EmployeeFilter ALL =
      new EmployeeFilter(null, null, null, null, null, null, null, null, null, null);

  /** What is asked of a row {@code e} of employee. */
  Conditions conditions(LocalDate today) {
    Conditions conditions = new Conditions();
    narrowThemselves(conditions);
    narrowLine(conditions);
    serving(conditions, team, "filter.team", "", today);
    serving(
        conditions, leads, "filter.leads", " and s.role = 'LEAD' and employed(e, today())", today);
    if (sponsors != null) {
      conditions.add(
          """
          e.id in (
            select s.employee_id from executive_sponsor s join account a on a.id = s.account_id
            where s.valid @> today() and employed(e, today()) and %s)"""
              .formatted(sponsors.where(conditions, "filter.sponsors", today)));
    }
    return conditions;
  }

  private void narrowThemselves(Conditions conditions) {
    if (search != null) {
      named(conditions, SearchTerm.of(search, "filter.search"));
    }
    if (positions != null) {
      conditions.add(
          "lower(e.position) = "
              + any(
                  conditions,
                  "positions",
                  positions,
                  text -> Wording.position(text).toLowerCase(Locale.ROOT)));
    }
    if (functions != null) {
      conditions.add("e.function = " + any(conditions, "functions", functions, Wording::function));
    }
    if (active != null) {
      conditions.add(active ? "e.active" : "not e.active");
    }
    if (id != null) {
      id.keys("Employee", "filter.id")
          .ifPresent(ids -> conditions.add("e.id = " + conditions.any(ids, "int")));
    }
  }

  private void narrowLine(Conditions conditions) {
    if (manager != null) {
      manager
          .keys("Employee", "filter.manager")
          .ifPresent(
              managers ->
                  conditions.add(
                      """
                      e.id in (
                        select l.employee_id from reporting_line l where l.manager_id = %s and l.valid @> today())"""
                          .formatted(conditions.any(managers, "int"))));
    }
    if (below != null) {
      below
          .keys("Employee", "filter.below")
          .ifPresent(
              tops -> conditions.add(MemberFilter.below("e.id", conditions.any(tops, "int"))));
    }
  }

  private static void named(Conditions conditions, String text) {
    conditions.add(
        """
        (position(searchable(%1$s) in searchable(e.name)) > 0 or searchable(%1$s) <%% searchable(e.name))"""
            .formatted(conditions.value(text)));
  }

  private static void serving(
      Conditions conditions,
      @org.jspecify.annotations.Nullable TeamFilter filter,
      String field,
      String which,
      LocalDate today) {
    if (filter != null) {
      Conditions teams = conditions.ofAnotherRow();
      filter.narrow(teams, "s.team_id", field, today);
      conditions.add(
          "e.id in (select s.employee_id from team_member s where s.valid @> today()%s and %s)"
              .formatted(which, teams.where()));
    }
  }

  private static String any(
      Conditions conditions, String field, List<String> values, UnaryOperator<String> spelling) {
    if (values.size() > MOST_VALUES
        || values.stream().anyMatch(value -> value.chars().anyMatch(Character::isISOControl))) {
      throw Refused.invalid("filter." + field, "Name at most " + MOST_VALUES + " plain values.");
    }
    return conditions.any(values.stream().map(spelling).toList(), "text");
  }
}
