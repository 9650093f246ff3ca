package io.keypulse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

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

  /**
   * Appends an objection; a second one of the same address is one more row and changes nothing.
   *
   * @param programId what it is about; every program where null
   */
  public void objected(String email, @Nullable Integer programId, Via via, Instant now) {
    append(email, "OBJECTION", programId, null, via, now);
  }

  /** Appends that this address does not want to be asked before a day, by any program. */
  public void snoozed(String email, LocalDate until, Instant now) {
    append(email, "SNOOZE", null, until, Via.PAGE, now);
  }

  private void append(
      String email,
      String kind,
      @Nullable Integer programId,
      @Nullable LocalDate until,
      Via via,
      Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into permission_entry (email, kind, program_id, snoozed_until, via, channel, said_at, recorded_at)
            values (:email, :kind, cast(:program as int), cast(:until as date), :via, 'EMAIL', :now, :now)
            """)
        .setParameter("email", email)
        .setParameter("kind", kind)
        .setParameter("program", programId, Integer.class)
        .setParameter("until", until, LocalDate.class)
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
