package io.keypulse.followup;

import io.keypulse.team.Actors;
import io.keypulse.wave.HoldKeeper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** How a case begins, and begins again when the customer says that it is not mended. */
@ApplicationScoped
class CaseStart {
  @Inject FollowUps followUps;
  @Inject FollowUpSteps steps;
  @Inject Appointments appointments;
  @Inject DueTimes times;
  @Inject Ladder ladder;
  @Inject HoldKeeper holds;

  /** Gives it to whoever is responsible; its person is not asked anew meanwhile. */
  void open(FollowUps.Subject about, Instant now) {
    FollowUp followUp = FollowUp.open(about, times.of(about.accountId(), now), now);
    List<Actors.Actor> turn = appointments.appoint(followUp);
    followUps.persistAndFlush(followUp);
    holds.openCase(followUp.contactId, followUp.holdKey(), now);
    appointments.tell(followUp, FollowUpTask.ACKNOWLEDGE, turn, now, followUp.acknowledgeDue);
  }

  /**
   * What somebody adds to their answer while nobody has taken the case up may tell which aspect it
   * is about, and so make it somebody else's. What has climbed or was handed over stays there.
   */
  void learn(FollowUp followUp, FollowUps.Subject about, Instant now) {
    if (followUp.state != FollowUpState.OPEN
        || followUp.acknowledgedAt != null
        || !steps.of(List.of(followUp.id)).stream()
            .allMatch(step -> step.is(FollowUpSteps.Kind.RESPONSIBLE))) {
      return;
    }
    Integer before = followUp.ownerId;
    followUp.isAbout(about);
    followUps.writeSubject(followUp);
    List<Actors.Actor> turn = appointments.appoint(followUp);
    if (!Objects.equals(before, followUp.ownerId)) {
      followUps.flush();
      appointments.tell(
          followUp, FollowUpTask.ACKNOWLEDGE, turn, before, now, followUp.acknowledgeDue);
    }
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
