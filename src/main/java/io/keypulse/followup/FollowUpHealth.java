package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Under {@code /q/health/well}: cases that climb no further, for there is nobody to climb to, and
 * mails about cases that wait for a person.
 */
@Wellness
@ApplicationScoped
class FollowUpHealth implements HealthCheck {
  @Inject ClimbingCases cases;
  @Inject HeldCaseMails mails;

  @Override
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public HealthCheckResponse call() {
    int atTheTop = cases.numberAtTheTop();
    int ofNobody = cases.ofNobody();
    int held = mails.number();
    return HealthCheckResponse.named("follow-ups")
        .status(atTheTop == 0 && ofNobody == 0 && held == 0)
        .withData("overdueAtTheTop", atTheTop)
        .withData("nobodyResponsible", ofNobody)
        .withData("mailsHeld", held)
        .build();
  }
}
