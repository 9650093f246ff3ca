package io.keypulse.intake;

import io.keypulse.platform.Retention;
import io.keypulse.platform.RetentionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.hibernate.Session;

/** What was said of single rows, and files that failed. */
@ApplicationScoped
class ImportRetention implements Retention.Of {
  private static final int BATCH = 10_000;

  @Inject Session session;
  @Inject RetentionConfig keep;

  @Override
  public int forget(Instant now) {
    Instant before = now.minus(keep.importVerdicts());
    return forget("import_verdict", before) + forget("import_chunk", before);
  }

  private int forget(String table, Instant before) {
    return session
        .createNativeMutationQuery(
            """
            delete from %1$s where ctid = any (array(
              select t.ctid from import_job j join %1$s t on t.job_id = j.id
              where j.ended_at < :before limit :most))
            """
                .formatted(table))
        .setParameter("before", before)
        .setParameter("most", BATCH)
        .executeUpdate();
  }
}
