package io.keypulse.audit;

import io.keypulse.platform.Retention;
import io.keypulse.platform.RetentionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.hibernate.Session;

@ApplicationScoped
class AuditRetention implements Retention.Of {
  private static final int BATCH = 10_000;

  @Inject Session session;
  @Inject RetentionConfig keep;

  record Gone(int gone) {}

  @Override
  public int forget(Instant now) {
    return session
        .createNativeQuery(
            "select cast(forget_audit_before(:before, :most) as int) as gone", Gone.class)
        .setParameter("before", now.minus(keep.audit()))
        .setParameter("most", BATCH)
        .getSingleResult()
        .gone();
  }
}
