package io.keypulse.wave;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Chance;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.survey.Surveyor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes waves. Frame, draw and invitations come into being in one transaction or not at
 * all.
 */
@ApplicationScoped
public class WaveKeeper {
  private static final Logger LOG = Logger.getLogger(WaveKeeper.class);

  @Inject Waves waves;
  @Inject Surveyor surveyor;
  @Inject Chance chance;
  @Inject Event<WaveDrawn> drawn;
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
    surveyor.takeDue(programId, now).ifPresent(assignment -> open(assignment, now));
  }

  /** Opens a wave outside the schedule; refused while another of the program is open. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int openNow(int programId, Instant now) {
    Surveyor.Assignment assignment =
        surveyor
            .takeNow(programId, now, now)
            .orElseThrow(() -> Refused.notFound("programId", "There is no such program."));
    if (waves.hasOpen(programId)) {
      throw new Refused(
          RefusalCode.WRONG_STATE,
          "programId",
          "A wave of this program is open; close it first or wait for its date.");
    }
    return open(assignment, now);
  }

  /** What is due in the queue of the wave is skipped, and no answer counts any more. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void close(int waveId, Instant now) {
    waves
        .locked(waveId)
        .orElseThrow(() -> Refused.notFound("waveId", "There is no such wave."))
        .close(now);
    closed.fire(new WaveClosed(waveId, now));
    LOG.infof("Wave %d closed", waveId);
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Integer> expired(Instant now) {
    return waves.expired(now);
  }

  private int open(Surveyor.Assignment assignment, Instant now) {
    Wave wave = Wave.open(assignment, chance.seed(), now);
    waves.persistAndFlush(wave);
    waves.freezeAndDraw(
        wave.id, wave.seed, sampleSize(assignment), LocalDate.ofInstant(now, ZoneOffset.UTC));
    wave.prove(waves.frame(wave.id));
    waves.flush();
    drawn.fire(new WaveDrawn(wave.id, now));
    LOG.infof(
        "Wave %d opened: %d drawn of %d, %d excluded",
        wave.id, wave.drawn, wave.frameSize, wave.excluded);
    if (wave.drawn == 0) {
      LOG.errorf(
          "Wave %d was due and drew nobody: check that accounts are key today and have contacts",
          wave.id);
    }
    return wave.id;
  }

  private static int sampleSize(Surveyor.Assignment assignment) {
    @Nullable Integer size = assignment.sampling().size();
    return size == null ? Integer.MAX_VALUE : size;
  }
}
