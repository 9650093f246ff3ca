package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Refused;
import io.keypulse.survey.Confidentiality;
import io.keypulse.wave.WaveLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * Writes down what an interviewer heard, as the page does for what a customer sends: whoever
 * reports it may see the account, and no more is asked of them.
 */
@ApplicationScoped
class Interviews {
  @Inject WaveLog waves;
  @Inject Inviter inviter;
  @Inject Recorder recorder;
  @Inject PhoneAttempts attempts;

  /**
   * The number of the invitation that is answered now.
   *
   * @throws Refused WRONG_STATE once the wave is closed, and where another answer is in; in
   *     confidence, where any is
   */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public long record(
      int waveId, int contactId, ResponseRecord said, int interviewerId, Instant now) {
    WaveLog.Facts wave =
        waves
            .facts(waveId)
            .filter(facts -> facts.open() && now.isBefore(facts.closesAt()))
            .orElseThrow(
                () -> Refused.wrongState("waveId", "This wave is closed; no answer counts."));
    AnswerGiven given = said.given(wave.aspects());
    Inviter.Invited who = inviter.called(waveId, contactId).orElseThrow();
    attempts.drawn(waveId, contactId).orElseThrow().requireKnown();
    switch (recorder.interview(who, given, interviewerId, wave.aspects(), now)) {
      case RECORDED ->
          attempts.add(waveId, contactId, PhoneOutcome.INTERVIEWED, null, null, interviewerId, now);
      case SAID_BEFORE -> refuseGuesses(wave);
      case TAKEN_BACK ->
          throw Refused.wrongState(
              "contactId", "This person took their answer back and is asked nothing any more.");
      default -> {
        refuseGuesses(wave);
        throw Refused.wrongState("contactId", "This person has answered already, and otherwise.");
      }
    }
    return who.invitationId();
  }

  /** Where nobody reads single answers nobody is told whether theirs was this one. */
  private static void refuseGuesses(WaveLog.Facts wave) {
    if (wave.confidentiality().kind() == Confidentiality.Kind.AGGREGATE) {
      throw Refused.wrongState("contactId", "This person has answered already.");
    }
  }

  /** Said on the telephone, and not to be asked again by mail; repeated, it changes nothing. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void settled(int waveId, int contactId, Instant now) {
    inviter.leaveInPeace(waveId, contactId, now);
  }
}
