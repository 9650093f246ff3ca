package io.keypulse.followup;

import io.keypulse.team.Actors;
import io.keypulse.wave.HoldKeeper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How a case begins, and begins again when the customer says that it is not mended, or more. */
@ApplicationScoped
class CaseStart {
  @Inject FollowUps followUps;
  @Inject FollowUpSteps steps;
  @Inject Appointments appointments;
  @Inject DueTimes times;
  @Inject Ladder ladder;
  @Inject HoldKeeper holds;
  @Inject CaseEnd ends;
  @Inject FollowUpMails mails;
  @Inject Proofs proofs;

  /** Gives it to whoever is responsible; its person is not asked anew meanwhile. */
  void open(Subjects.Subject about, Instant now) {
    FollowUp followUp = FollowUp.open(about, times.of(about.accountId(), now), now);
    List<Actors.Actor> turn = appointments.appoint(followUp);
    followUps.persistAndFlush(followUp);
    holds.openCase(followUp.contactId, followUp.holdKey(), now);
    appointments.tell(followUp, FollowUpTask.ACKNOWLEDGE, turn, now, followUp.acknowledgeDue);
  }

  /**
   * What is known of an answer while nobody has taken the case up may tell which aspect it is
   * about, and so make it somebody else's. What has climbed or was handed over stays there.
   */
  void learn(FollowUp followUp, Subjects.Subject about, Instant now) {
    Integer before = followUp.ownerId;
    isAbout(followUp, about);
    if (isUntouched(followUp)) {
      List<Actors.Actor> turn = appointments.appoint(followUp);
      if (!Objects.equals(before, followUp.ownerId)) {
        followUps.flush();
        appointments.tell(
            followUp, FollowUpTask.ACKNOWLEDGE, turn, before, now, followUp.acknowledgeDue);
      }
    }
  }

  /**
   * Its person has added to their answer, or corrected it. The owner is told; a case that was
   * resolved begins again where there is a sign that was not there before.
   */
  void hear(FollowUp followUp, Subjects.Subject about, Instant now) {
    boolean more = !Set.of(followUp.ruleIds).containsAll(List.of(about.rules()));
    if (followUp.isWaiting()) {
      learn(followUp, about, now);
      mails.news(followUp, now);
    } else if (more) {
      isAbout(followUp, about);
      beginAgain(followUp, now);
    }
  }

  /** Its person has corrected their answer, and nothing in it opens a case any more. */
  void hearNothing(FollowUp followUp, Instant now) {
    if (!followUp.isWaiting()) {
      return;
    }
    followUp.isAboutNothing();
    followUps.writeSubject(followUp);
    if (isUntouched(followUp) && !mails.areToldOf(followUp)) {
      ends.close(followUp, FollowUpState.UNPROVEN, now);
    } else {
      mails.news(followUp, now);
    }
  }

  private void isAbout(FollowUp followUp, Subjects.Subject about) {
    followUp.isAbout(about);
    followUps.writeSubject(followUp);
  }

  private boolean isUntouched(FollowUp followUp) {
    return followUp.state == FollowUpState.OPEN
        && followUp.acknowledgedAt == null
        && steps.of(List.of(followUp.id)).stream()
            .allMatch(step -> step.is(FollowUpSteps.Kind.RESPONSIBLE));
  }

  private void beginAgain(FollowUp followUp, Instant now) {
    proofs.supersede(followUp.id);
    holds.openCase(followUp.contactId, followUp.holdKey(), now);
    List<Actors.Actor> turn = appointments.appointAgain(followUp);
    followUp.reopen(times.of(followUp.accountId, now));
    followUps.flush();
    appointments.tell(followUp, FollowUpTask.ACKNOWLEDGE, turn, now, followUp.acknowledgeDue);
  }

  /** To the same person again, and the next above at once. */
  void reopen(FollowUp followUp, Instant now) {
    List<Actors.Actor> turn = appointments.appointAgain(followUp);
    followUp.reopen(times.of(followUp.accountId, now));
    followUps.flush();
    appointments.tell(followUp, FollowUpTask.RECOVER, turn, now, followUp.acknowledgeDue);
    ladder.up(followUp, FollowUpTask.RECOVER, now, followUp.nextClimbAt);
  }
}
