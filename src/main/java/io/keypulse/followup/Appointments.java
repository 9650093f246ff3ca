package io.keypulse.followup;

import io.keypulse.team.Actors;
import io.keypulse.wave.WaveLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who is given a case: the first of those responsible who can act. Who is away without a stand-in
 * is passed over, and that stays readable.
 */
@ApplicationScoped
class Appointments {
  private static final Logger LOG = Logger.getLogger(Appointments.class);

  @Inject FollowUpSteps steps;
  @Inject FollowUpPolicies policies;
  @Inject FollowUpMails mails;
  @Inject Actors actors;
  @Inject WaveLog waves;

  /**
   * Makes whoever is responsible today its owner.
   *
   * @return those whose turn it was, the owner last; to be told
   */
  List<Actors.Actor> appoint(FollowUp followUp) {
    return appoint(followUp, untilSomebodyActs(responsible(followUp)));
  }

  /**
   * Its owner has left: it is given to whoever is responsible by now.
   *
   * @param leastTime the least that they have to act in
   */
  void succeed(FollowUp followUp, Instant leastTime, Instant now) {
    int gone = Objects.requireNonNull(followUp.ownerId);
    List<Actors.Actor> turn = new ArrayList<>();
    turn.add(new Actors.Actor(gone, null, Actors.Missing.LEFT));
    untilSomebodyActs(responsible(followUp)).stream()
        .filter(actor -> actor.employeeId() != gone || actor.actingId() != null)
        .forEach(turn::add);
    appoint(followUp, turn);
    followUp.goesOnAt(leastTime);
    tell(followUp, followUp.state.task(), turn, now, followUp.nextClimbAt);
  }

  /** The same person again, else whoever is responsible. */
  List<Actors.Actor> appointAgain(FollowUp followUp) {
    List<Actors.Actor> same =
        lastGiven(followUp).stream()
            .flatMap(step -> actors.who(followUp.teamId, List.of(step.employeeId())).stream())
            .filter(actor -> actor.actingId() != null)
            .toList();
    return same.isEmpty() ? appoint(followUp) : appoint(followUp, same);
  }

  private static List<Actors.Actor> appoint(FollowUp followUp, List<Actors.Actor> turn) {
    followUp.ownerId = turn.isEmpty() ? null : turn.getLast().actingId();
    return turn;
  }

  /** Whoever has the case since it was last given to somebody. */
  private Optional<FollowUpSteps.Step> lastGiven(FollowUp followUp) {
    return steps.of(List.of(followUp.id)).stream()
        .filter(step -> step.isTaken() && step.isGiven())
        .reduce((earlier, later) -> later);
  }

  private List<Actors.Actor> responsible(FollowUp followUp) {
    return actors.responsible(
        followUp.accountId,
        followUp.teamId,
        policies.function(followUp.aspect).orElse(null),
        waves.drawnOn(followUp.waveId));
  }

  private static List<Actors.Actor> untilSomebodyActs(List<Actors.Actor> candidates) {
    List<Actors.Actor> turn = new ArrayList<>();
    for (Actors.Actor candidate : candidates) {
      turn.add(candidate);
      if (candidate.actingId() != null) {
        break;
      }
    }
    return turn;
  }

  /** Writes down whose turn it was, and writes to the owner. */
  void tell(
      FollowUp followUp,
      FollowUpTask task,
      List<Actors.Actor> turn,
      Instant now,
      @Nullable Instant due) {
    tell(followUp, task, turn, null, now, due);
  }

  /**
   * Writes to whoever had it as well.
   *
   * @param former nobody where they know
   */
  void tell(
      FollowUp followUp,
      FollowUpTask task,
      List<Actors.Actor> turn,
      @Nullable Integer former,
      Instant now,
      @Nullable Instant due) {
    if (followUp.ownerId == null) {
      LOG.errorf("Follow-up %d has nobody responsible; import employees", followUp.id);
    }
    for (Actors.Actor actor : turn) {
      boolean acts = actor.actingId() != null;
      long step =
          steps.add(
              followUp,
              FollowUpSteps.Kind.RESPONSIBLE,
              task,
              0,
              actor,
              null,
              now,
              acts ? due : null);
      if (acts) {
        mails.aboutStep(followUp, step, now);
        if (former != null) {
          mails.movedOn(followUp, step, former, now);
        }
      }
    }
  }

  /**
   * To somebody who sees it, by hand.
   *
   * @param by who does it; nobody where it is no employee
   * @param leastTime the least that they have to act in
   */
  void handOver(
      FollowUp followUp, int employee, @Nullable Integer by, Instant leastTime, Instant now) {
    Integer former = followUp.ownerId;
    followUp.giveTo(employee, leastTime);
    long step =
        steps.add(
            followUp,
            FollowUpSteps.Kind.ASSIGNED,
            followUp.state.task(),
            0,
            new Actors.Actor(employee, employee, null),
            null,
            now,
            followUp.nextClimbAt);
    mails.aboutStep(followUp, step, now);
    if (former != null && former != employee && !former.equals(by)) {
      mails.movedOn(followUp, step, former, now);
    }
  }
}
