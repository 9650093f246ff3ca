package io.keypulse.invitation;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Under {@code /q/health/well}: mails that came back and that somebody has to look at. */
@Wellness
@ApplicationScoped
class BounceHealth implements HealthCheck {
  @Inject BounceMailbox mailbox;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("bounces")
        .status(mailbox.setAside() == 0)
        .withData("mailsSetAside", mailbox.setAside())
        .build();
  }
}
