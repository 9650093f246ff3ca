package io.keypulse.intake;

import io.keypulse.platform.AsSystem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Once an hour in the whole cluster: imports that ended long ago are forgotten, a few at a time.
 */
@ApplicationScoped
class ImportRetention {
  private static final int JOBS_AT_A_TIME = 10;

  @Inject ImportJobs jobs;
  @Inject InstantSource clock;

  @ConfigProperty(name = "keypulse.retention.imports", defaultValue = "365")
  int days;

  @Scheduled(every = "1h", identity = "imports-retention")
  @AsSystem
  void tick() {
    Instant before = clock.instant().minus(Duration.ofDays(days));
    int forgotten = JOBS_AT_A_TIME;
    while (forgotten == JOBS_AT_A_TIME) {
      forgotten = QuarkusTransaction.requiringNew().call(() -> jobs.forget(before, JOBS_AT_A_TIME));
    }
  }
}
