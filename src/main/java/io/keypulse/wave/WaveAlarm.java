package io.keypulse.wave;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * Says that a wave was due and asks nobody: in the log, as {@code keypulse_waves_empty_total}, and
 * under {@code /q/health/well} until the program's next wave asks somebody.
 */
@Wellness
@ApplicationScoped
public class WaveAlarm implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(WaveAlarm.class);

  @Inject WaveWatch watch;
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

  @Override
  public HealthCheckResponse call() {
    WaveWatch.Troubles troubles = watch.troubles();
    return HealthCheckResponse.named("waves")
        .status(troubles.emptyWaves().isEmpty() && troubles.programsHeld() == 0)
        .withData(
            "wavesThatAskNobody",
            troubles.emptyWaves().stream().map(String::valueOf).collect(Collectors.joining(", ")))
        .withData("programsHeld", troubles.programsHeld())
        .build();
  }
}
