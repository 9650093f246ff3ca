package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/**
 * Attempts at mails that were refused, put off or left in doubt: a mail keeps only the last of
 * them, and nothing of them once it was taken. What was taken is not written here: it would be a
 * row for nearly every mail.
 */
@ApplicationScoped
class MailAttempts {
  @Inject Session session;

  record Noted(long mailId, int number, Instant at, String outcome, String reply) {}

  void note(Mails.Claimed mail, String outcome, String reply, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into mail_attempt (mail_id, number, wave_id, contact_id, account_id, team_id, at, outcome, reply)
            select id, attempts, wave_id, contact_id, account_id, team_id, :now, :outcome, :reply from mail where id = :id
            on conflict do nothing
            """)
        .setParameter("id", mail.id())
        .setParameter("outcome", outcome)
        .setParameter("reply", reply)
        .setParameter("now", now)
        .executeUpdate();
  }

  List<Noted> of(Collection<Long> mailIds) {
    return session
        .createNativeQuery(
            """
            select mail_id, number, at, outcome, reply from mail_attempt
            where mail_id = any (cast(:mails as bigint[])) order by mail_id, number
            """,
            Noted.class)
        .setParameter("mails", mailIds.toArray(Long[]::new))
        .getResultList();
  }
}
