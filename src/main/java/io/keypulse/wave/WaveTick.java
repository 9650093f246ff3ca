package io.keypulse.wave;

import io.keypulse.platform.Refused;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Once per tick in the whole cluster: open what is due, close what has run its time. */
@ApplicationScoped
class WaveTick {
  private static final Logger LOG = Logger.getLogger(WaveTick.class);

  @Inject WaveKeeper keeper;
  @Inject InstantSource clock;

  @Scheduled(every = "{keypulse.wave.tick}", identity = "waves")
  void tick() {
    turn(clock.instant());
  }

  void turn(Instant now) {
    while (keeper.openDue(now)) {
      LOG.debug("One wave opened, looking for the next");
    }
    for (int waveId : keeper.expired(now)) {
      try {
        keeper.close(waveId, now);
      } catch (Refused closedMeanwhile) {
        LOG.debugf("Wave %d was closed by somebody else", waveId);
      }
    }
  }
}
