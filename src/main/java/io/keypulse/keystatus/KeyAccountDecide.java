package io.keypulse.keystatus;

import io.keypulse.account.AccountView;
import io.keypulse.platform.Channel;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

@Input("KeyAccountDecideInput")
public record KeyAccountDecide(
    @Id String accountId,
    KeyOutcome outcome,
    @Nullable
        @Description("For DESIGNATE and RENEW, and for them only; kept in capitals.")
        @org.jspecify.annotations.Nullable
        String tier,
    @Nullable
        @Description("First day of the decision; today when left out.")
        @org.jspecify.annotations.Nullable
        LocalDate since,
    @Description("First day on which it no longer holds.") LocalDate until,
    @Nullable @Description("You, when left out.") @org.jspecify.annotations.Nullable
        String decidedBy,
    @Nullable
        @Id
        @Description("An employee of ours, instead of decidedBy: their name is written down.")
        @org.jspecify.annotations.Nullable
        String decidedById,
    @Nullable @org.jspecify.annotations.Nullable String approvedBy,
    @Nullable
        @Id
        @Description("An employee of ours, instead of approvedBy: their name is written down.")
        @org.jspecify.annotations.Nullable
        String approvedById,
    @Description("Why; at most 500 characters.") String rationale,
    @Nullable
        @Description(
            "true: a decision that holds on the first day and began before it ends on it, which is a correction of that one. Otherwise, and when left out, WRONG_STATE.")
        @org.jspecify.annotations.Nullable
        Boolean cutsShort,
    @Nullable @Description("MANUAL when left out.") @org.jspecify.annotations.Nullable
        Channel channel,
    @Nullable
        @Description("Any text of your own: sent again, the same decision is returned.")
        @org.jspecify.annotations.Nullable
        String idempotencyKey) {
  static final int LONGEST_NAME = 200;
  static final int LONGEST_TIER = 20;
  static final int LONGEST_RATIONALE = 500;

  Decided checked(AccountView account, Deciders.Named by, Today today) {
    return KeyDecisionCorrect.ordered(
        new Decided(
            account.key(),
            outcome,
            Text.optionalLine("tier", tier, LONGEST_TIER),
            today.or("since", since),
            today.or("until", until),
            by.decidedBy(),
            by.approvedBy(),
            Text.line("rationale", rationale, LONGEST_RATIONALE)));
  }
}
