package io.keypulse.wave;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Under {@code /q/health/well}: what a person has to look after. */
@Wellness
@ApplicationScoped
class WaveHealth implements HealthCheck {
  @Inject WaveWatch watch;

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
