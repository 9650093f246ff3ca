package io.keypulse.directory;

import io.keypulse.keystatus.KeyOutcome;
import io.keypulse.keystatus.KeyStatusView.State;
import io.keypulse.keystatus.Tier;
import io.keypulse.platform.Refused;
import io.keypulse.platform.StringFilter;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

@Input("KeyStatusFilter")
@Description(
    "What the last decision says today; every part given narrows, and accounts that nobody ever decided about are left out.")
public record KeyStatusFilter(
    @Nullable @org.jspecify.annotations.Nullable StateFilter state,
    @Nullable
        @Description("Of accounts that are key today; whatever its case.")
        @org.jspecify.annotations.Nullable
        StringFilter tier,
    @Nullable
        @Description("Key today, and no longer on this day.")
        @org.jspecify.annotations.Nullable
        LocalDate expiresBefore,
    @Nullable
        @Description(
            "Of the decision that holds today: DEVELOP for accounts that are to become key.")
        @org.jspecify.annotations.Nullable
        OutcomeFilter outcome) {

  @Input("KeyOutcomeFilter")
  @Description("Which outcomes; every part given narrows.")
  public record OutcomeFilter(
      @Nullable @org.jspecify.annotations.Nullable KeyOutcome eq,
      @Nullable @org.jspecify.annotations.Nullable List<@NonNull KeyOutcome> in) {
    private List<String> names() {
      return Stream.of(KeyOutcome.values())
          .filter(one -> eq == null || eq == one)
          .filter(one -> in == null || in.contains(one))
          .map(Enum::name)
          .toList();
    }
  }

  @Input("KeyStateFilter")
  @Description("Which states; every part given narrows.")
  public record StateFilter(
      @Nullable @org.jspecify.annotations.Nullable State eq,
      @Nullable @org.jspecify.annotations.Nullable List<@NonNull State> in) {
    private Set<State> states() {
      Set<State> states = new HashSet<>(Set.of(State.values()));
      if (eq != null) {
        states.retainAll(Set.of(eq));
      }
      if (in != null) {
        states.retainAll(in);
      }
      return states;
    }
  }

  void narrow(Conditions conditions, String field, LocalDate today) {
    String day = conditions.value(today.toString()) + "::date";
    StringBuilder decision = new StringBuilder();
    if (state != null) {
      decision.append(" and ").append(among(state.states(), day));
    }
    if (tier != null) {
      tier.values(field + ".tier")
          .ifPresent(
              tiers ->
                  decision
                      .append(" and " + is(State.KEY, day))
                      .append(" and d.tier = " + conditions.any(Tier.spelled(tiers), "text")));
    }
    if (expiresBefore != null) {
      String end = conditions.value(day(field, expiresBefore)) + "::date";
      decision
          .append(" and " + is(State.KEY, day))
          .append(" and upper(d.valid) <= " + end)
          .append(" and key_until(d.account_id, " + day + ") <= " + end);
    }
    if (outcome != null) {
      decision
          .append(" and upper(d.valid) > " + day)
          .append(" and d.outcome = " + conditions.any(outcome.names(), "text"));
    }
    conditions.add(
        """
        a.id = any (array(
          select d.account_id from key_decision d
          where d.superseded_at is null and lower(d.valid) <= %s%s%s))
        """
            .formatted(day, holdsToday() ? "" : isLast(day), decision));
  }

  /** Whether only decisions are looked for that hold today: of an account there is one at most. */
  private boolean holdsToday() {
    return tier != null || expiresBefore != null || outcome != null;
  }

  private static String isLast(String day) {
    return (" and not exists (select from key_decision later where later.account_id = d.account_id"
            + " and later.superseded_at is null and lower(later.valid) <= %s and lower(later.valid) > lower(d.valid))")
        .formatted(day);
  }

  private static String among(Set<State> states, String day) {
    return states.stream()
        .sorted()
        .map(state -> is(state, day))
        .collect(Collectors.joining(" or ", "(", states.isEmpty() ? "false)" : ")"));
  }

  private static String is(State state, String day) {
    String key = "d.tier is not null";
    return switch (state) {
      case KEY -> "(" + key + " and upper(d.valid) > " + day + ")";
      case EXPIRED -> "(" + key + " and upper(d.valid) <= " + day + ")";
      case NOT_KEY -> "d.tier is null";
    };
  }

  private static String day(String field, LocalDate date) {
    if (date.getYear() < 1900 || date.getYear() > 9999) {
      throw Refused.invalid(field + ".expiresBefore", "Name a day of 1900 to 9999.");
    }
    return date.toString();
  }
}
