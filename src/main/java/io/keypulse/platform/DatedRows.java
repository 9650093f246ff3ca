package io.keypulse.platform;

import java.time.LocalDate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Rows that hold from one day to another, in their column {@code valid}. */
public final class DatedRows {
  private DatedRows() {}

  /** What would end before it began is taken back. */
  public static void end(Session session, String table, int id, LocalDate until) {
    end(session, table, id, until, null);
  }

  /**
   * As {@link #end(Session, String, int, LocalDate)}.
   *
   * @param channel how we learned of the end; null where the row still says how we learned of it
   */
  public static void end(
      Session session, String table, int id, LocalDate until, @Nullable Channel channel) {
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
              """
              update %s set valid = daterange(lower(valid), cast(:until as date)),
                channel = coalesce(cast(:channel as text), channel)
              where id = :id and valid <> daterange(lower(valid), cast(:until as date))
              """
                  .formatted(table))
          .setParameter("id", id)
          .setParameter("until", until)
          .setParameter("channel", channel == null ? null : channel.name(), String.class)
          .executeUpdate();
    }
  }
}
