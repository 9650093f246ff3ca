package io.keypulse.wave;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
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
        .status(troubles.none())
        .withData("wavesThatAskNobody", numbers(troubles.emptyWaves()))
        .withData("programsHeld", troubles.programsHeld())
        .withData("wavesPausedAsACopy", numbers(troubles.wavesOfACopy()))
        .build();
  }

  private static String numbers(List<Integer> waves) {
    return waves.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
