package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/**
 * The delivery books. Every move is one guarded update: it happens once, or tells that it did not.
 */
@ApplicationScoped
class Invitations {
  @Inject Session session;

  record Drawn(
      int contactId, int accountId, int teamId, String name, String email, String language) {}

  record Claimed(
      long id,
      UUID key,
      int fence,
      int attempts,
      String name,
      String email,
      String language,
      int waveId,
      boolean repeated) {}

  record Row(
      long id,
      int waveId,
      int contactId,
      int accountId,
      int teamId,
      String name,
      String email,
      String language,
      @Nullable Instant answeredAt) {}

  record Books(int waveId, String state, int count, int answered) {}

  List<Drawn> drawn(int waveId) {
    return session
        .createNativeQuery(
            """
            select f.contact_id, f.account_id, f.team_id, c.name, c.email,
              case when cardinality(w.languages) = 0 or c.language = any (w.languages) then c.language
                else w.languages[1] end as language
            from frame_entry f join contact c on c.id = f.contact_id join wave w on w.id = f.wave_id
            where f.wave_id = :wave and f.drawn and f.blocked is null and c.email is not null
              and 'EMAIL' = any (w.channels)
              and not exists (select from refused_address r where r.email = c.email)
            order by f.draw_rank
            """,
            Drawn.class)
        .setParameter("wave", waveId)
        .getResultList();
  }

  void invite(
      int waveId, List<Drawn> drawn, List<UUID> keys, List<byte[]> tokenHashes, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into invitation (wave_id, key, token_hash, contact_id, account_id, team_id, name, email, language,
              state, due_at)
            select :wave, r.*, 'DUE', :now
            from unnest(
              cast(:keys as uuid[]), cast(:hashes as bytea[]), cast(:contacts as int[]), cast(:accounts as int[]),
              cast(:teams as int[]), cast(:names as text[]), cast(:emails as text[]), cast(:languages as text[])) as r
            """)
        .setParameter("wave", waveId)
        .setParameter("now", now)
        .setParameter("keys", keys.toArray(UUID[]::new))
        .setParameter("hashes", tokenHashes.toArray(byte[][]::new))
        .setParameter("contacts", drawn.stream().map(Drawn::contactId).toArray(Integer[]::new))
        .setParameter("accounts", drawn.stream().map(Drawn::accountId).toArray(Integer[]::new))
        .setParameter("teams", drawn.stream().map(Drawn::teamId).toArray(Integer[]::new))
        .setParameter("names", drawn.stream().map(Drawn::name).toArray(String[]::new))
        .setParameter("emails", drawn.stream().map(Drawn::email).toArray(String[]::new))
        .setParameter("languages", drawn.stream().map(Drawn::language).toArray(String[]::new))
        .executeUpdate();
  }

  /**
   * Due mails that nobody else is claiming, leased to this replica. A doubt stays in a mail's
   * reason through every further move, so that a repetition is known as one however often it had to
   * wait.
   */
  List<Claimed> claim(int most, Instant now, Duration lease) {
    return session
        .createNativeQuery(
            """
            with due as (
              select id from invitation
              where state in ('DUE', 'UNKNOWN') and due_at <= :now
                and not exists (select from wave w where w.id = wave_id and w.state = 'PAUSED')
              order by due_at, id limit :most
              for update skip locked),
            claimed as (
              update invitation i set state = 'CLAIMED', fence = fence + 1, lease_until = :until
              from due where i.id = due.id
              returning i.id, i.key, i.fence, i.attempts, i.name, i.email, i.language, i.wave_id,
                coalesce(i.reason like 'UNKNOWN:%', false) as repeated)
            select * from claimed order by id
            """,
            Claimed.class)
        .setParameter("now", now)
        .setParameter("most", most)
        .setParameter("until", now.plus(lease))
        .getResultList();
  }

  /** False when the lease was lost, or when something came in between since the draw. */
  boolean start(Claimed mail, Instant leaseUntil) {
    return session
            .createNativeMutationQuery(
                """
                update invitation set state = 'STARTED', attempts = attempts + 1, lease_until = :until
                where id = :id and fence = :fence and state = 'CLAIMED'
                  and not exists (select from wave where id = :wave and state <> 'OPEN')
                  and not exists (select from objection_in_force o join wave w on w.id = :wave
                    where o.email = :email and (o.program_id is null or o.program_id = w.program_id))
                """)
            .setParameter("id", mail.id())
            .setParameter("fence", mail.fence())
            .setParameter("until", leaseUntil)
            .setParameter("wave", mail.waveId())
            .setParameter("email", mail.email())
            .executeUpdate()
        == 1;
  }

  /** Nobody is asked after the end of a wave or against their word. */
  void skipOutdated(Claimed mail) {
    session
        .createNativeMutationQuery(
            """
            update invitation i set state = 'SKIPPED', lease_until = null, reason = came.reason
            from (select case
              when exists (select from wave where id = :wave and state = 'CLOSED') then 'WAVE_CLOSED'
              when exists (select from objection_in_force o join wave w on w.id = :wave
                where o.email = :email and (o.program_id is null or o.program_id = w.program_id)) then 'OBJECTED' end) as came (reason)
            where i.id = :id and i.fence = :fence and i.state = 'CLAIMED' and came.reason is not null
            """)
        .setParameter("id", mail.id())
        .setParameter("fence", mail.fence())
        .setParameter("wave", mail.waveId())
        .setParameter("email", mail.email())
        .executeUpdate();
  }

  boolean markSent(Claimed mail, Instant now) {
    return move(mail, "state = 'SENT', lease_until = null, reason = null, sent_at = :now")
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  boolean markDueAgain(Claimed mail, Instant dueAt, String reason) {
    return move(mail, "state = 'DUE', lease_until = null, due_at = :due, reason = :reason")
            .setParameter("due", dueAt)
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  boolean markUnknown(Claimed mail, Instant dueAt, String reason) {
    return move(mail, "state = 'UNKNOWN', lease_until = null, due_at = :due, reason = :reason")
            .setParameter("due", dueAt)
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  boolean markFailed(Claimed mail, String reason) {
    return move(mail, "state = 'FAILED', lease_until = null, reason = :reason")
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  /** Out of STARTED, while the lease holds. */
  private MutationQuery move(Claimed mail, String change) {
    return session
        .createNativeMutationQuery(
            "update invitation set "
                + change
                + " where id = :id and fence = :fence and state = 'STARTED'")
        .setParameter("id", mail.id())
        .setParameter("fence", mail.fence());
  }

  /** Claimed and never started: nothing happened, due again. */
  int releaseUnstarted(Instant now) {
    return session
        .createNativeMutationQuery(
            """
            update invitation set state = 'DUE', fence = fence + 1, lease_until = null
            where state = 'CLAIMED' and lease_until < :now
            """)
        .setParameter("now", now)
        .executeUpdate();
  }

  /**
   * Started by a replica that never came back: the mail may be out. Repeated once, later; never a
   * third time.
   */
  int doubtStarted(Instant now, Instant dueAt) {
    return session
        .createNativeMutationQuery(
            """
            update invitation set fence = fence + 1, lease_until = null, due_at = :due,
              state = case when reason like 'UNKNOWN:%' then 'FAILED' else 'UNKNOWN' end,
              reason = 'UNKNOWN: the replica that was sending it disappeared'
            where state = 'STARTED' and lease_until < :now
            """)
        .setParameter("now", now)
        .setParameter("due", dueAt)
        .executeUpdate();
  }

  /** What has not left when its wave closes. A mail that is in a replica's hands is let go. */
  int skipUnsent(int waveId) {
    return session
        .createNativeMutationQuery(
            """
            update invitation set state = 'SKIPPED', fence = fence + 1, lease_until = null, reason = 'WAVE_CLOSED'
            where wave_id = :wave and state in ('DUE', 'CLAIMED', 'UNKNOWN')
            """)
        .setParameter("wave", waveId)
        .executeUpdate();
  }

  Optional<Row> byTokenHash(byte[] hash) {
    return session
        .createNativeQuery(
            """
            select id, wave_id, contact_id, account_id, team_id, name, email, language, answered_at
            from invitation where token_hash = :hash
            """,
            Row.class)
        .setParameter("hash", hash)
        .getResultStream()
        .findFirst();
  }

  /**
   * Only the first answer gets through. It also proves that the mail arrived, whatever the books
   * believed.
   */
  boolean markAnswered(long id, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                update invitation set answered_at = :now, state = 'SENT', sent_at = coalesce(sent_at, :now),
                  lease_until = null, reason = null, fence = case when state = 'SENT' then fence else fence + 1 end
                where id = :id and answered_at is null
                """)
            .setParameter("id", id)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  void countOpened(long id) {
    session
        .createNativeMutationQuery("update invitation set opened = opened + 1 where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  List<Books> books(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select wave_id, state, cast(count(*) as int) as count, cast(count(answered_at) as int) as answered
            from invitation
            where wave_id = any (cast(:waves as int[])) group by wave_id, state
            """,
            Books.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }

  List<Books> booksOfOpenWaves() {
    return session
        .createNativeQuery(
            """
            select i.wave_id, i.state, cast(count(*) as int) as count, cast(count(i.answered_at) as int) as answered
            from invitation i join wave w on w.id = i.wave_id
            where w.state = 'OPEN' group by i.wave_id, i.state
            """,
            Books.class)
        .getResultList();
  }
}
