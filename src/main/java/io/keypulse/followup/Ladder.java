package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.team.Actors;
import io.keypulse.team.SponsorRegister;
import io.keypulse.wave.HoldKeeper;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: the person responsible first, then, each time a task is overdue, the next above
 * in the real reporting line, to its top. Who is away without a stand-in is passed over, and that
 * stays readable.
 */
@ApplicationScoped
class Ladder {
  private static final Logger LOG = Logger.getLogger(Ladder.class);

  private static final int AT_ONCE = 500;

  @Inject FollowUps followUps;
  @Inject FollowUpSteps steps;
  @Inject FollowUpPolicies policies;
  @Inject Calendars calendars;
  @Inject FollowUpMails mails;
  @Inject Actors actors;
  @Inject SponsorRegister sponsors;
  @Inject WaveLog waves;
  @Inject HoldKeeper holds;

  /** From the policy and the business hours of today. */
  FollowUp.Deadlines deadlines(int accountId, Instant now) {
    FollowUpPolicies.Policy policy = policies.current();
    BusinessTime time = time(accountId, now);
    return new FollowUp.Deadlines(
        time.afterHours(now, policy.acknowledgeHours()),
        time.afterHours(now, policy.contactHours()),
        time.afterDays(now, policy.resolveDays()));
  }

  /** The least that anybody has to act in. */
  Instant leastTime(FollowUp followUp, Instant now) {
    return time(followUp.accountId, now).afterHours(now, policies.current().climbHours());
  }

  /**
   * Opens a case and gives it to whoever is responsible; its person is not asked anew meanwhile.
   */
  void open(FollowUps.Subject about, Instant now) {
    FollowUp followUp = FollowUp.open(about, deadlines(about.accountId(), now), now);
    List<Actors.Actor> turn = untilSomebodyActs(responsible(followUp));
    appoint(followUp, turn);
    followUps.persistAndFlush(followUp);
    holds.openCase(followUp.contactId, followUp.holdKey(), now);
    tell(followUp, FollowUpTask.ACKNOWLEDGE, turn, now, followUp.acknowledgeDue);
  }

  /**
   * What somebody adds to their answer while nobody has taken the case up may tell which aspect it
   * is about, and so make it somebody else's. What has climbed or was handed over stays there.
   */
  void learn(FollowUp followUp, FollowUps.Subject about, Instant now) {
    if (followUp.state != FollowUpState.OPEN
        || followUp.acknowledgedAt != null
        || !steps.of(List.of(followUp.id)).stream()
            .allMatch(step -> step.is(FollowUpSteps.Kind.RESPONSIBLE))) {
      return;
    }
    Integer before = followUp.ownerId;
    followUp.isAbout(about);
    followUps.writeSubject(followUp);
    List<Actors.Actor> turn = untilSomebodyActs(responsible(followUp));
    appoint(followUp, turn);
    if (!Objects.equals(before, followUp.ownerId)) {
      followUps.flush();
      tell(followUp, FollowUpTask.ACKNOWLEDGE, turn, now, followUp.acknowledgeDue);
    }
  }

  /** The customer says that it is not mended: the same person again, and the next above at once. */
  void reopen(FollowUp followUp, Instant now) {
    List<Actors.Actor> turn = new ArrayList<>();
    anchor(followUp)
        .ifPresent(
            step ->
                turn.addAll(
                    actors.who(followUp.teamId, List.of(step.employeeId())).stream()
                        .filter(actor -> actor.actingId() != null)
                        .toList()));
    if (turn.isEmpty()) {
      turn.addAll(untilSomebodyActs(responsible(followUp)));
    }
    followUp.reopen(deadlines(followUp.accountId, now));
    appoint(followUp, turn);
    followUps.flush();
    tell(followUp, FollowUpTask.RECOVER, turn, now, followUp.acknowledgeDue);
    up(followUp, FollowUpTask.RECOVER, now, followUp.nextClimbAt);
  }

  /** Hands a case to somebody who sees it. */
  void assign(FollowUp followUp, int employee, Instant now) {
    followUp.giveTo(employee, leastTime(followUp, now));
    Actors.Actor actor = new Actors.Actor(employee, employee, null);
    long step =
        steps.add(
            followUp,
            FollowUpSteps.Kind.ASSIGNED,
            followUp.state.task(),
            0,
            actor,
            null,
            now,
            followUp.nextClimbAt);
    mails.aboutStep(followUp, step, now);
  }

  /** The cases that have to go a step up. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> overdue(Instant now) {
    return followUps.climbing(now, AT_ONCE);
  }

  /** One step up where the next task is overdue; false when it is not, or others are about it. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean climb(long followUpId, Instant now) {
    Optional<FollowUp> overdue = followUps.climbing(followUpId, now);
    overdue.ifPresent(
        followUp -> {
          Instant due = leastTime(followUp, now);
          followUp.nextClimbAt =
              followUp.ownerId == null
                  ? find(followUp, now, due)
                  : up(followUp, followUp.state.task(), now, due);
        });
    return overdue.isPresent();
  }

  /** There was nobody when it was opened; there may be by now. */
  private Instant find(FollowUp followUp, Instant now, Instant due) {
    List<Actors.Actor> turn = untilSomebodyActs(responsible(followUp));
    appoint(followUp, turn);
    if (followUp.ownerId != null) {
      tell(followUp, followUp.state.task(), turn, now, due);
    }
    return due;
  }

  /**
   * When it climbs again: never once it has come to the top; later where everybody above is missing
   * today, and comes back or is replaced.
   */
  private @Nullable Instant up(
      FollowUp followUp, FollowUpTask task, Instant now, @Nullable Instant due) {
    Optional<WayUp> way = WayUp.of(followUp, task, steps.of(List.of(followUp.id)));
    if (way.isEmpty()) {
      return due;
    }
    List<WayUp.Rung> climb =
        way
            .get()
            .climbs(
                actors
                    .above(List.of(new Actors.Place(followUp.teamId, way.get().from())))
                    .getFirst(),
                sponsors.current(followUp.accountId))
            .stream()
            .findFirst()
            .orElse(List.of());
    if (climb.stream().noneMatch(WayUp.Rung::takesOver)) {
      LOG.errorf("Follow-up %d: %s is overdue and nobody above is there", followUp.id, task);
      return climb.isEmpty() ? null : due;
    }
    for (WayUp.Rung rung : climb) {
      long step =
          steps.add(
              followUp,
              rung.kind(),
              task,
              rung.level(),
              rung.actor(),
              rung.past(),
              now,
              rung.takesOver() ? due : null);
      if (rung.isTold()) {
        mails.aboutStep(followUp, step, now);
      }
    }
    return due;
  }

  /** Whoever has the case since it was last given to somebody. */
  private Optional<FollowUpSteps.Step> anchor(FollowUp followUp) {
    return steps.of(List.of(followUp.id)).stream()
        .filter(step -> step.isTaken() && step.isGiven())
        .reduce((earlier, later) -> later);
  }

  private List<Actors.Actor> responsible(FollowUp followUp) {
    LocalDate drawnOn =
        waves
            .wave(followUp.waveId)
            .map(WaveView::openedAt)
            .map(at -> at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate())
            .orElseThrow();
    return actors.responsible(
        followUp.accountId,
        followUp.teamId,
        policies.function(followUp.aspect).orElse(null),
        drawnOn);
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

  private static void appoint(FollowUp followUp, List<Actors.Actor> turn) {
    followUp.ownerId = turn.isEmpty() ? null : turn.getLast().actingId();
  }

  private void tell(
      FollowUp followUp,
      FollowUpTask task,
      List<Actors.Actor> turn,
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
      }
    }
  }

  private BusinessTime time(int accountId, Instant now) {
    return calendars.ofAccount(accountId, LocalDate.ofInstant(now, ZoneOffset.UTC));
  }
}
