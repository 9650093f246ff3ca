package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Under {@code /q/health/well}: cases that climb no further, for there is nobody to climb to, and a
 * copy of the database, with its mails about cases, that waits for a person.
 */
@Wellness
@ApplicationScoped
class FollowUpHealth implements HealthCheck {
  @Inject ClimbingCases cases;
  @Inject HeldCopy copy;

  @Override
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public HealthCheckResponse call() {
    int atTheTop = cases.numberAtTheTop();
    int ofNobody = cases.ofNobody();
    boolean waits = copy.waits();
    int held = copy.mails();
    return HealthCheckResponse.named("follow-ups")
        .status(atTheTop == 0 && ofNobody == 0 && held == 0 && !waits)
        .withData("overdueAtTheTop", atTheTop)
        .withData("nobodyResponsible", ofNobody)
        .withData("mailsHeld", held)
        .withData("heldAsACopy", waits)
        .build();
  }
}
