package io.keypulse.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of addresses that must not be asked: people objected, or a mail server refused the
 * address for good.
 */
@ApplicationScoped
public class DoNotAsk {
  @Inject Session session;
  @Inject Permissions permissions;
  @Inject InstantSource clock;

  /** Which way somebody objected without anybody's help. */
  public enum Via {
    ONE_CLICK,
    PAGE
  }

  /**
   * Appends an objection, unless it is in force already: said twice it is one.
   *
   * @param addresses where the person was written to, among which the one that they have today need
   *     not be: it is about all of them
   * @param programId what it is about; every program where null
   */
  public void objected(
      int contactId, Collection<String> addresses, @Nullable Integer programId, Via via) {
    append("objection_in_force", contactId, addresses, "OBJECTION", programId, null, via);
  }

  /**
   * Appends that this person does not want to be asked before a day, by any program; as {@link
   * #objected}.
   */
  public void snoozed(int contactId, Collection<String> addresses, LocalDate until) {
    append("snooze_in_force", contactId, addresses, "SNOOZE", null, until, Via.PAGE);
  }

  private void append(
      String holding,
      int contactId,
      Collection<String> addresses,
      String kind,
      @Nullable Integer programId,
      @Nullable LocalDate until,
      Via via) {
    permissions.awaitTurn(contactId);
    session
        .createNativeMutationQuery(
            """
            insert into permission_entry
              (email, contact_id, said_of, kind, program_id, snoozed_until, via, channel, said_at, recorded_at)
            select p.email, p.contact_id, :contact, :kind, cast(:program as int), cast(:until as date),
              case when p.email = any (cast(:addresses as text[])) then :via else 'NEW_ADDRESS' end, 'EMAIL', :now, :now
            from (
              select unnest(cast(:addresses as text[])) as email, cast(null as int) as contact_id
              union select email, case when email is null then id end from contact where id = :contact) p
            where not exists (select from {holding} h where h.email = p.email and {same})
              and not exists (select from {holding} h where h.email is null and h.contact_id = p.contact_id and {same})
            """
                .replace("{holding}", holding)
                .replace(
                    "{same}",
                    """
                    h.program_id is not distinct from cast(:program as int)
                      and h.snoozed_until is not distinct from cast(:until as date)
                    """))
        .setParameter("contact", contactId)
        .setParameter("addresses", addresses.toArray(String[]::new))
        .setParameter("kind", kind)
        .setParameter("program", programId, Integer.class)
        .setParameter("until", until, LocalDate.class)
        .setParameter("now", clock.instant())
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
