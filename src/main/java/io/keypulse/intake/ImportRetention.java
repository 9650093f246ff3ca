package io.keypulse.intake;

import io.keypulse.platform.Retention;
import io.keypulse.platform.RetentionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Imports that ended long ago, with their verdicts and the rows that still wait. */
@ApplicationScoped
class ImportRetention implements Retention.Of {
  private static final int JOBS_AT_A_TIME = 10;

  @Inject ImportJobs jobs;
  @Inject RetentionConfig keep;

  @Override
  public int forget(Instant now) {
    return jobs.forget(now.minus(keep.imports()), JOBS_AT_A_TIME);
  }
}
