package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The door of the response room: records an answer once, in the transaction of its caller. */
@ApplicationScoped
public class Recorder {
  @Inject Inviter inviter;
  @Inject Answers answers;
  @Inject Event<Answered> answered;
  @Inject Event<AnswerRevised> revised;

  public enum Outcome {
    RECORDED,
    /** What it adds or corrects is kept, and what was there before as a version. */
    REVISED,
    SAID_BEFORE,
    /** Another overall answer is there, and that one counts. */
    SAID_OTHERWISE_BEFORE,
    /** There was an answer, and its person wants it to be gone. */
    TAKEN_BACK
  }

  /** What this person has said so far. */
  @Transactional
  Optional<AnswerGiven> said(Inviter.Invited who) {
    return who.answered()
        ? answers.said(who.invitationId()).map(Answers.Said::given)
        : Optional.empty();
  }

  /** As {@link #said}; nobody else adds to it until the transaction ends. */
  Optional<AnswerGiven> saidLocked(Inviter.Invited who) {
    return who.answered() ? locked(who) : Optional.empty();
  }

  /** What counts, whoever was first. */
  Optional<AnswerGiven> locked(Inviter.Invited who) {
    return answers.locked(who.invitationId()).map(Answers.Said::given);
  }

  /** Through the link in the mail. */
  public Outcome record(
      Inviter.Invited who, AnswerGiven given, AnsweredBy by, List<Aspect> aspects, Instant now) {
    boolean first = inviter.markAnswered(who.invitationId(), now);
    if (first && add(who, given, by, aspects, now)) {
      return Outcome.RECORDED;
    }
    Optional<AnswerGiven> there = locked(who);
    if (there.isEmpty()) {
      return Outcome.TAKEN_BACK;
    }
    AnswerGiven before = there.get();
    if (before.overall() != given.overall()) {
      return Outcome.SAID_OTHERWISE_BEFORE;
    }
    if (before.equals(given)) {
      return Outcome.SAID_BEFORE;
    }
    answers.revise(who.invitationId(), given, by.seconds(), aspects, now);
    revised.fire(
        new AnswerRevised(who.invitationId(), who.waveId(), who.accountId(), who.teamId(), now));
    return Outcome.REVISED;
  }

  /**
   * Told on the telephone. It proves nothing about the mail; and what somebody said before is not
   * revised so.
   */
  Outcome interview(
      Inviter.Invited who,
      AnswerGiven given,
      int interviewerId,
      List<Aspect> aspects,
      Instant now) {
    AnsweredBy by = AnsweredBy.interviewer(interviewerId);
    boolean first = inviter.markInterviewed(who.invitationId(), now);
    if (first && add(who, given, by, aspects, now)) {
      return Outcome.RECORDED;
    }
    return locked(who)
        .map(before -> before.equals(given) ? Outcome.SAID_BEFORE : Outcome.SAID_OTHERWISE_BEFORE)
        .orElse(Outcome.TAKEN_BACK);
  }

  private boolean add(
      Inviter.Invited who, AnswerGiven given, AnsweredBy by, List<Aspect> aspects, Instant now) {
    boolean added = answers.add(who, given, by, aspects, now);
    if (added) {
      answered.fire(
          new Answered(
              who.invitationId(),
              who.waveId(),
              who.accountId(),
              who.teamId(),
              given.overall(),
              now));
    }
    return added;
  }
}
