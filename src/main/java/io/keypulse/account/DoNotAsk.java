package io.keypulse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.hibernate.Session;

/**
 * The ledger of addresses that must not be asked: people objected, or a mail server refused the
 * address for good.
 */
@ApplicationScoped
public class DoNotAsk {
  @Inject Session session;

  /** Which way somebody objected without anybody's help. */
  public enum Via {
    ONE_CLICK,
    PAGE
  }

  /** Appends an objection; a second one of the same address is one more row and changes nothing. */
  public void objected(String email, Via via, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into permission_entry (email, kind, via, channel, said_at, recorded_at)
            values (:email, 'OBJECTION', :via, 'EMAIL', :now, :now)
            """)
        .setParameter("email", email)
        .setParameter("now", now)
        .setParameter("via", via.name())
        .executeUpdate();
  }

  /** A mail server said that this address does not take mail; the first reason stands. */
  public void refusedByServer(String email, String reason, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into refused_address (email, refused_at, reason) values (:email, :now, :reason)
            on conflict (email) do nothing
            """)
        .setParameter("email", email)
        .setParameter("now", now)
        .setParameter("reason", reason)
        .executeUpdate();
  }
}
