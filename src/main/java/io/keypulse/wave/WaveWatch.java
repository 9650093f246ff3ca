package io.keypulse.wave;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.CommonTime;
import io.keypulse.survey.Surveyor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What a person has to look after. */
@ApplicationScoped
class WaveWatch {
  @Inject Waves waves;
  @Inject Surveyor surveyor;
  @Inject CommonTime common;
  @Inject InstantSource clock;

  /**
   * @param emptyWaves latest waves of their programs that ask nobody
   * @param programsHeld with a time that was missed and waits for a person
   * @param programsOverdue whose time has come and no wave can be opened
   * @param wavesOfACopy paused since the database was found to be a copy
   */
  record Troubles(
      List<Integer> emptyWaves,
      int programsHeld,
      List<Integer> programsOverdue,
      List<Integer> wavesOfACopy) {
    boolean none() {
      return emptyWaves.isEmpty()
          && programsHeld == 0
          && programsOverdue.isEmpty()
          && wavesOfACopy.isEmpty();
    }
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Troubles troubles() {
    return new Troubles(
        waves.empty(),
        surveyor.held().size(),
        surveyor.overdue(common.lately(clock).instant()),
        waves.pausedFor(Installation.REASON));
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Integer> overdue(Instant now) {
    return surveyor.overdue(now);
  }
}
