package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * What became of mails that this replica had in its hands; changes nothing once a lease is lost.
 */
@ApplicationScoped
class MailOutcomes {
  @Inject Session session;

  boolean markDueAgain(Mails.Claimed mail, Instant dueAt, String reason) {
    return move(mail, "state = 'DUE', lease_until = null, due_at = :due, reason = :reason")
            .setParameter("due", dueAt)
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  boolean markUnknown(Mails.Claimed mail, Instant dueAt, String reason) {
    return move(
                mail,
                "state = 'UNKNOWN', doubted = true, lease_until = null, due_at = :due, reason = :reason")
            .setParameter("due", dueAt)
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  boolean markFailed(Mails.Claimed mail, String reason) {
    return move(mail, "state = 'FAILED', lease_until = null, reason = :reason")
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  boolean markContentRefused(Mails.Claimed mail, String reason) {
    return move(
                mail,
                "state = 'HELD', content_refused = true, lease_until = null, reason = :reason")
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }

  /** Out of STARTED, while the lease holds. */
  private MutationQuery move(Mails.Claimed mail, String change) {
    return session
        .createNativeMutationQuery(
            "update mail set "
                + change
                + " where id = :id and fence = :fence and state = 'STARTED'")
        .setParameter("id", mail.id())
        .setParameter("fence", mail.fence());
  }

  /** It cannot even be written: it does not come back into anybody's hands. */
  boolean markUnwritable(Mails.Claimed mail, String reason) {
    return session
            .createNativeMutationQuery(
                """
                update mail set state = 'FAILED', lease_until = null, reason = :reason
                where id = :id and fence = :fence and state = 'CLAIMED'
                """)
            .setParameter("id", mail.id())
            .setParameter("fence", mail.fence())
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
  }
}
