package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Input("AccountFilter")
@Description("Which accounts; every part given narrows.")
public record AccountFilter(
    @io.smallrye.graphql.api.Nullable
        @Description(
            "Part of a name or something like it: accents, case and a slip of the keyboard are forgiven.")
        @Nullable String search,
    @io.smallrye.graphql.api.Nullable @Description("ISO 3166, any of these, at most 100.")
        @Nullable List<@NonNull String> countries,
    @io.smallrye.graphql.api.Nullable @Description("Any of these, at most 100.")
        @Nullable List<@NonNull String> segments,
    @io.smallrye.graphql.api.Nullable @Id @Description("Served by this team.")
        @Nullable String teamId,
    @io.smallrye.graphql.api.Nullable @Description("EXCLUDE unless said.")
        @Nullable ArchivedAccounts archived) {
  private static final int LONGEST_SEARCH = 100;
  private static final int MOST_VALUES = 100;

  /** An SQL condition and the value of the one parameter it names. */
  record Condition(String sql, String parameter, Object value) {}

  static List<Condition> conditions(@Nullable AccountFilter filter) {
    return filter == null ? List.of(living()) : filter.given();
  }

  private static Condition living() {
    return new Condition("archived_at is null and :archived", "archived", true);
  }

  private List<Condition> given() {
    List<Condition> conditions = new ArrayList<>();
    if (archived == null || archived == ArchivedAccounts.EXCLUDE) {
      conditions.add(living());
    } else if (archived == ArchivedAccounts.ONLY) {
      conditions.add(new Condition("archived_at is not null and :archived", "archived", true));
    }
    if (search != null) {
      conditions.add(
          new Condition(
              "(searchable(name) like '%' || replace(replace(replace(searchable(:search), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'"
                  + " or searchable(:search) <% searchable(name))",
              "search", searched(search)));
    }
    if (countries != null) {
      conditions.add(
          new Condition(
              "country = any (cast(:countries as text[]))",
              "countries",
              any("countries", countries)));
    }
    if (segments != null) {
      conditions.add(
          new Condition(
              "segment = any (cast(:segments as text[]))", "segments", any("segments", segments)));
    }
    if (teamId != null) {
      conditions.add(
          new Condition(
              "team_id = :team", "team", GlobalId.parseInt("Team", teamId, "filter.teamId")));
    }
    return conditions;
  }

  private static String searched(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST_SEARCH || stripped.indexOf('\0') >= 0) {
      throw Refused.invalid("filter.search", "Search for 1 to " + LONGEST_SEARCH + " characters.");
    }
    return stripped;
  }

  private static String[] any(String field, List<String> values) {
    if (values.size() > MOST_VALUES
        || values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
      throw Refused.invalid("filter." + field, "Name at most " + MOST_VALUES + " plain values.");
    }
    return values.toArray(String[]::new);
  }
}
