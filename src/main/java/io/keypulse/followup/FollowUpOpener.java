package io.keypulse.followup;

import io.keypulse.analysis.VerdictTurns;
import io.keypulse.invitation.Inviter;
import io.keypulse.response.AnswerRevised;
import io.keypulse.response.Answered;
import io.keypulse.wave.WaveClosed;
import io.keypulse.wave.WaveDrawn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens cases in the transaction that records the answer, or that ends the wave in silence. */
@ApplicationScoped
class FollowUpOpener {
  @Inject FollowUps followUps;
  @Inject Subjects subjects;
  @Inject CaseStart cases;
  @Inject WorkLog work;
  @Inject Inviter inviter;
  @Inject VerdictTurns turns;

  void open(@Observes Answered answer) {
    Set<Long> asked = new LinkedHashSet<>(List.of(answer.invitationId()));
    List<Long> turning = turns.since(answer.invitationId(), answer.overall());
    asked.addAll(turning);
    asked.forEach(one -> open(one, turning.contains(one), answer.at()));
  }

  /** Aspects, and a wish to be called, often come with the second page. */
  void open(@Observes AnswerRevised answer) {
    long invitation = answer.invitationId();
    subjects
        .ofAnswer(invitation, turns.byAnswer(invitation))
        .ifPresentOrElse(
            about ->
                known(about)
                    .ifPresentOrElse(
                        known -> cases.hear(known, about, answer.at()),
                        () -> cases.open(about, answer.at())),
            () ->
                followUps
                    .lockedOf(invitation)
                    .ifPresent(known -> cases.hearNothing(known, answer.at())));
  }

  private void open(long invitationId, boolean turning, Instant at) {
    subjects
        .ofAnswer(invitationId, turning)
        .ifPresent(
            about ->
                known(about)
                    .ifPresentOrElse(
                        known -> cases.learn(known, about, at), () -> cases.open(about, at)));
  }

  /** The case that there is, once nobody else is opening one. */
  private Optional<FollowUp> known(Subjects.Subject about) {
    followUps.answeredLocked(about.invitationId());
    return followUps.locked(about.contactId(), about.waveId());
  }

  void open(@Observes WaveClosed wave) {
    subjects.ofSilence(wave.waveId()).stream()
        .filter(about -> !followUps.answeredLocked(about.invitationId()))
        .forEach(about -> cases.open(about, wave.at()));
  }

  /** What was done about somebody's last answer stands above their next question. */
  void sayWhatWasDone(@Observes WaveDrawn wave) {
    inviter.openWith(wave.waveId(), work.offerLines(wave.waveId()));
  }
}
