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
   * Its owner can do nothing about it any more, or does not lead the team any more as whose it was:
   * it is given to whoever is responsible by now. What has climbed stays with whom it has come to,
   * due when it was.
   *
   * @param leastTime the least that they have to act in where it has not climbed
   */
  void succeed(FollowUp followUp, Instant leastTime, Instant now) {
    int former = Objects.requireNonNull(followUp.ownerId);
    Actors.Actor gone = gone(followUp, former);
    List<Actors.Actor> turn = new ArrayList<>();
    turn.add(gone);
    untilSomebodyActs(responsible(followUp)).stream()
        .filter(actor -> actor.employeeId() != gone.employeeId() || actor.actingId() != null)
        .forEach(turn::add);
    Optional<Integer> above =
        WayUp.of(followUp, followUp.state.task(), steps.of(List.of(followUp.id)))
            .filter(WayUp::climbed)
            .map(WayUp::past);
    appoint(followUp, turn);
    above.ifPresent(followUp::isTurnOf);
    if (!Objects.equals(followUp.ownerId, former)) {
      if (above.isEmpty()) {
        followUp.isNotDueBefore(leastTime);
      }
      tell(followUp, followUp.state.task(), turn, former, now, followUp.dueAt);
      mails.movedAway(followUp, now);
    }
  }

  private Actors.Actor gone(FollowUp followUp, int former) {
    return actors
        .unable(former, followUp.teamId)
        .map(why -> new Actors.Actor(former, null, why))
        .orElseGet(
            () ->
                new Actors.Actor(
                    Objects.requireNonNullElse(followUp.managerId, former),
                    null,
                    Actors.Missing.NOT_SERVING));
  }

  /**
   * Its owner is away, or whoever they stand in for is here again. Nobody is given time to act in
   * twice, or a case would not climb as long as somebody comes and goes.
   *
   * @param leastTime the least to act in for whoever has not had what is due before
   */
  void pass(FollowUp followUp, Actors.Actor actor, Instant leastTime, Instant now) {
    Integer former = followUp.ownerId;
    int acting = Objects.requireNonNull(actor.actingId());
    followUp.passTo(actor.employeeId(), acting);
    if (!hasHad(acting, followUp)) {
      followUp.isNotDueBefore(leastTime);
    }
    tell(followUp, followUp.state.task(), List.of(actor), former, now, followUp.dueAt);
  }

  private boolean hasHad(int employee, FollowUp followUp) {
    return steps.of(List.of(followUp.id)).stream()
        .filter(step -> WayUp.isAbout(step, followUp, followUp.state.task()))
        .anyMatch(step -> Objects.equals(step.actingId(), employee));
  }

  /** The same person again, unless they had it as a lead that they have handed over. */
  List<Actors.Actor> appointAgain(FollowUp followUp) {
    List<Actors.Actor> same =
        lastGiven(followUp).stream()
            .filter(any -> followUp.managerId == null || leads(followUp, followUp.managerId))
            .flatMap(step -> actors.who(followUp.teamId, List.of(step.employeeId())).stream())
            .filter(actor -> actor.actingId() != null)
            .toList();
    return same.isEmpty() ? appoint(followUp) : appoint(followUp, same);
  }

  private List<Actors.Actor> appoint(FollowUp followUp, List<Actors.Actor> turn) {
    Optional<Actors.Actor> given =
        turn.isEmpty() ? Optional.empty() : Optional.of(turn.getLast()).filter(Actors.Actor::acts);
    followUp.isFor(
        given.map(Actors.Actor::employeeId).orElse(null),
        given.map(Actors.Actor::actingId).orElse(null),
        given.map(Actors.Actor::employeeId).filter(one -> leads(followUp, one)).orElse(null));
    return turn;
  }

  private boolean leads(FollowUp followUp, int employee) {
    return actors.lead(followUp.teamId).filter(lead -> lead == employee).isPresent();
  }

  /** Whoever does what is left to do about it: its owner, as long as they see it. */
  Optional<Integer> holder(FollowUp followUp) {
    return Optional.ofNullable(followUp.ownerId)
        .filter(owner -> actors.sees(owner, followUp.teamId))
        .or(
            () ->
                responsible(followUp).stream()
                    .filter(Actors.Actor::acts)
                    .findFirst()
                    .map(Actors.Actor::actingId));
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
      if (candidate.acts()) {
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
      boolean acts = actor.acts();
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
}
