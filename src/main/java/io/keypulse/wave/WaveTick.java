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
    for (int programId : keeper.due(now)) {
      alone("The wave of program " + programId, () -> keeper.openDue(programId, now));
    }
    for (int waveId : keeper.expired(now)) {
      alone("The end of wave " + waveId, () -> keeper.close(waveId, now));
    }
  }

  /** What goes wrong with one never stops the others; it is tried again at the next tick. */
  private static void alone(String what, Runnable work) {
    try {
      work.run();
    } catch (Refused changedMeanwhile) {
      LOG.warnf("%s: %s", what, changedMeanwhile.getMessage());
    } catch (RuntimeException fault) {
      LOG.errorf(fault, "%s has to wait for the next tick", what);
    }
  }
}
