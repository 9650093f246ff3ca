package io.keypulse.account;

import io.keypulse.platform.Retention;
import io.keypulse.platform.RetentionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

@ApplicationScoped
class ContactRetention implements Retention.Of {
  /** Every text is read once for all of them. */
  private static final int BATCH = 20;

  @Inject Erasures erasures;
  @Inject Eraser eraser;
  @Inject RetentionConfig keep;

  @Override
  public int forget(Instant now) {
    LocalDate day = LocalDate.ofInstant(now.minus(keep.leftContacts()), ZoneOffset.UTC);
    List<Integer> due = erasures.leftBefore(day, BATCH);
    if (!due.isEmpty()) {
      eraser.keptLongEnough(due, now);
    }
    return due.size();
  }
}
