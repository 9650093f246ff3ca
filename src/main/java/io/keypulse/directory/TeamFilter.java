package io.keypulse.directory;

import io.keypulse.platform.IdFilter;
import io.smallrye.graphql.api.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("TeamFilter")
@Description("Which teams; every part given narrows.")
public record TeamFilter(
    @Nullable @org.jspecify.annotations.Nullable IdFilter id,
    @Nullable @Description("The account manager.") @org.jspecify.annotations.Nullable
        MemberFilter lead,
    @Nullable @Description("Anybody in it.") @org.jspecify.annotations.Nullable
        MemberFilter member) {

  void narrow(Conditions conditions) {
    if (id != null) {
      id.keys("Team", "filter.team.id")
          .ifPresent(teams -> conditions.add("a.team_id = " + conditions.any(teams, "int")));
    }
    narrow(conditions, lead, "lead", " and m.lead");
    narrow(conditions, member, "member", "");
  }

  private static void narrow(
      Conditions conditions,
      @org.jspecify.annotations.Nullable MemberFilter employee,
      String field,
      String part) {
    if (employee != null && employee.id() != null) {
      employee
          .id()
          .keys("Employee", "filter.team." + field + ".id")
          .ifPresent(
              people ->
                  conditions.add(
                      "a.team_id in (select m.team_id from team_member m where m.valid @> today() and m.employee_id = "
                          + conditions.any(people, "int")
                          + part
                          + ")"));
    }
  }
}
