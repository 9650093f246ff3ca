package io.keypulse.followup;

import io.keypulse.platform.Refused;
import io.keypulse.team.Actors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How people here give a case to somebody, or take it on. */
@ApplicationScoped
class Handovers {
  @Inject FollowUpSteps steps;
  @Inject FollowUpMails mails;

  /**
   * To somebody who sees it, or stands in for them, by hand.
   *
   * @param by who does it; nobody where it is no employee
   * @param leastTime the least to act in where nobody had it
   */
  void handOver(
      FollowUp followUp, Actors.Actor actor, @Nullable Integer by, Instant leastTime, Instant now) {
    Integer former = followUp.ownerId;
    int acting = Objects.requireNonNull(actor.actingId());
    if (former == null) {
      followUp.isNotDueBefore(leastTime);
    } else if (former == acting) {
      throw Refused.invalid(
          "employeeId",
          "They have it already: see to what is due, or choose somebody else to hand it to.");
    }
    followUp.giveTo(actor.employeeId(), acting);
    long step =
        steps.add(
            followUp,
            FollowUpSteps.Kind.ASSIGNED,
            followUp.state.task(),
            0,
            actor,
            null,
            now,
            followUp.dueAt);
    followUp.turnId =
        WayUp.of(followUp, followUp.state.task(), steps.of(List.of(followUp.id)))
            .map(WayUp::past)
            .orElse(acting);
    if (!Objects.equals(by, acting)) {
      mails.aboutStep(followUp, step, now);
    }
    if (former != null && !former.equals(by)) {
      mails.movedOn(followUp, step, former, now);
    }
  }

  /**
   * Nobody who does not answer for a case stops its clock for whoever does: who acknowledges what
   * has not come to them has it from now on.
   *
   * @param by nobody where it is no employee
   */
  void takeOn(FollowUp followUp, @Nullable Integer by, Instant leastTime, Instant now) {
    if (by != null && followUp.state == FollowUpState.OPEN && !hasComeTo(by, followUp)) {
      handOver(followUp, new Actors.Actor(by, by, null), by, leastTime, now);
      steps.acknowledge(followUp.id, by, now);
    }
  }

  private boolean hasComeTo(int employee, FollowUp followUp) {
    return Objects.equals(followUp.ownerId, employee)
        || steps.of(List.of(followUp.id)).stream()
            .filter(step -> step.is(FollowUpSteps.Kind.LINE))
            .filter(step -> step.round() == followUp.round)
            .anyMatch(step -> Objects.equals(step.actingId(), employee));
  }
}
