package io.keypulse.wave;

import io.keypulse.platform.Text;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
        .withData("wavesThatAskNobody", Text.listed(troubles.emptyWaves()))
        .withData("programsHeld", troubles.programsHeld())
        .withData("programsOverdue", Text.listed(troubles.programsOverdue()))
        .withData("wavesPausedAsACopy", Text.listed(troubles.wavesOfACopy()))
        .build();
  }
}
