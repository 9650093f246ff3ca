package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        where m.id = s.id and m.fence = s.fence and m.state = 'STARTED')
      update mail m set state = 'STARTED', lease_until = ?,
        attempts = attempts + case when m.state = 'CLAIMED' then 1 else 0 end
      from unnest(cast(? as bigint[]), cast(? as int[]), cast(? as text[]), cast(? as int[]))
        as s (id, fence, email, program_id)
      where m.id = s.id and m.fence = s.fence and m.state in ('CLAIMED', 'STARTED')
        and not exists (select from objection_in_force o where o.email = s.email
          and (o.program_id is null or o.program_id = s.program_id))
      returning m.id
      """;

  @Inject Session session;

  /**
   * Marks those that were sent, while their lease holds, and starts those whose lease was not lost,
   * and whose people have not objected since. Asked again for the same claim, as when the reply to
   * a commit was lost, it says the same.
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
      page.setObject(4, leaseUntil.atOffset(ZoneOffset.UTC));
      page.setArray(5, connection.createArrayOf("bigint", ids(starting)));
      page.setArray(6, connection.createArrayOf("int", fences(starting)));
      page.setArray(
          7,
          connection.createArrayOf(
              "text", Mails.each(starting, Mails.Claimed::email, String[]::new)));
      page.setArray(
          8,
          connection.createArrayOf(
              "int", Mails.each(starting, Mails.Claimed::programId, Integer[]::new)));
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
}
