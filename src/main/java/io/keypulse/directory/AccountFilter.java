package io.keypulse.directory;

import io.keypulse.account.ArchivedAccounts;
import io.keypulse.keystatus.AccountGapFilter;
import io.keypulse.platform.IdFilter;
import io.keypulse.platform.Refused;
import io.keypulse.platform.StringFilter;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("AccountFilter")
@Description("Which accounts; every part given narrows.")
public record AccountFilter(
    @Nullable
        @Description(
            "Words of a name in any order: accents, case and slips of the keyboard are forgiven; in other scripts"
                + " than Latin any part of it. Or an external id, or the e-mail address of a contact (not for analysts), exactly. 1 to 100 characters.")
        @org.jspecify.annotations.Nullable
        String search,
    @Nullable @Description("ISO 3166, two letters.") @org.jspecify.annotations.Nullable
        StringFilter country,
    @Nullable @Description("Whatever its case.") @org.jspecify.annotations.Nullable
        StringFilter segment,
    @Nullable @Description("What any other system calls it.") @org.jspecify.annotations.Nullable
        StringFilter externalId,
    @Nullable @Description("Served by such a team.") @org.jspecify.annotations.Nullable
        TeamFilter team,
    @Nullable @org.jspecify.annotations.Nullable KeyStatusFilter keyStatus,
    @Nullable @Description("EXCLUDE unless said.") @org.jspecify.annotations.Nullable
        ArchivedAccounts archived,
    @Nullable @org.jspecify.annotations.Nullable IdFilter id,
    @Nullable @org.jspecify.annotations.Nullable LifecycleFilter lifecycle,
    @Nullable
        @Description(
            "One of these companies, or one below it today, however far; of companies that this viewer sees.")
        @org.jspecify.annotations.Nullable
        IdFilter group,
    @Nullable
        @Description("Beside group: those below it on this day.")
        @org.jspecify.annotations.Nullable
        LocalDate groupAsOf,
    @Nullable
        @Description("It stands so to another company today.")
        @org.jspecify.annotations.Nullable
        RelationshipFilter relationship,
    @Nullable
        @Description("One of these employees is its executive sponsor today.")
        @org.jspecify.annotations.Nullable
        IdFilter executiveSponsor,
    @Nullable @org.jspecify.annotations.Nullable AccountGapFilter gap,
    @Nullable @org.jspecify.annotations.Nullable RhythmFilter rhythm) {
  private static final String OF_GROUP =
      """
      a.id in (
        select g.member_id
        from company_groups(array(select h.id from account h where h.id = any (%%s)), %s) g)""";
  private static final String SPONSORED =
      """
      a.id in (
        select s.account_id from executive_sponsor s join employee e on e.id = s.employee_id and employed(e, today())
        where s.employee_id = any (%s) and s.valid @> today())""";

  static final AccountFilter ALL =
      new AccountFilter(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /**
   * But for the team.
   *
   * @param field where this filter stands in what was sent
   */
  void narrow(Conditions conditions, String field, LocalDate today) {
    narrowTexts(conditions, field);
    narrowIds(conditions, field);
    if (archived == null || archived == ArchivedAccounts.EXCLUDE) {
      conditions.add("a.archived_at is null");
    } else if (archived == ArchivedAccounts.ONLY) {
      conditions.add("a.archived_at is not null");
    }
    if (keyStatus != null) {
      keyStatus.narrow(conditions, field + ".keyStatus", today);
    }
    if (lifecycle != null) {
      conditions.add("a.lifecycle = " + conditions.any(lifecycle.names(), "text"));
    }
    if (relationship != null) {
      relationship.narrow(conditions, field + ".relationship");
    }
    if (gap != null) {
      conditions.add(
          "a.id = any (array(select g.account_id from account_gaps(%d) g where g.kind = %s))"
              .formatted(gap.within(field + ".gap"), conditions.any(gap.kinds(), "text")));
    }
    if (rhythm != null) {
      rhythm.narrow(conditions);
    }
  }

  private void narrowTexts(Conditions conditions, String field) {
    if (country != null) {
      country
          .values(field + ".country")
          .map(codes -> codes.stream().map(code -> Text.country(field + ".country", code)))
          .map(codes -> codes.distinct().toList())
          .ifPresent(
              values ->
                  conditions.add(
                      values.size() == 1
                          ? "a.country = " + conditions.value(values.getFirst())
                          : "a.country = " + conditions.any(values, "text")));
    }
    if (segment != null) {
      segment
          .values(field + ".segment")
          .ifPresent(
              values ->
                  conditions.add(
                      values.size() == 1
                          ? "a.segment = (select spelled_segment(%s))"
                              .formatted(conditions.value(values.getFirst()))
                          : "a.segment = any (array(select spelled_segment(s) from unnest(%s) as s))"
                              .formatted(conditions.all(values, "text"))));
    }
    if (externalId != null) {
      externalId
          .values(field + ".externalId")
          .ifPresent(
              values ->
                  conditions.add(
                      "a.id in (select x.account_id from account_external_id x where x.value = %s)"
                          .formatted(conditions.any(values, "text"))));
    }
  }

  private void narrowIds(Conditions conditions, String field) {
    narrow(conditions, id, "Account", field + ".id", "a.id = any (%s)");
    narrow(conditions, group, "Account", field + ".group", ofGroup(conditions, field));
    narrow(conditions, executiveSponsor, "Employee", field + ".executiveSponsor", SPONSORED);
  }

  private String ofGroup(Conditions conditions, String field) {
    if (groupAsOf == null) {
      return OF_GROUP.formatted("today()");
    }
    if (group == null) {
      throw Refused.invalid(field + ".groupAsOf", "Name a company in group beside it.");
    }
    LocalDate day = Today.checked(field + ".groupAsOf", groupAsOf);
    return OF_GROUP.formatted(conditions.value(day.toString()) + "::date");
  }

  /**
   * @param condition with a place for an array of keys
   */
  private static void narrow(
      Conditions conditions,
      @org.jspecify.annotations.Nullable IdFilter filter,
      String type,
      String field,
      String condition) {
    if (filter != null) {
      filter
          .keys(type, field)
          .ifPresent(keys -> conditions.add(condition.formatted(conditions.all(keys, "int"))));
    }
  }

  /**
   * @param serving an SQL expression, the id of the team
   */
  void narrowTeams(Conditions conditions, String serving, String field, LocalDate today) {
    if (team != null) {
      team.narrow(conditions, serving, field + ".team", today);
    }
  }

  /** What is searched for, stripped. */
  Optional<String> searched() {
    return Optional.ofNullable(search).map(typed -> SearchTerm.of(typed, "filter.search"));
  }

  /** Whether each team's page of it is found by an index. */
  boolean isOfAnyTeam() {
    return search == null && externalId == null && keyStatus == null && hopsNowhere();
  }

  private boolean hopsNowhere() {
    return Stream.of(id, group, relationship, executiveSponsor, gap, rhythm)
        .allMatch(Objects::isNull);
  }

  /** Whether a page of it is found by walking along an index in the order of the list. */
  boolean leavesMany() {
    return isOfAnyTeam()
        && team == null
        && lifecycle == null
        && (country == null || segment == null)
        && (country == null || country.in() == null)
        && (segment == null || segment.in() == null);
  }
}
