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
 * In a copy of the database no case climbs and no mail about one leaves until somebody has looked:
 * what was due may have left already, and what the copy would work out by itself its origin works
 * out as well.
 */
@ApplicationScoped
class HeldCopy {
  private static final Logger LOG = Logger.getLogger(HeldCopy.class);

  @Inject Session session;

  private record Total(int number) {}

  void hold(@Observes DatabaseCopied copy) {
    session
        .createNativeMutationQuery(
            "insert into held_copy (found_at) values (:now) on conflict do nothing")
        .setParameter("now", copy.at())
        .executeUpdate();
    int held =
        session
            .createNativeMutationQuery(
                """
                update follow_up_mail set state = 'HELD', fence = fence + 1, lease_until = null
                where state in ('DUE', 'CLAIMED', 'STARTED', 'UNKNOWN')
                """)
            .executeUpdate();
    LOG.errorf(
        "No case climbs and no mail about one leaves until followUpMailsRelease; %d mails are held",
        held);
  }

  /** Whether this is a copy that nobody has released. */
  @AsSystem
  @Transactional
  boolean waits() {
    return number("from held_copy") > 0;
  }

  /** How many mails wait for that. */
  int mails() {
    return number(
        "from follow_up_mail where state = 'HELD' or state in ('DUE', 'UNKNOWN') and exists (select from held_copy)");
  }

  private int number(String from) {
    return session
        .createNativeQuery("select cast(count(*) as int) as number " + from, Total.class)
        .getSingleResult()
        .number();
  }

  /**
   * Cases climb again, and what was written since leaves.
   *
   * @param send whether those that were due when it was found leave now, rather than have left
   * @return how many waited
   */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int release(boolean send, Instant now) {
    int waited = mails();
    session.createNativeMutationQuery("delete from held_copy").executeUpdate();
    if (send) {
      session
          .createNativeMutationQuery(
              "update follow_up_mail set state = 'DUE', due_at = greatest(due_at, :now) where state = 'HELD'")
          .setParameter("now", now)
          .executeUpdate();
    } else {
      session
          .createNativeMutationQuery(
              "update follow_up_mail set state = 'SKIPPED', reason = 'HAD_LEFT' where state = 'HELD'")
          .executeUpdate();
    }
    return waited;
  }
}
