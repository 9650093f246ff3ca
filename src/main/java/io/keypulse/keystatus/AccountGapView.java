package io.keypulse.keystatus;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("AccountGap")
@Description("Something about a key account that somebody has to mend.")
public record AccountGapView(
    Kind kind,
    @Description(
            "Since when it is so; where DECISION_EXPIRING the first day on which it is no longer key; absent where FUNCTIONS_MISSING.")
        Optional<LocalDate> day,
    @Description("Those that the policy expects and nobody has, where FUNCTIONS_MISSING.")
        List<@NonNull String> functions) {

  @Name("AccountGapKind")
  public enum Kind {
    @Description("Nobody who works here is its account manager.")
    NO_LEAD,
    FUNCTIONS_MISSING,
    NO_SPONSOR,
    @Description("It was key, the decision ran out, and nobody decided again.")
    DECISION_EXPIRED,
    @Description("It was to be developed, the decision ran out, and nobody decided again.")
    DEVELOPMENT_LAPSED,
    DECISION_EXPIRING
  }

  static AccountGapView of(Kind kind, LocalDate day) {
    return new AccountGapView(kind, Optional.of(day), List.of());
  }

  static AccountGapView missing(List<String> functions) {
    return new AccountGapView(Kind.FUNCTIONS_MISSING, Optional.empty(), functions);
  }
}
