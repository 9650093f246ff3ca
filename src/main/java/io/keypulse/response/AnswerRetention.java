package io.keypulse.response;

import io.keypulse.platform.Retention;
import io.keypulse.platform.RetentionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** What somebody took back need not be kept for ever; what their answer says now is. */
@ApplicationScoped
class AnswerRetention implements Retention.Of {
  private static final int BATCH = 1_000;

  @Inject AnswerVersions versions;
  @Inject RetentionConfig keep;

  @Override
  public int forget(Instant now) {
    return versions.forgetBefore(now.minus(keep.answerVersions()), BATCH);
  }
}
