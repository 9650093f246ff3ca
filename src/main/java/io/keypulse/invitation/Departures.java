package io.keypulse.invitation;

import io.keypulse.survey.WordingLanguages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.Session;

/**
 * What happens to nearly every mail, that it starts and that it was sent, for all of a page of the
 * books in one statement: it is written for every few mails, so that Hibernate's part of it was
 * more than the database's.
 */
@ApplicationScoped
class Departures {
  private static final String PAGE =
      """
      with sent as (
        update mail m set state = 'SENT', lease_until = null, reason = null, sent_at = ?
        from unnest(cast(? as bigint[]), cast(? as int[])) as s (id, fence)
        where m.id = s.id and m.fence = s.fence and m.state = 'STARTED'),
      ready as (
        select m.id, m.fence
        from unnest(cast(? as bigint[]), cast(? as int[]), cast(? as text[]), cast(? as text[]))
          as s (id, fence, email, language)
        join mail m on m.id = s.id and m.fence = s.fence %s
        where a.email = s.email and %s = s.language and %s is null)
      update mail m set state = 'STARTED', lease_until = ?,
        attempts = attempts + case when m.state = 'CLAIMED' then 1 else 0 end
      from ready r where m.id = r.id and m.fence = r.fence and m.state in ('CLAIMED', 'STARTED')
      returning m.id
      """
          .formatted(
              BeforeItLeaves.JUDGED.formatted("?", "?", "?"),
              BeforeItLeaves.LANGUAGE,
              BeforeItLeaves.OBSTACLE);

  @Inject Session session;

  /**
   * Marks those that were sent, while their lease holds, and starts those whose lease was not lost
   * and that would be claimed as they were: what has changed since is claimed anew. Asked again for
   * the same claim, as when the reply to a commit was lost, it says the same.
   *
   * @return those that have started
   */
  Set<Long> write(
      List<Mails.Claimed> sent, List<Mails.Claimed> starting, Instant now, Instant leaseUntil) {
    return sent.isEmpty() && starting.isEmpty()
        ? Set.of()
        : session.doReturningWork(connection -> write(connection, sent, starting, now, leaseUntil));
  }

  private static Set<Long> write(
      Connection connection,
      List<Mails.Claimed> sent,
      List<Mails.Claimed> starting,
      Instant now,
      Instant leaseUntil)
      throws SQLException {
    try (PreparedStatement page = connection.prepareStatement(PAGE)) {
      page.setObject(1, now.atOffset(ZoneOffset.UTC));
      page.setArray(2, connection.createArrayOf("bigint", ids(sent)));
      page.setArray(3, connection.createArrayOf("int", fences(sent)));
      page.setArray(4, connection.createArrayOf("bigint", ids(starting)));
      page.setArray(5, connection.createArrayOf("int", fences(starting)));
      page.setArray(6, texts(connection, starting, Mails.Claimed::email));
      page.setArray(7, texts(connection, starting, Mails.Claimed::language));
      page.setObject(8, now.atOffset(ZoneOffset.UTC));
      page.setObject(9, LocalDate.ofInstant(now, ZoneOffset.UTC));
      page.setArray(
          10, connection.createArrayOf("text", WordingLanguages.ALL.toArray(String[]::new)));
      page.setObject(11, leaseUntil.atOffset(ZoneOffset.UTC));
      Set<Long> started = new HashSet<>();
      try (ResultSet ids = page.executeQuery()) {
        while (ids.next()) {
          started.add(ids.getLong(1));
        }
      }
      return started;
    }
  }

  private static Long[] ids(List<Mails.Claimed> mails) {
    return Mails.each(mails, Mails.Claimed::id, Long[]::new);
  }

  private static Integer[] fences(List<Mails.Claimed> mails) {
    return Mails.each(mails, Mails.Claimed::fence, Integer[]::new);
  }

  private static Array texts(
      Connection connection, List<Mails.Claimed> mails, Function<Mails.Claimed, String> part)
      throws SQLException {
    return connection.createArrayOf("text", Mails.each(mails, part, String[]::new));
  }
}
