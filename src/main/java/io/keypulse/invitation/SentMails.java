package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** What came of mails that have left: they came back, or somebody is away. */
@ApplicationScoped
class SentMails {
  @Inject Session session;

  record Tally(int number) {}

  /** A mail that came back, or that an automatic reply is about. */
  record Sent(long id, String email) {}

  Optional<Sent> sent(long id) {
    return session
        .createNativeQuery(
            "select m.id, coalesce(m.readdressed_to, i.email) as email from mail m join invitation i on i.id = m.invitation_id where m.id = :id",
            Sent.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .findFirst();
  }

  Optional<Sent> sent(UUID key, MailKind kind, int number) {
    return session
        .createNativeQuery(
            """
            select m.id, coalesce(m.readdressed_to, i.email) as email from invitation i
            join mail m on m.invitation_id = i.id and m.kind = :kind and m.number = :number where i.key = :key
            """,
            Sent.class)
        .setParameter("key", key)
        .setParameter("kind", kind.name())
        .setParameter("number", number)
        .getResultList()
        .stream()
        .findFirst();
  }

  private record Written(String email) {}

  /** Everywhere that somebody may have found this link in a mail. */
  List<String> writtenTo(long invitationId) {
    return session
        .createNativeQuery(
            """
            select email from invitation where id = :invitation and email <> ''
            union select readdressed_to from mail where invitation_id = :invitation and readdressed_to is not null
              and state not in ('DUE', 'HELD', 'SKIPPED')
            """,
            Written.class)
        .setParameter("invitation", invitationId)
        .getResultList()
        .stream()
        .map(Written::email)
        .toList();
  }

  /**
   * Marks a mail that was out as returned, whatever became of it here since: one in doubt may have
   * failed, be held or be skipped by then. False when this notice proves nothing: the mail never
   * started, the same notice was taken before, or an answer through the link proves that the mail
   * arrived.
   */
  boolean markReturned(long id, String reason, String digest, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                update mail m set last_return = :digest, fence = m.fence + case when f.was_out then 1 else 0 end,
                  state = case when f.was_out then 'BOUNCED' else m.state end,
                  sent_at = case when f.was_out then coalesce(m.sent_at, :now) else m.sent_at end,
                  reason = case when f.was_out then :reason else m.reason end,
                  lease_until = case when not f.was_out then m.lease_until end
                from (
                  select id, state in ('SENT', 'UNKNOWN', 'STARTED') or doubted and state <> 'BOUNCED' as was_out
                  from mail where id = :id and attempts > 0 for update) f
                where m.id = f.id and m.last_return is distinct from :digest
                  and not exists (select from invitation i
                    where i.id = m.invitation_id and i.answered_at is not null and i.interviewed_at is null)
                """)
            .setParameter("id", id)
            .setParameter("reason", reason)
            .setParameter("digest", digest)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** False when the same notice was counted before. */
  boolean countSoft(long id, String digest) {
    return session
            .createNativeMutationQuery(
                """
                update mail set soft_bounces = soft_bounces + 1, last_return = :digest
                where id = :id and last_return is distinct from :digest
                """)
            .setParameter("id", id)
            .setParameter("digest", digest)
            .executeUpdate()
        == 1;
  }

  /**
   * How many mails to this address have bounced softly since one of its people last answered
   * through one, or somebody said that it works.
   */
  int softlyBounced(String email) {
    return session
        .createNativeQuery(
            """
            with written as (
              select m.invitation_id, m.sent_at, m.soft_bounces from mail m join invitation i on i.id = m.invitation_id
              where i.email = :email and m.readdressed_to is null
              union all
              select invitation_id, sent_at, soft_bounces from mail where readdressed_to = :email)
            select cast(count(*) as int) as number from written m
            where m.soft_bounces > 0 and not exists (
              select from written w join invitation a on a.id = w.invitation_id where a.answered_at > m.sent_at and a.interviewed_at is null)
              and not exists (select from permission_entry p
                where p.email = :email and p.kind = 'REACHABLE' and p.said_at > m.sent_at)
            """,
            Tally.class)
        .setParameter("email", email)
        .getSingleResult()
        .number();
  }

  void markAbsent(long id, Instant now) {
    session
        .createNativeMutationQuery(
            "update mail set absent_at = :now where id = :id and absent_at is null")
        .setParameter("id", id)
        .setParameter("now", now)
        .executeUpdate();
  }
}
