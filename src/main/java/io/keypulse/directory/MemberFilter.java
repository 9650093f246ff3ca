package io.keypulse.directory;

import io.keypulse.platform.IdFilter;
import io.smallrye.graphql.api.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("MemberFilter")
@Description("Which employees are in it today; every part given narrows.")
public record MemberFilter(
    @Nullable @org.jspecify.annotations.Nullable IdFilter id,
    @Nullable
        @Description("Below one of these in the reporting line, however far.")
        @org.jspecify.annotations.Nullable
        IdFilter below) {

  /**
   * @param team an SQL expression, the id of the team
   * @param which what more is asked of its row {@code m} of team_member
   */
  void narrow(Conditions conditions, String team, String field, String which) {
    StringBuilder people = new StringBuilder();
    if (id != null) {
      id.keys("Employee", field + ".id")
          .ifPresent(
              ids -> people.append(" and m.employee_id = ").append(conditions.any(ids, "int")));
    }
    if (below != null) {
      below
          .keys("Employee", field + ".below")
          .ifPresent(
              ids ->
                  people
                      .append(" and ")
                      .append(below("m.employee_id", conditions.any(ids, "int"))));
    }
    if (!people.isEmpty()) {
      conditions.add(
          team
              + " in (select m.team_id from team_member m where m.valid @> today()"
              + which
              + people
              + ")");
    }
  }

  /**
   * @param employee an SQL expression, the id of the employee
   * @param these ids of managers, to stand behind an equals sign
   */
  static String below(String employee, String these) {
    return """
    %s in (
      with recursive below as (
        select l.employee_id from reporting_line l where l.manager_id = %s and l.valid @> today()
        union
        select l.employee_id from below b join reporting_line l on l.manager_id = b.employee_id and l.valid @> today())
      select employee_id from below)"""
        .formatted(employee, these);
  }
}
