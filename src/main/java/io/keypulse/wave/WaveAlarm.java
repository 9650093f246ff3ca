package io.keypulse.wave;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Says that a wave was due and asks nobody: in the log, as {@code keypulse_waves_empty_total}, and
 * by {@link WaveHealth} until the program's next wave asks somebody.
 */
@Startup
@ApplicationScoped
class WaveAlarm {
  private static final Logger LOG = Logger.getLogger(WaveAlarm.class);

  private final Counter empty;

  WaveAlarm(MeterRegistry registry) {
    empty =
        Counter.builder("keypulse.waves.empty")
            .description("Waves that were due and asked nobody")
            .register(registry);
  }

  void drewNobody(int waveId) {
    empty.increment();
    LOG.errorf(
        "Wave %d was due and asks nobody: check that accounts are key today and have contacts who may be asked",
        waveId);
  }
}
