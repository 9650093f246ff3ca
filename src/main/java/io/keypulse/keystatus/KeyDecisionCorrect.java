package io.keypulse.keystatus;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

@Input("KeyDecisionCorrectInput")
@Description("What is left out stays as it was.")
public record KeyDecisionCorrect(
    @Id String id,
    int expectedVersion,
    @Nullable @org.jspecify.annotations.Nullable KeyOutcome outcome,
    @Nullable
        @Description("Falls away with an outcome that makes nobody key.")
        @org.jspecify.annotations.Nullable
        String tier,
    @Nullable @org.jspecify.annotations.Nullable LocalDate since,
    @Nullable
        @Description("First day on which it no longer holds.")
        @org.jspecify.annotations.Nullable
        LocalDate until,
    @Nullable @org.jspecify.annotations.Nullable String decidedBy,
    @Nullable
        @Id
        @Description("An employee of ours, instead of decidedBy: their name is written down.")
        @org.jspecify.annotations.Nullable
        String decidedById,
    @Nullable @Description("Empty: nobody approved it.") @org.jspecify.annotations.Nullable
        String approvedBy,
    @Nullable
        @Id
        @Description("An employee of ours, instead of approvedBy: their name is written down.")
        @org.jspecify.annotations.Nullable
        String approvedById,
    @Nullable @org.jspecify.annotations.Nullable String rationale,
    @Nullable @Description("MANUAL when left out.") @org.jspecify.annotations.Nullable
        Channel channel) {

  Decided corrected(KeyDecisions.Entry was, Deciders.Named by, Today today) {
    KeyOutcome corrected = outcome == null ? KeyOutcome.valueOf(was.outcome()) : outcome;
    @org.jspecify.annotations.Nullable String kept = corrected.makesKey() ? was.tier() : null;
    return ordered(
        new Decided(
            was.accountId(),
            corrected,
            tier == null ? kept : Text.optionalLine("tier", tier, KeyAccountDecide.LONGEST_TIER),
            since == null ? was.since() : today.or("since", since),
            until == null ? was.until() : today.or("until", until),
            by.decidedBy(),
            by.approvedBy(),
            rationale == null
                ? was.rationale()
                : Text.line("rationale", rationale, KeyAccountDecide.LONGEST_RATIONALE)));
  }

  static Decided ordered(Decided decided) {
    if (!decided.until().isAfter(decided.since())) {
      throw Refused.invalid("until", "Name a day after the first one.");
    }
    return decided;
  }
}
