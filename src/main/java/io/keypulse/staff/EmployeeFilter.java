package io.keypulse.staff;

import io.keypulse.platform.IdFilter;
import io.keypulse.platform.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Input("EmployeeFilter")
@Description("Which employees; every part given narrows.")
public record EmployeeFilter(
    @io.smallrye.graphql.api.Nullable
        @Description("Part of a name or something like it; accents, case and a slip are forgiven.")
        @Nullable String search,
    @io.smallrye.graphql.api.Nullable
        @Description("Any of these, whatever their case; at most 100.")
        @Nullable List<@NonNull String> positions,
    @io.smallrye.graphql.api.Nullable @Description("Any of these, at most 100.")
        @Nullable List<@NonNull String> functions,
    @io.smallrye.graphql.api.Nullable @Description("Reports to one of these today.")
        @Nullable IdFilter manager,
    @io.smallrye.graphql.api.Nullable
        @Description("Below one of these in the reporting line today, however far.")
        @Nullable IdFilter below,
    @io.smallrye.graphql.api.Nullable @Nullable Boolean active) {
  private static final int LONGEST_SEARCH = 100;
  private static final int MOST_VALUES = 100;
  static final EmployeeFilter NONE = new EmployeeFilter(null, null, null, null, null, null);

  @Nullable String searched() {
    if (search == null) {
      return null;
    }
    String text = search.strip();
    if (text.isEmpty() || text.length() > LONGEST_SEARCH || text.indexOf('\0') >= 0) {
      throw Refused.invalid("filter.search", "Search for 1 to " + LONGEST_SEARCH + " characters.");
    }
    return text;
  }

  String @Nullable [] anyPosition() {
    return any("positions", positions, text -> Wording.position(text).toLowerCase(Locale.ROOT));
  }

  String @Nullable [] anyFunction() {
    return any("functions", functions, Wording::function);
  }

  Optional<Integer[]> managers() {
    return keys("filter.manager", manager);
  }

  Optional<Integer[]> tops() {
    return keys("filter.below", below);
  }

  private static Optional<Integer[]> keys(String field, @Nullable IdFilter filter) {
    return filter == null
        ? Optional.empty()
        : filter.keys(EmployeeView.TYPE, field).map(ids -> ids.toArray(Integer[]::new));
  }

  private static String @Nullable [] any(
      String field, @Nullable List<String> values, UnaryOperator<String> spelling) {
    if (values == null) {
      return null;
    }
    if (values.size() > MOST_VALUES
        || values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
      throw Refused.invalid("filter." + field, "Name at most " + MOST_VALUES + " plain values.");
    }
    return values.stream().map(spelling).toArray(String[]::new);
  }
}
