package io.keypulse.directory;

import io.keypulse.account.ArchivedAccounts;
import io.keypulse.platform.Refused;
import io.keypulse.platform.StringFilter;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("AccountFilter")
@Description("Which accounts; every part given narrows.")
public record AccountFilter(
    @Nullable
        @Description(
            "Words of a name in any order: accents, case and slips of the keyboard are forgiven. Or an external id, or"
                + " the e-mail address of a contact (not for analysts), exactly. 1 to 100 characters.")
        @org.jspecify.annotations.Nullable
        String search,
    @Nullable @Description("ISO 3166, two letters.") @org.jspecify.annotations.Nullable
        StringFilter country,
    @Nullable @org.jspecify.annotations.Nullable StringFilter segment,
    @Nullable @Description("What any other system calls it.") @org.jspecify.annotations.Nullable
        StringFilter externalId,
    @Nullable @Description("Served by such a team.") @org.jspecify.annotations.Nullable
        TeamFilter team,
    @Nullable @org.jspecify.annotations.Nullable KeyStatusFilter keyStatus,
    @Nullable @Description("EXCLUDE unless said.") @org.jspecify.annotations.Nullable
        ArchivedAccounts archived) {
  private static final int LONGEST_SEARCH = 100;

  static final AccountFilter ALL = new AccountFilter(null, null, null, null, null, null, null);

  /**
   * But for the team.
   *
   * @param field where this filter stands in what was sent
   */
  void narrow(Conditions conditions, String field, LocalDate today) {
    narrow(
        conditions,
        country,
        field + ".country",
        "a.country",
        code -> code.strip().toUpperCase(Locale.ROOT));
    narrow(conditions, segment, field + ".segment", "a.segment", String::strip);
    narrowIds(conditions);
    if (archived == null || archived == ArchivedAccounts.EXCLUDE) {
      conditions.add("a.archived_at is null");
    } else if (archived == ArchivedAccounts.ONLY) {
      conditions.add("a.archived_at is not null");
    }
    if (keyStatus != null) {
      keyStatus.narrow(conditions, field + ".keyStatus", today);
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

  private void narrowIds(Conditions conditions) {
    if (externalId != null) {
      externalId
          .values("filter.externalId")
          .ifPresent(
              values ->
                  conditions.add(
                      "a.id in (select x.account_id from account_external_id x where x.value = "
                          + conditions.any(values, "text")
                          + ")"));
    }
  }

  private static void narrow(
      Conditions conditions,
      @org.jspecify.annotations.Nullable StringFilter filter,
      String field,
      String column,
      UnaryOperator<String> spelling) {
    if (filter != null) {
      filter
          .values(field)
          .map(values -> values.stream().map(spelling).distinct().toList())
          .ifPresent(
              values ->
                  conditions.add(
                      values.size() == 1
                          ? column + " = " + conditions.value(values.getFirst())
                          : column + " = " + conditions.any(values, "text")));
    }
  }

  /** What is searched for, stripped. */
  Optional<String> searched() {
    if (search == null) {
      return Optional.empty();
    }
    String stripped = search.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST_SEARCH || stripped.indexOf('\0') >= 0) {
      throw Refused.invalid("filter.search", "Search for 1 to " + LONGEST_SEARCH + " characters.");
    }
    return Optional.of(stripped);
  }

  /** Whether each team's page of it is found by an index. */
  boolean isOfAnyTeam() {
    return search == null && externalId == null && keyStatus == null;
  }

  /** Whether a page of it is found by walking along an index in the order of the list. */
  boolean leavesMany() {
    return search == null
        && externalId == null
        && team == null
        && keyStatus == null
        && Stream.of(Optional.ofNullable(country), Optional.ofNullable(segment))
                .filter(Optional::isPresent)
                .count()
            <= 1
        && (country == null || country.in() == null)
        && (segment == null || segment.in() == null);
  }
}
