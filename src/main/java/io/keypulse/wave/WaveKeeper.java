package io.keypulse.wave;

import static java.util.stream.Collectors.joining;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.survey.Surveyor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens, pauses and closes waves. Frame, draw and invitations come into being in one transaction or
 * not at all.
 */
@ApplicationScoped
public class WaveKeeper {
  private static final Logger LOG = Logger.getLogger(WaveKeeper.class);

  @Inject Waves waves;
  @Inject Drawer drawer;
  @Inject Surveyor surveyor;
  @Inject WaveAlarm alarm;
  @Inject Event<WaveDrawn> drawn;
  @Inject Event<WavePaused> paused;
  @Inject Event<WaveClosed> closed;

  /** The programs whose time has come. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Integer> due(Instant now) {
    return surveyor.due(now);
  }

  /** Opens the wave of a program whose time has come, unless another replica is doing it or has. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void openDue(int programId, Instant now) {
    surveyor.takeDue(programId, now).ifPresent(assignment -> open(assignment, null, now));
  }

  /** Opens a wave outside the schedule; refused while another of the program is not closed. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int openNow(int programId, Instant now) {
    return openFor(programId, now, null, now);
  }

  /** The same, with the reason of whoever opens it. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int openNow(int programId, @Nullable String reason, Instant now) {
    return openFor(programId, now, reason, now);
  }

  /** Opens the wave of a time that was missed and held. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int openHeld(int programId, Instant now) {
    return openFor(programId, surveyor.releaseHeld(programId), null, now);
  }

  private int openFor(int programId, Instant scheduledFor, @Nullable String reason, Instant now) {
    Surveyor.Assignment assignment =
        surveyor
            .takeNow(programId, scheduledFor, now)
            .orElseThrow(() -> Refused.notFound("programId", "There is no such program."));
    List<Wave> open = waves.openOf(programId);
    if (!open.isEmpty()) {
      throw new Refused(
          RefusalCode.WRONG_STATE,
          "programId",
          "Not closed yet of this program: %s. Close first, or wait for the date."
              .formatted(open.stream().map(WaveKeeper::inWords).collect(joining(", "))));
    }
    return open(assignment, reason, now);
  }

  private static String inWords(Wave wave) {
    return "wave %s, until %s".formatted(GlobalId.of(WaveView.TYPE, wave.id), wave.closesAt);
  }

  private int open(Surveyor.Assignment assignment, @Nullable String reason, Instant now) {
    Wave wave = Wave.open(assignment, waves.roundOf(assignment.programId()), now);
    wave.openReason = reason;
    waves.persistAndFlush(wave);
    drawer.draw(wave, assignment, now);
    waves.flush();
    drawn.fire(new WaveDrawn(wave.id, now));
    LOG.infof(
        "Wave %d opened: %d drawn of %d, %d withheld, %d excluded",
        wave.id, wave.drawn, wave.frameSize, wave.withheld, wave.excluded);
    if (wave.drawn == wave.withheld) {
      alarm.drewNobody(wave.id);
    }
    return wave.id;
  }

  /** No mail leaves until it is resumed. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void pause(int waveId, String reason, Instant now) {
    locked(waveId).pause(reason, now);
    paused.fire(new WavePaused(waveId));
    LOG.infof("Wave %d paused", waveId);
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void resume(int waveId, @Nullable String reason) {
    locked(waveId).resume(reason);
    LOG.infof("Wave %d resumed", waveId);
  }

  /** At the end of its time: what is due in the queue of the wave is skipped, no answer counts. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void close(int waveId, Instant now) {
    end(waveId, null, now);
  }

  /** By hand, with a reason. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void close(int waveId, String reason, Instant now) {
    end(waveId, reason, now);
  }

  private void end(int waveId, @Nullable String reason, Instant now) {
    locked(waveId).close(reason, now);
    closed.fire(new WaveClosed(waveId, now));
    LOG.infof("Wave %d closed", waveId);
  }

  private Wave locked(int waveId) {
    return waves
        .locked(waveId)
        .orElseThrow(() -> Refused.notFound("waveId", "There is no such wave."));
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Integer> expired(Instant now) {
    return waves.expired(now);
  }
}
