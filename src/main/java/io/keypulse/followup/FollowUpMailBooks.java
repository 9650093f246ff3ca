package io.keypulse.followup;

import io.keypulse.invitation.Inviter;
import io.keypulse.invitation.Postman;
import io.keypulse.platform.AsSystem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/** The dispatcher's steps in the books, each its own committed transaction. */
@ApplicationScoped
@AsSystem
@Transactional(Transactional.TxType.REQUIRES_NEW)
class FollowUpMailBooks {
  private static final Logger LOG = Logger.getLogger(FollowUpMailBooks.class);

  /**
   * Marks the reasons of attempts whose outcome nobody can know; a mail has at most one of them.
   */
  private static final String UNKNOWN = "UNKNOWN: ";

  @Inject HeldCopy copy;
  @Inject FollowUpMailMoves mails;
  @Inject MailContents contents;
  @Inject ProofKeeper proofs;
  @Inject FollowUpConfig config;
  @Inject Inviter inviter;

  List<FollowUpMailMoves.Claimed> claim(Instant now) {
    if (copy.waits()) {
      return List.of();
    }
    mails.recover(now, now.plus(config.unknownPause()));
    return mails.claim(config.batch(), now, config.lease());
  }

  /**
   * A question whether it is mended may go to another address than the survey did: its own link
   * leads to the ways out, for the survey's leads to what was answered.
   */
  MailContents.Content content(FollowUpMailMoves.Claimed mail, Instant now) {
    MailContents.Content content = contents.of(mail.id(), now);
    if (content.proofKey() != null && content.hindrance() == null) {
      inviter.openWaysOut(content.invitationId(), content.proofKey());
    }
    return content;
  }

  /** A customer who is not to be asked whether it is mended has no time to answer in either. */
  void skip(FollowUpMailMoves.Claimed mail, MailContents.Content content, Instant now) {
    String hindrance = Objects.requireNonNull(content.hindrance());
    if (mails.skip(mail, hindrance) && !hindrance.equals(MailContents.OUTDATED)) {
      notAsked(content, hindrance, now);
    }
  }

  private void notAsked(MailContents.Content content, String hindrance, Instant now) {
    if (content.proofKey() != null) {
      proofs.couldNotAsk(content.followUpId(), hindrance, now);
    }
  }

  void unwritable(
      FollowUpMailMoves.Claimed mail,
      MailContents.Content content,
      RuntimeException fault,
      Instant now) {
    if (mails.markUnwritable(mail, "UNWRITABLE " + fault.getClass().getSimpleName())) {
      notAsked(content, "UNWRITABLE", now);
    }
  }

  /**
   * Committed before the socket opens; false when the lease was lost, or when its customer is not
   * to be asked so any more: what has changed since is claimed anew.
   */
  boolean start(FollowUpMailMoves.Claimed mail, MailContents.Content content, Instant now) {
    if (content.proofKey() != null && !contents.of(mail.id(), now).equals(content)) {
      mails.giveBack(mail);
      return false;
    }
    return mails.start(mail, content.version(), now.plus(config.lease()));
  }

  void record(
      FollowUpMailMoves.Claimed mail,
      MailContents.Content content,
      Postman.Reply outcome,
      Instant now) {
    switch (outcome.result()) {
      case ACCEPTED -> mails.markSent(mail, now);
      case POSTPONED ->
          mails.markDueAgain(mail, now.plus(pause(mail.attempts())), outcome.reason());
      case ADDRESS_REFUSED, CONTENT_REFUSED -> {
        LOG.errorf("Mail %d about a follow-up was refused: %s", mail.id(), outcome.reason());
        if (mails.markFailed(mail, outcome.reason())) {
          notAsked(content, outcome.result().name(), now);
        }
      }
      case UNKNOWN -> {
        String reason = UNKNOWN + outcome.reason();
        if (mail.doubted()) {
          mails.markFailed(mail, reason);
        } else {
          mails.markUnknown(mail, now.plus(config.unknownPause()), reason);
        }
      }
    }
  }

  private Duration pause(int attemptsBefore) {
    List<Duration> pauses = config.retries();
    return pauses.get(Math.min(attemptsBefore, pauses.size() - 1));
  }
}
