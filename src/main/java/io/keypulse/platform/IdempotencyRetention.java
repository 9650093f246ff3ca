package io.keypulse.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.hibernate.Session;

@ApplicationScoped
class IdempotencyRetention implements Retention.Of {
  private static final int BATCH = 10_000;

  @Inject Session session;
  @Inject RetentionConfig keep;

  @Override
  public int forget(Instant now) {
    return session
        .createNativeMutationQuery(
            """
            delete from idempotency_key where ctid = any (array(
              select ctid from idempotency_key where created_at < :before limit :most))
            """)
        .setParameter("before", now.minus(keep.idempotencyKeys()))
        .setParameter("most", BATCH)
        .executeUpdate();
  }
}
