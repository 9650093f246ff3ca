package io.keypulse.invitation;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Text;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Under {@code /q/health/well}: waves whose mails are stopped, open ones of which the mail server
 * has taken none after several attempts or refusals, and those that ended so, until their program's
 * next one.
 */
@Wellness
@ApplicationScoped
class DeliveryHealth implements HealthCheck {
  @Inject DeliveryStops stops;
  @Inject MailReports reports;

  @Override
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public HealthCheckResponse call() {
    List<Integer> stopped = stops.open();
    List<Integer> unsent = reports.wavesOfWhichNothingWasTaken();
    return HealthCheckResponse.named("deliveries")
        .status(stopped.isEmpty() && unsent.isEmpty())
        .withData("wavesStopped", Text.listed(stopped))
        .withData("wavesOfWhichNothingWasTaken", Text.listed(unsent))
        .build();
  }
}
