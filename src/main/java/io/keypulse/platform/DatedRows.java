package io.keypulse.platform;

import java.time.LocalDate;
import org.hibernate.Session;

/** Rows that hold from one day to another, in their column {@code valid}. */
public final class DatedRows {
  private DatedRows() {}

  /** What would end before it began is taken back. */
  public static void end(Session session, String table, int id, LocalDate until) {
    int removed =
        session
            .createNativeMutationQuery(
                "delete from %s where id = :id and lower(valid) >= cast(:until as date)"
                    .formatted(table))
            .setParameter("id", id)
            .setParameter("until", until)
            .executeUpdate();
    if (removed == 0) {
      session
          .createNativeMutationQuery(
              "update %s set valid = daterange(lower(valid), cast(:until as date)) where id = :id"
                  .formatted(table))
          .setParameter("id", id)
          .setParameter("until", until)
          .executeUpdate();
    }
  }
}
