package io.keypulse.invitation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.keypulse.platform.AsSystem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The dispatcher's steps in the books, each its own committed transaction. */
@ApplicationScoped
@AsSystem
@Transactional(Transactional.TxType.REQUIRES_NEW)
class DeliveryBooks {
  private static final String OUTCOMES = "keypulse.mail.outcomes";

  @Inject Mails mails;
  @Inject MailOutcomes outcomes;
  @Inject Departures departures;
  @Inject WaitingMails waiting;
  @Inject NewLinks newLinks;
  @Inject Refusals refusals;
  @Inject Lanes lanes;
  @Inject LaneTurns turns;
  @Inject SendHours hours;
  @Inject MeterRegistry metrics;
  @Inject InvitationConfig.Dispatch config;

  /**
   * What one look at the lanes brought.
   *
   * @param mails to be sent now
   * @param moved whether there was anything to do at all
   */
  record Catch(List<Mails.Claimed> mails, boolean moved) {}

  /** Takes back what replicas that disappeared had in their hands, and what was held and may go. */
  void recover(Instant now) {
    waiting.releaseUnstarted(now);
    waiting.doubtStarted(now, now.plus(config.unknownPause()));
    waiting.releaseHeld();
    lanes.openForgotten(now);
  }

  Catch claim(int most, Instant now, Pace pace) {
    int allowed = turns.allowance(most, now, pace);
    List<Lanes.Lane> worth = allowed == 0 ? List.of() : lanes.worthLooking(allowed, now, pace);
    if (worth.isEmpty()) {
      return new Catch(List.of(), false);
    }
    List<Mails.Claimed> moved =
        mails.claim(
            worth.stream().filter(lane -> lane.room() > 0).toList(),
            pace,
            allowed,
            now,
            config.lease());
    lanes.openNew(
        moved.stream().filter(Mails.Claimed::waitsElsewhere).map(Mails.Claimed::domain).toList(),
        now);
    List<Mails.Claimed> claimed = moved.stream().filter(Mails.Claimed::isClaimed).toList();
    newLinks.keep(claimed);
    List<Mails.Claimed> sendable = withinTheirHours(claimed, now);
    lanes.looked(worth, sendable, now, pace);
    turns.spend(sendable.size(), now, pace);
    return new Catch(sendable, !moved.isEmpty());
  }

  private List<Mails.Claimed> withinTheirHours(List<Mails.Claimed> claimed, Instant now) {
    List<Instant> suiting =
        hours.next(
            claimed.stream()
                .map(
                    mail ->
                        new SendHours.Reader(mail.programId(), mail.accountId(), mail.timeZone()))
                .toList(),
            now);
    List<Mails.Claimed> sendable = new ArrayList<>();
    List<Mails.Claimed> early = new ArrayList<>();
    List<Instant> later = new ArrayList<>();
    for (int place = 0; place < claimed.size(); place++) {
      if (suiting.get(place).isAfter(now)) {
        early.add(claimed.get(place));
        later.add(suiting.get(place));
      } else {
        sendable.add(claimed.get(place));
      }
    }
    if (!early.isEmpty()) {
      mails.giveBack(early, later);
    }
    return sendable;
  }

  /** What became of a mail that had started. */
  record Delivered(Mails.Claimed mail, Outcome outcome) {}

  /**
   * What workers are about to do and have done; committed before any of these mails opens its
   * socket.
   *
   * @return the mails that may go out now
   */
  Set<Long> write(List<Mails.Claimed> starting, List<Delivered> delivered, Instant now) {
    turns.hold(
        Stream.concat(
                starting.stream().filter(Mails.Claimed::isPaced),
                delivered.stream()
                    .filter(one -> !(one.outcome() instanceof Outcome.Accepted))
                    .map(Delivered::mail))
            .map(Mails.Claimed::domain)
            .collect(toSet()));
    List<Mails.Claimed> accepted = accepted(delivered);
    refusals.record(delivered, accepted, now);
    Set<Long> started =
        departures.write(accepted, turns.takeTurns(starting, now), now, now.plus(config.lease()));
    List<Mails.Claimed> unstarted =
        starting.stream().filter(mail -> !started.contains(mail.id())).toList();
    if (!unstarted.isEmpty()) {
      release(unstarted, now);
    }
    delivered.stream()
        .collect(groupingBy(one -> one.outcome().word(), counting()))
        .forEach(this::count);
    return started;
  }

  private static List<Mails.Claimed> accepted(List<Delivered> delivered) {
    return delivered.stream()
        .filter(one -> one.outcome() instanceof Outcome.Accepted)
        .map(Delivered::mail)
        .toList();
  }

  /** These have not started and do not now: somebody will claim them again. */
  void giveBack(List<Mails.Claimed> unstarted, Instant now) {
    release(unstarted, now);
  }

  /** In the transaction at hand; calls of this class's other methods begin one of their own. */
  private void release(List<Mails.Claimed> unstarted, Instant now) {
    lanes.open(unstarted.stream().map(Mails.Claimed::domain).toList(), now);
    mails.giveBack(unstarted, Collections.nCopies(unstarted.size(), now));
  }

  void unwritable(Mails.Claimed mail, RuntimeException fault) {
    outcomes.markUnwritable(mail, "UNWRITABLE " + fault.getClass().getSimpleName());
    count(Outcome.UNWRITABLE, 1);
  }

  boolean anyOpensBy(Instant moment) {
    return lanes.anyOpensBy(moment);
  }

  private void count(String outcome, long times) {
    metrics.counter(OUTCOMES, "outcome", outcome).increment((double) times);
  }
}
