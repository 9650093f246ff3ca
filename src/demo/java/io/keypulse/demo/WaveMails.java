package io.keypulse.demo;

import io.keypulse.invitation.Inviter;
import io.keypulse.platform.AsSystem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Which mails of the inbox ask on behalf of a wave. */
@ApplicationScoped
class WaveMails {
  @Inject Inbox inbox;
  @Inject Inviter inviter;

  /** The newest whose reader has not answered. */
  @AsSystem
  @Transactional
  public Optional<Long> unanswered(int waveId) {
    return inbox.ids().stream()
        .filter(
            id -> invited(id).filter(who -> who.waveId() == waveId && !who.answered()).isPresent())
        .findFirst();
  }

  @AsSystem
  @Transactional
  public boolean isOf(long mailId, int waveId) {
    return invited(mailId).filter(who -> who.waveId() == waveId).isPresent();
  }

  private Optional<Inviter.Invited> invited(long mailId) {
    return inbox
        .mail(mailId)
        .flatMap(ReceivedMail::answerPath)
        .flatMap(path -> inviter.byToken(path.substring(ReceivedMail.ANSWER_PAGE.length())));
  }
}
