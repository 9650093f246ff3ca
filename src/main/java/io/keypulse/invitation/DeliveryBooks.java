package io.keypulse.invitation;

import io.keypulse.account.DoNotAsk;
import io.keypulse.platform.AsSystem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The dispatcher's steps in the books, each its own committed transaction. */
@ApplicationScoped
@AsSystem
@Transactional(Transactional.TxType.REQUIRES_NEW)
class DeliveryBooks {
  /**
   * Marks the reasons of attempts whose outcome nobody can know; a mail has at most one of them.
   */
  private static final String UNKNOWN = "UNKNOWN: ";

  @Inject Invitations invitations;
  @Inject DoNotAsk doNotAsk;
  @Inject InvitationConfig.Dispatch config;

  /** Takes back what replicas that disappeared had in their hands. */
  void recover(Instant now) {
    invitations.releaseUnstarted(now);
    invitations.doubtStarted(now, now.plus(config.unknownPause()));
  }

  List<Invitations.Claimed> claim(Instant now) {
    return invitations.claim(config.batch(), now, config.lease());
  }

  /** True when the mail may go out now; it is committed as started before its socket opens. */
  boolean start(Invitations.Claimed mail, Instant now) {
    boolean started = invitations.start(mail, now.plus(config.lease()));
    if (!started) {
      invitations.skipOutdated(mail);
    }
    return started;
  }

  void record(Invitations.Claimed mail, Delivery delivery, Instant now) {
    switch (delivery) {
      case Delivery.Accepted accepted -> invitations.markSent(mail, now);
      case Delivery.Postponed postponed ->
          invitations.markDueAgain(
              mail, now.plus(pause(mail.attempts())), reason(mail, postponed.reason()));
      case Delivery.AddressRefused refused -> {
        invitations.markFailed(mail, refused.reason());
        doNotAsk.refusedByServer(mail.email(), refused.reason(), now);
      }
      case Delivery.ContentRefused refused -> invitations.markFailed(mail, refused.reason());
      case Delivery.Unknown unknown -> {
        String reason = UNKNOWN + unknown.reason();
        if (mail.repeated()) {
          invitations.markFailed(mail, reason);
        } else {
          invitations.markUnknown(mail, now.plus(config.unknownPause()), reason);
        }
      }
    }
  }

  private static String reason(Invitations.Claimed mail, String reason) {
    return mail.repeated() ? UNKNOWN + "then " + reason : reason;
  }

  private Duration pause(int attemptsBefore) {
    List<Duration> pauses = config.retries();
    return pauses.get(Math.min(attemptsBefore, pauses.size() - 1));
  }
}
