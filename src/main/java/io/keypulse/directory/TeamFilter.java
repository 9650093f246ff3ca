package io.keypulse.directory;

import io.keypulse.platform.IdFilter;
import io.keypulse.platform.StringFilter;
import io.keypulse.staff.Wording;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("TeamFilter")
@Description("Which teams; every part given narrows.")
public record TeamFilter(
    @Nullable @org.jspecify.annotations.Nullable IdFilter id,
    @Nullable
        @Description(
            "Words of a name in any order: accents, case and slips of the keyboard are forgiven. 1 to 100 characters.")
        @org.jspecify.annotations.Nullable
        String search,
    @Nullable
        @Description("The account manager, who works here today.")
        @org.jspecify.annotations.Nullable
        MemberFilter lead,
    @Nullable @Description("Anybody in it.") @org.jspecify.annotations.Nullable MemberFilter member,
    @Nullable
        @Description("That somebody in it has today, whatever its case.")
        @org.jspecify.annotations.Nullable
        StringFilter function,
    @Nullable
        @Description("One of these is nobody's in it today.")
        @org.jspecify.annotations.Nullable
        StringFilter functionMissing,
    @Nullable
        @Description("One that it serves and this viewer sees.")
        @org.jspecify.annotations.Nullable
        ServedAccountFilter account) {
  private static final String SERVES =
      """
      exists (
        select from team_member m join employee e on e.id = m.employee_id and employed(e, today())
        where m.team_id = %s and m.valid @> today() and m.function = %s)""";

  private static final String LEADS =
      " and m.lead and exists (select from employee e where e.id = m.employee_id and employed(e, today()))";

  static final TeamFilter ALL = new TeamFilter(null, null, null, null, null, null, null);

  /**
   * @param team an SQL expression, the id of the team
   * @param field where this filter stands in what was sent
   */
  void narrow(Conditions conditions, String team, String field, LocalDate today) {
    if (id != null) {
      id.keys("Team", field + ".id")
          .ifPresent(teams -> conditions.add(team + " = " + conditions.any(teams, "int")));
    }
    if (search != null) {
      named(conditions, team, SearchTerm.of(search, field + ".search"));
    }
    if (lead != null) {
      lead.narrow(conditions, team, field + ".lead", LEADS);
    }
    if (member != null) {
      member.narrow(conditions, team, field + ".member", "");
    }
    narrowFunctions(conditions, team, field);
    if (account != null) {
      account.narrow(conditions, team, field + ".account", today);
    }
  }

  private static void named(Conditions conditions, String team, String text) {
    conditions.add(
        """
        %1$s in (
          select n.id from team n where searchable(%2$s) ~ '[[:alnum:]]' and not exists (
            select from regexp_split_to_table(searchable(%2$s), '[^[:alnum:]]+') as word
            where position(word in searchable(n.name)) = 0 and word_similarity(word, searchable(n.name)) < 0.45))"""
            .formatted(team, conditions.value(text)));
  }

  private void narrowFunctions(Conditions conditions, String team, String field) {
    if (function != null) {
      function
          .values(field + ".function")
          .ifPresent(
              values ->
                  conditions.add(
                      SERVES.formatted(
                          team,
                          conditions.any(
                              values.stream().map(Wording::function).toList(), "text"))));
    }
    if (functionMissing != null) {
      functionMissing
          .values(field + ".functionMissing")
          .ifPresent(
              values ->
                  conditions.add(
                      "exists (select from unnest(%s) as f (name) where not %s)"
                          .formatted(
                              conditions.all(
                                  values.stream().map(Wording::function).toList(), "text"),
                              SERVES.formatted(team, "f.name"))));
    }
  }
}
