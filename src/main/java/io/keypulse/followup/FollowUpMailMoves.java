package io.keypulse.followup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the mails about cases. Every move is one guarded update: it happens once, or
 * tells that it did not.
 */
@ApplicationScoped
class FollowUpMailMoves {
  @Inject Session session;

  record Claimed(long id, UUID key, int fence, int attempts, boolean doubted) {}

  List<Claimed> claim(int most, Instant now, Duration lease) {
    return session
        .createNativeQuery(
            """
            with due as (
              select id from follow_up_mail
              where state in ('DUE', 'UNKNOWN') and due_at <= :now
              order by due_at, id limit :most
              for update skip locked),
            claimed as (
              update follow_up_mail m set state = 'CLAIMED', fence = fence + 1, lease_until = :until
              from due where m.id = due.id
              returning m.id, m.key, m.fence, m.attempts, m.doubted)
            select * from claimed order by id
            """,
            Claimed.class)
        .setParameter("now", now)
        .setParameter("most", most)
        .setParameter("until", now.plus(lease))
        .getResultList();
  }

  /**
   * @param told the version of the answer that it tells
   * @return false when the lease was lost
   */
  boolean start(Claimed mail, @Nullable Integer told, Instant leaseUntil) {
    return move(
                mail,
                "CLAIMED",
                "state = 'STARTED', attempts = attempts + 1, told = :told, lease_until = :until")
            .setParameter("told", told, Integer.class)
            .setParameter("until", leaseUntil)
            .executeUpdate()
        == 1;
  }

  /** Out of the hands of this replica, without having started. */
  void giveBack(Claimed mail) {
    move(mail, "CLAIMED", "state = 'DUE', lease_until = null").executeUpdate();
  }

  /** False when the lease was lost. */
  boolean skip(Claimed mail, String reason) {
    return move(mail, "CLAIMED", "state = 'SKIPPED', lease_until = null, reason = :reason")
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  void markSent(Claimed mail, Instant now) {
    move(mail, "STARTED", "state = 'SENT', lease_until = null, reason = null, sent_at = :now")
        .setParameter("now", now)
        .executeUpdate();
  }

  void markDueAgain(Claimed mail, Instant dueAt, String reason) {
    move(mail, "STARTED", "state = 'DUE', lease_until = null, due_at = :due, reason = :reason")
        .setParameter("due", dueAt)
        .setParameter("reason", reason)
        .executeUpdate();
  }

  void markUnknown(Claimed mail, Instant dueAt, String reason) {
    move(
            mail,
            "STARTED",
            "state = 'UNKNOWN', doubted = true, lease_until = null, due_at = :due, reason = :reason")
        .setParameter("due", dueAt)
        .setParameter("reason", reason)
        .executeUpdate();
  }

  /** False when the lease was lost. */
  boolean markFailed(Claimed mail, String reason) {
    return fail(mail, "STARTED", reason);
  }

  /** Of one that has not started. */
  boolean markUnwritable(Claimed mail, String reason) {
    return fail(mail, "CLAIMED", reason);
  }

  private boolean fail(Claimed mail, String from, String reason) {
    return move(mail, from, "state = 'FAILED', lease_until = null, reason = :reason")
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  private MutationQuery move(Claimed mail, String from, String change) {
    return session
        .createNativeMutationQuery(
            "update follow_up_mail set "
                + change
                + " where id = :id and fence = :fence and state = '"
                + from
                + "'")
        .setParameter("id", mail.id())
        .setParameter("fence", mail.fence());
  }

  /** Takes back what replicas that disappeared had in their hands. */
  void recover(Instant now, Instant doubtUntil) {
    session
        .createNativeMutationQuery(
            """
            update follow_up_mail set state = 'DUE', fence = fence + 1, lease_until = null
            where state = 'CLAIMED' and lease_until < :now
            """)
        .setParameter("now", now)
        .executeUpdate();
    session
        .createNativeMutationQuery(
            """
            update follow_up_mail set fence = fence + 1, lease_until = null, due_at = :due,
              state = case when doubted then 'FAILED' else 'UNKNOWN' end, doubted = true,
              reason = 'UNKNOWN: the replica that was sending it disappeared'
            where state = 'STARTED' and lease_until < :now
            """)
        .setParameter("now", now)
        .setParameter("due", doubtUntil)
        .executeUpdate();
  }
}
