package io.keypulse.followup;

import io.keypulse.platform.ByItself;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Once per tick in the whole cluster: give on what somebody had who can do nothing about it any
 * more, let others stand in for who is away and give back what they had, climb where something is
 * overdue, tell of late actions, end waiting for proof.
 */
@ApplicationScoped
class FollowUpTick {
  private static final Logger LOG = Logger.getLogger(FollowUpTick.class);

  @Inject HeldCopy copy;
  @Inject StrandedCases stranded;
  @Inject StrandedActions strandedActions;
  @Inject AwayOwners away;
  @Inject LostClimbs lost;
  @Inject Ladder ladder;
  @Inject ProofKeeper keeper;
  @Inject LateActions actions;
  @Inject InstantSource clock;

  @Scheduled(every = "{keypulse.followup.tick}", identity = "follow-ups")
  void tick() {
    turn(clock.instant());
  }

  /**
   * Each case by itself: what goes wrong with one is tried again at the next tick. In a copy that
   * waits for a person nothing moves.
   */
  void turn(Instant now) {
    if (copy.waits()) {
      return;
    }
    for (long id : stranded.waiting()) {
      ByItself.run(LOG, "Follow-up " + id, () -> stranded.giveOn(id, now));
    }
    for (long id : away.lent()) {
      ByItself.run(LOG, "Follow-up " + id, () -> away.giveBack(id, now));
    }
    for (long id : away.waiting()) {
      ByItself.run(LOG, "Follow-up " + id, () -> away.standIn(id, now));
    }
    for (long id : lost.waiting(now)) {
      ByItself.run(LOG, "Follow-up " + id, () -> lost.goOn(id, now));
    }
    for (long id : ladder.overdue(now)) {
      ByItself.run(LOG, "Follow-up " + id, () -> ladder.climb(id, now));
    }
    for (long id : ladder.atTheTop()) {
      ByItself.run(LOG, "Follow-up " + id, () -> ladder.goOn(id, now));
    }
    for (long id : strandedActions.waiting()) {
      ByItself.run(LOG, "Action " + id, () -> strandedActions.giveOn(id, now));
    }
    ByItself.run(LOG, "Telling of late actions", () -> actions.tell(now));
    for (long id : keeper.expired(now)) {
      ByItself.run(LOG, "The proof of follow-up " + id, () -> keeper.expire(id, now));
    }
  }
}
