package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.wave.DatabaseCopied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * In a copy of the database the mails about cases wait, as those of its waves do: they may have
 * left already, and nothing leaves until somebody has looked.
 */
@ApplicationScoped
class HeldCaseMails {
  private static final Logger LOG = Logger.getLogger(HeldCaseMails.class);

  @Inject Session session;

  private record Total(int number) {}

  void hold(@Observes DatabaseCopied copy) {
    int held =
        session
            .createNativeMutationQuery(
                """
                update follow_up_mail set state = 'HELD', fence = fence + 1, lease_until = null
                where state in ('DUE', 'CLAIMED', 'STARTED', 'UNKNOWN')
                """)
            .executeUpdate();
    if (held > 0) {
      LOG.errorf("%d mails about cases are held until followUpMailsRelease", held);
    }
  }

  int number() {
    return session
        .createNativeQuery(
            "select cast(count(*) as int) as number from follow_up_mail where state = 'HELD'",
            Total.class)
        .getSingleResult()
        .number();
  }

  /**
   * @param send whether they leave now, rather than have left
   * @return how many
   */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int release(boolean send, Instant now) {
    return send
        ? session
            .createNativeMutationQuery(
                "update follow_up_mail set state = 'DUE', due_at = greatest(due_at, :now) where state = 'HELD'")
            .setParameter("now", now)
            .executeUpdate()
        : session
            .createNativeMutationQuery(
                "update follow_up_mail set state = 'SKIPPED', reason = 'HAD_LEFT' where state = 'HELD'")
            .executeUpdate();
  }
}
