package io.keypulse.wave;

import io.keypulse.platform.ByItself;
import io.keypulse.platform.CommonTime;
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
  @Inject CommonTime common;
  @Inject InstantSource clock;

  @Scheduled(every = "{keypulse.wave.tick}", identity = "waves")
  void tick() {
    turn(common.of(clock).instant());
  }

  void turn(Instant now) {
    for (int programId : keeper.due(now)) {
      ByItself.run(LOG, "The wave of program " + programId, () -> keeper.openDue(programId, now));
    }
    for (int waveId : keeper.expired(now)) {
      ByItself.run(LOG, "The end of wave " + waveId, () -> keeper.close(waveId, now));
    }
  }
}
