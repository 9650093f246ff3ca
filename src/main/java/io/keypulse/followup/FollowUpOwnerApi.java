package io.keypulse.followup;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Viewer;
import io.keypulse.team.Actors;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

/** Taking a case on, and handing it over: for whoever sees the account, but analysts. */
@GraphQLApi
public class FollowUpOwnerApi {
  @Inject CaseKeeper cases;
  @Inject FollowUpSteps steps;
  @Inject Handovers handovers;
  @Inject DueTimes times;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  @Input("FollowUpAcknowledgeInput")
  public record Acknowledge(
      @Id String followUpId,
      @io.smallrye.graphql.api.Nullable @Description("Not looked at when left out.")
          @Nullable Integer expectedVersion) {}

  @Input("FollowUpAssignInput")
  public record Assign(
      @Id String followUpId,
      @Id @Description("Somebody who works here and may see the account.") String employeeId,
      int expectedVersion) {}

  @Mutation("followUpAcknowledge")
  @Description(
      "Says: I have seen this and act on it. For employees who see the account; who is not its owner, and to whom it has not climbed, takes it on and is its owner from now on, and whoever had it is told by mail. WRONG_STATE when somebody has, unless it has come to you since.")
  @Transactional
  public FollowUpView followUpAcknowledge(Acknowledge input) {
    Viewer current = viewer.requireToChange();
    if (current.employeeId() == null) {
      throw Refused.forbidden("Only an employee can take this on; sign in as one.");
    }
    FollowUp followUp = cases.locked(input.followUpId());
    if (input.expectedVersion() != null) {
      Refused.unlessCurrent(input.expectedVersion(), followUp.version);
    }
    Instant now = clock.instant();
    handovers.takeOn(followUp, current.employeeId(), times.least(followUp, now), now);
    boolean cameToThem = steps.acknowledge(followUp.id, current.employeeId(), now);
    if (followUp.state == FollowUpState.OPEN || !cameToThem) {
      followUp.acknowledge(current.employeeId(), times.least(followUp, now), now);
    }
    return cases.saved(followUp);
  }

  @Mutation("followUpAssign")
  @Description(
      "Hands it to somebody who may see the account, or to whoever stands in for them while they are away; both are told by mail, unless they do it. Only who has it changes: it is due when it was, and what is overdue goes on climbing from whom it had come to, when it was going to. INVALID where they have it already, or are away and nobody stands in who may see it.")
  @Transactional
  public FollowUpView followUpAssign(Assign input) {
    Viewer current = viewer.requireToChange();
    FollowUp followUp = cases.locked(input.followUpId(), input.expectedVersion());
    followUp.requireOpen();
    Actors.Actor actor = cases.present("employeeId", input.employeeId(), followUp);
    Instant now = clock.instant();
    handovers.handOver(followUp, actor, current.employeeId(), times.least(followUp, now), now);
    return cases.shown(followUp);
  }
}
