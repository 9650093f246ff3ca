package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.team.Actors;
import io.keypulse.team.SponsorRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Each time a task is overdue, the next above in the real reporting line is told, to its top. Who
 * is away without a stand-in is passed over, and that stays readable.
 */
@ApplicationScoped
class Ladder {
  private static final Logger LOG = Logger.getLogger(Ladder.class);

  private static final int AT_ONCE = 500;

  @Inject ClimbingCases climbing;
  @Inject FollowUpSteps steps;
  @Inject Appointments appointments;
  @Inject DueTimes times;
  @Inject FollowUpMails mails;
  @Inject Actors actors;
  @Inject SponsorRegister sponsors;

  /** Where the next turn goes on, however many there are. */
  private volatile long seenAtTheTop;

  /** The cases that have to go a step up. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> overdue(Instant now) {
    return climbing.due(now, AT_ONCE);
  }

  /** The cases that nobody stands above any more, and of which nobody has done what is due. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> atTheTop() {
    List<Long> found = climbing.atTheTop(seenAtTheTop, AT_ONCE);
    seenAtTheTop = found.size() < AT_ONCE ? 0 : found.getLast();
    return found;
  }

  /**
   * It climbs on where somebody stands above by now who was not written down before, else it does
   * not wait for whoever is away.
   */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void goOn(long followUpId, Instant now) {
    climbing
        .atTheTop(followUpId)
        .ifPresent(
            followUp -> {
              if (next(followUp, followUp.state.task()).orElse(List.of()).isEmpty()) {
                standIn(followUp, now);
              } else {
                followUp.nextClimbAt = now;
              }
            });
  }

  /** Whom it has come to is away: whoever stands in has it meanwhile. */
  private void standIn(FollowUp followUp, Instant now) {
    FollowUpTask task = followUp.state.task();
    WayUp.of(followUp, task, steps.of(List.of(followUp.id)))
        .filter(way -> way.climbed() && !isHere(way.past(), followUp.teamId))
        .ifPresent(
            way -> {
              Actors.Actor actor = actors.who(followUp.teamId, List.of(way.from())).getFirst();
              if (way.isNewTo(actor)) {
                long step =
                    steps.add(
                        followUp,
                        FollowUpSteps.Kind.LINE,
                        task,
                        way.level() + 1,
                        actor,
                        null,
                        now,
                        null);
                followUp.turnId = actor.actingId();
                mails.aboutStep(followUp, step, now);
              }
            });
  }

  private boolean isHere(@Nullable Integer employee, int teamId) {
    return employee == null
        || Objects.equals(actors.who(teamId, List.of(employee)).getFirst().actingId(), employee);
  }

  /** One step up where the next task is overdue; false when it is not, or others are about it. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean climb(long followUpId, Instant now) {
    Optional<FollowUp> overdue = climbing.due(followUpId, now);
    overdue.ifPresent(
        followUp -> {
          Instant due = times.least(followUp, now);
          followUp.nextClimbAt =
              followUp.ownerId == null
                  ? find(followUp, now, due)
                  : up(followUp, followUp.state.task(), now, due);
        });
    return overdue.isPresent();
  }

  /** There was nobody when it was opened; there may be by now. */
  private Instant find(FollowUp followUp, Instant now, Instant due) {
    List<Actors.Actor> turn = appointments.appoint(followUp);
    if (followUp.ownerId != null) {
      followUp.isNotDueBefore(due);
      appointments.tell(followUp, followUp.state.task(), turn, now, due);
    }
    return due;
  }

  /** It goes on past whoever it has climbed to, who can do nothing about it any more. */
  void past(FollowUp followUp, Instant now) {
    FollowUpTask task = followUp.state.task();
    WayUp way = WayUp.of(followUp, task, steps.of(List.of(followUp.id))).orElseThrow();
    int gone = Objects.requireNonNull(way.past());
    Actors.Missing why = actors.unable(gone, followUp.teamId).orElse(Actors.Missing.NOT_SERVING);
    steps.add(
        followUp,
        FollowUpSteps.Kind.LINE,
        task,
        way.level() + 1,
        new Actors.Actor(gone, null, why),
        null,
        now,
        null);
    followUp.nextClimbAt = up(followUp, task, now, times.least(followUp, now));
    mails.movedAway(followUp, now);
  }

  /**
   * When it climbs again: never once it has come to the top; later where everybody above is missing
   * today, and comes back or is replaced.
   */
  @Nullable Instant up(FollowUp followUp, FollowUpTask task, Instant now, @Nullable Instant due) {
    Optional<List<WayUp.Rung>> next = next(followUp, task);
    if (next.isEmpty()) {
      return due;
    }
    List<WayUp.Rung> climb = next.get();
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
      if (rung.takesOver()) {
        followUp.turnId = rung.actor().actingId();
      }
      if (rung.isTold()) {
        mails.aboutStep(followUp, step, now);
      }
    }
    return due;
  }

  /** Whom the next climb tells, nobody where nobody is above; nothing where nobody has the case. */
  private Optional<List<WayUp.Rung>> next(FollowUp followUp, FollowUpTask task) {
    return WayUp.of(followUp, task, steps.of(List.of(followUp.id)))
        .map(
            way ->
                way
                    .climbs(
                        actors
                            .above(List.of(new Actors.Place(followUp.teamId, way.from())))
                            .getFirst(),
                        sponsors.current(followUp.accountId))
                    .stream()
                    .findFirst()
                    .orElse(List.of()));
  }
}
