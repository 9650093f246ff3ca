package io.keypulse.followup;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Viewer;
import io.keypulse.team.TeamRights;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

/**
 * Speaking to the customer of a case, and what they read of it: for whoever sees the account, but
 * analysts.
 */
@GraphQLApi
public class FollowUpCustomerApi {
  private static final int LONGEST_SUMMARY = 1000;
  private static final int LONGEST_LINE = 500;

  @Inject CaseKeeper cases;
  @Inject FollowUps followUps;
  @Inject WorkLog work;
  @Inject Handovers handovers;
  @Inject DueTimes times;
  @Inject ProofKeeper proofs;
  @Inject CaseEnd ends;
  @Inject TeamRights rights;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  @Input("FollowUpContactLogInput")
  public record ContactLog(
      @Id String followUpId,
      FollowUpMeans means,
      @Description("Whether the customer was reached.") boolean reached,
      @Description("What came of it, 1 to 1000 characters.") String summary,
      @io.smallrye.graphql.api.Nullable @Description("Now when left out.")
          @Nullable OffsetDateTime at,
      int expectedVersion,
      @io.smallrye.graphql.api.Nullable
          @Description("Any text of your own: sent again, it is done once.")
          @Nullable String idempotencyKey) {}

  @Input("FollowUpLineApproveInput")
  public record LineApprove(
      @Id String followUpId,
      @Description(
              "What the customer will read, in the customer's language: you said, we did. 1 to 500 characters.")
          String line,
      int expectedVersion) {}

  @Input("FollowUpResolveInput")
  public record Resolve(@Id String followUpId, int expectedVersion) {}

  @Input("FollowUpCloseInput")
  public record Close(@Id String followUpId, int expectedVersion) {}

  @Mutation("followUpContactLog")
  @Description(
      "Writes down an attempt to speak to the customer; reaching them meets the deadline, unless they have said since that it is not mended. Where nobody has acknowledged the case, that takes it on as followUpAcknowledge does.")
  @Transactional
  public FollowUpView followUpContactLog(ContactLog input) {
    Viewer current = viewer.requireToChange();
    FollowUp followUp = cases.locked(input.followUpId());
    Instant now = clock.instant();
    Instant at = input.at() == null ? now : input.at().toInstant();
    String summary = Text.line("summary", input.summary(), LONGEST_SUMMARY);
    idempotency.once(
        "followUpContactLog",
        input.idempotencyKey(),
        input,
        () -> {
          Refused.unlessCurrent(input.expectedVersion(), followUp.version);
          if (at.isAfter(now) || at.isBefore(followUp.openedAt)) {
            throw Refused.invalid("at", "Name a time between the opening of the case and now.");
          }
          if (input.reached() && proofs.isSinceLastWord(followUp, at)) {
            handovers.takeOn(followUp, current.employeeId(), times.least(followUp, now), now);
            followUp.contacted(current.employeeId(), times.least(followUp, now), at, now);
          }
          return work.talk(followUp, at, input.means(), input.reached(), summary);
        });
    return cases.saved(followUp);
  }

  @Mutation("followUpLineApprove")
  @Description(
      "Approves what the customer will read above the next question to them. For the account manager, those above and administrators. WRONG_STATE once a wave has taken it along.")
  @Transactional
  public FollowUpView followUpLineApprove(LineApprove input) {
    viewer.requireToChange();
    FollowUp followUp = cases.locked(input.followUpId(), input.expectedVersion());
    rights.requireLeadOrAbove(followUp.teamId);
    if (!work.approve(followUp, Text.line("line", input.line(), LONGEST_LINE), clock.instant())) {
      throw Refused.wrongState("followUpId", "The customer has been sent a line already.");
    }
    return cases.saved(followUp);
  }

  @Mutation("followUpResolve")
  @Description(
      "Says that it is mended; the customer is asked once whether that is so. Needs a talk with the customer; of somebody dissatisfied a cause and an action as well, and in each round after the first an action that was planned or done since.")
  @Transactional
  public FollowUpView followUpResolve(Resolve input) {
    Viewer current = viewer.requireToChange();
    FollowUp followUp = cases.locked(input.followUpId(), input.expectedVersion());
    boolean complaint = followUps.isComplaint(followUp);
    if (followUp.state == FollowUpState.CONTACTED
        && complaint
        && !followUps.isActedOnInThisRound(followUp)) {
      throw Refused.wrongState(
          "followUpId",
          followUps.isSaidNotMended(followUp)
              ? "The customer said that it is not mended: say or do something new about it first."
              : "Say what is done about it first.");
    }
    Instant now = clock.instant();
    followUp.resolve(current.employeeId(), complaint, now);
    followUps.flush();
    proofs.ask(followUp, now);
    return cases.saved(followUp);
  }

  @Mutation("followUpClose")
  @Description(
      "Closes a case that its customer will not say anything about: its person has left or was moved, or the account is archived, and an attempt to speak to somebody is logged; or its person has corrected the answer so that nothing displeases. WRONG_STATE for every other.")
  @Transactional
  public FollowUpView followUpClose(Close input) {
    viewer.requireToChange();
    FollowUp followUp = cases.locked(input.followUpId(), input.expectedVersion());
    ends.closeByHand(followUp, clock.instant());
    return cases.saved(followUp);
  }
}
