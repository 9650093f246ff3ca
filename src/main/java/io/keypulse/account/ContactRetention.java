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
  private static final int BATCH = 50;

  @Inject Erasures erasures;
  @Inject Eraser eraser;
  @Inject RetentionConfig keep;

  @Override
  public int forget(Instant now) {
    LocalDate day = LocalDate.ofInstant(now.minus(keep.leftContacts()), ZoneOffset.UTC);
    List<Integer> due = erasures.leftBefore(day, BATCH);
    due.forEach(id -> eraser.keptLongEnough(id, now));
    return due.size();
  }
}
