package io.keypulse.wave;

import io.keypulse.platform.AsSystem;
import io.keypulse.survey.Surveyor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** What a person has to look after. */
@ApplicationScoped
class WaveWatch {
  @Inject Waves waves;
  @Inject Surveyor surveyor;

  /**
   * @param emptyWaves latest waves of their programs that ask nobody
   * @param programsHeld with a time that was missed and waits for a person
   * @param wavesOfACopy paused since the database was found to be a copy
   */
  record Troubles(List<Integer> emptyWaves, int programsHeld, List<Integer> wavesOfACopy) {
    boolean none() {
      return emptyWaves.isEmpty() && programsHeld == 0 && wavesOfACopy.isEmpty();
    }
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Troubles troubles() {
    return new Troubles(
        waves.empty(), surveyor.held().size(), waves.pausedFor(Installation.REASON));
  }
}
