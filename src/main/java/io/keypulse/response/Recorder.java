package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** The door of the response room: records an answer once, in the transaction of its caller. */
@ApplicationScoped
public class Recorder {
  @Inject Inviter inviter;
  @Inject Answers answers;
  @Inject Event<Answered> answered;

  public enum Outcome {
    RECORDED,
    SAID_BEFORE,
    SAID_OTHERWISE_BEFORE
  }

  public Outcome record(Inviter.Invited who, AnswerGiven given, List<Aspect> aspects, Instant now) {
    if (!inviter.markAnswered(who.invitationId(), now)) {
      boolean same = answers.findById(who.invitationId()).says(given, aspects);
      return same ? Outcome.SAID_BEFORE : Outcome.SAID_OTHERWISE_BEFORE;
    }
    answers.persistAndFlush(Answer.of(who, given, aspects, now));
    answered.fire(
        new Answered(
            who.invitationId(), who.waveId(), who.accountId(), who.teamId(), given.overall(), now));
    return Outcome.RECORDED;
  }
}
