package io.keypulse.invitation;

import static java.util.stream.Collectors.toSet;

import io.keypulse.account.DoNotAsk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/** What is done about mails that were not taken, in the transaction that writes it down. */
@ApplicationScoped
class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class);

  @Inject MailOutcomes outcomes;
  @Inject MailAttempts attempts;
  @Inject PolicyRefusals policies;
  @Inject WaitingMails waiting;
  @Inject DeliveryStops stops;
  @Inject Lanes lanes;
  @Inject DoNotAsk doNotAsk;
  @Inject InvitationConfig.Dispatch config;

  /**
   * @param accepted of the same moment
   */
  void record(List<DeliveryBooks.Delivered> delivered, List<Mails.Claimed> accepted, Instant now) {
    Set<Integer> taking = accepted.stream().map(Mails.Claimed::waveId).collect(toSet());
    for (DeliveryBooks.Delivered one : delivered) {
      if (written(one.mail(), one.outcome(), now)) {
        attempts.note(
            one.mail(), one.outcome().word().toUpperCase(Locale.ROOT), one.outcome().reason(), now);
        if (one.outcome() instanceof Outcome.PolicyRefused refused
            && !taking.contains(one.mail().waveId())) {
          stopWhereAllAreRefused(one.mail(), refused.reason(), now);
        }
      }
    }
  }

  /** False where it was taken, or this replica has lost it. */
  private boolean written(Mails.Claimed mail, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Outcome.Accepted _ -> false;
      case Outcome.Postponed postponed -> postpone(mail, postponed, now);
      case Outcome.AddressRefused refused -> {
        doNotAsk.refusedByServer(mail.email(), refused.reason(), now);
        yield outcomes.markFailed(mail, refused.reason());
      }
      case Outcome.PolicyRefused refused -> outcomes.markFailed(mail, refused.reason());
      case Outcome.ContentRefused refused -> refuse(mail, refused.reason(), now);
      case Outcome.Unsendable unsendable -> outcomes.markFailed(mail, unsendable.reason());
      case Outcome.Unknown unknown -> doubt(mail, Outcome.Unknown.MARK + unknown.reason(), now);
    };
  }

  private boolean postpone(Mails.Claimed mail, Outcome.Postponed postponed, Instant now) {
    Instant again = now.plus(pause(mail.attempts()));
    if (postponed.hung()) {
      lanes.pause(mail.domain(), now.plus(config.hangingPause()));
    }
    lanes.open(Set.of(mail.domain()), again);
    return outcomes.markDueAgain(mail, again, postponed.reason());
  }

  private Duration pause(int attemptsBefore) {
    List<Duration> pauses = config.retries();
    return pauses.get(Math.min(attemptsBefore, pauses.size() - 1));
  }

  /**
   * The first mail that is refused for what it says stops its wave; one that is refused again after
   * a person let the wave go on fails alone.
   */
  private boolean refuse(Mails.Claimed mail, String reason, Instant now) {
    if (mail.contentRefused()) {
      return outcomes.markFailed(mail, reason);
    }
    boolean marked = outcomes.markContentRefused(mail, reason);
    stop(mail.waveId(), reason, now);
    return marked;
  }

  /**
   * One refusal of policy is its reader's own; several in a row are about us. Those wait for a
   * person then, as what is refused for what it says.
   */
  private void stopWhereAllAreRefused(Mails.Claimed mail, String reason, Instant now) {
    policies
        .allRefusedSince(mail.waveId())
        .ifPresent(
            since -> {
              policies.hold(mail.waveId(), since);
              stop(mail.waveId(), reason, now);
            });
  }

  private void stop(int waveId, String reason, Instant now) {
    if (stops.stop(waveId, reason, now)) {
      waiting.hold(waveId);
      LOG.errorf(
          "Wave %d: the mail server refuses what we send (%s); nothing more leaves until waveDeliveryResume",
          waveId, reason);
    }
  }

  private boolean doubt(Mails.Claimed mail, String reason, Instant now) {
    if (mail.doubted()) {
      return outcomes.markFailed(mail, reason);
    }
    Instant again = now.plus(config.unknownPause());
    lanes.open(Set.of(mail.domain()), again);
    return outcomes.markUnknown(mail, again, reason);
  }
}
