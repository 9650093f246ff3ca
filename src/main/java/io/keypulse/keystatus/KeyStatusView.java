package io.keypulse.keystatus;

import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("KeyStatus")
@Description("What the last decision says about an account.")
public record KeyStatusView(
    State state,
    @Description("Present while the account is key.") Optional<String> tier,
    @Description("First day of the decision.") LocalDate since,
    @Description("First day on which it no longer holds.") LocalDate until,
    @Description(
            "Whether the decision holds on the day asked for; false where it has run out and nobody has decided again, whatever its outcome.")
        boolean inForce,
    KeyOutcome outcome,
    String decidedBy,
    Optional<String> approvedBy,
    String rationale,
    @Ignore int decisionKey) {

  @Name("KeyState")
  @Description("EXPIRED: was key, and nobody has decided again; it is not asked.")
  public enum State {
    KEY,
    NOT_KEY,
    EXPIRED
  }

  /** It was to become key, and nobody has decided again. */
  boolean developmentHasLapsed() {
    return outcome == KeyOutcome.DEVELOP && !inForce;
  }

  static KeyStatusView of(KeyDecisions.Latest latest, LocalDate asOf) {
    KeyOutcome outcome = KeyOutcome.valueOf(latest.outcome());
    boolean inForce = asOf.isBefore(latest.until());
    State state = !outcome.makesKey() ? State.NOT_KEY : inForce ? State.KEY : State.EXPIRED;
    return new KeyStatusView(
        state,
        Optional.ofNullable(latest.tier()).filter(tier -> state == State.KEY),
        latest.since(),
        latest.until(),
        inForce,
        outcome,
        latest.decidedBy(),
        Optional.ofNullable(latest.approvedBy()),
        latest.rationale(),
        latest.id());
  }
}
