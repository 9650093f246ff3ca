package io.keypulse.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ContactHolds {
  private static final String COLUMNS =
      "select id, contact_id, kind, reason, held_by, held_at, until, ended_at, version ";

  @Inject Session session;

  record Hold(
      long id,
      int contactId,
      String kind,
      String reason,
      @Nullable Integer heldBy,
      Instant heldAt,
      @Nullable LocalDate until,
      @Nullable Instant endedAt,
      int version) {}

  private record Held(long id) {}

  /** Nothing when there is no such contact for this viewer, or it is held so already. */
  Optional<Long> add(
      int contactId,
      String kind,
      @Nullable String caseKey,
      String reason,
      @Nullable LocalDate until,
      Instant now) {
    return session
        .createNativeQuery(
            """
            with held as (
              insert into contact_hold (contact_id, account_id, team_id, kind, case_key, reason, held_at, until, channel)
              select id, account_id, team_id, :kind, cast(:case as text), :reason, :now, cast(:until as date), 'MANUAL'
              from contact where id = :contact
              on conflict do nothing returning id)
            select id from held
            """,
            Held.class)
        .setParameter("contact", contactId)
        .setParameter("kind", kind)
        .setParameter("case", caseKey, String.class)
        .setParameter("reason", reason)
        .setParameter("until", until, LocalDate.class)
        .setParameter("now", now)
        .uniqueResultOptional()
        .map(Held::id);
  }

  void end(long id, Instant now) {
    session
        .createNativeMutationQuery(
            "update contact_hold set ended_at = :now where id = :id and ended_at is null")
        .setParameter("id", id)
        .setParameter("now", now)
        .executeUpdate();
  }

  void endCase(int contactId, String caseKey, Instant now) {
    session
        .createNativeMutationQuery(
            """
            update contact_hold set ended_at = :now
            where contact_id = :contact and case_key = :case and ended_at is null
            """)
        .setParameter("contact", contactId)
        .setParameter("case", caseKey)
        .setParameter("now", now)
        .executeUpdate();
  }

  /** Ends those by hand whose last day is over, so that the contact can be held anew. */
  void endOutdated(int contactId, LocalDate today, Instant now) {
    session
        .createNativeMutationQuery(
            "update contact_hold set ended_at = :now where contact_id = :contact and ended_at is null and until <= :today")
        .setParameter("contact", contactId)
        .setParameter("today", today)
        .setParameter("now", now)
        .executeUpdate();
  }

  Optional<Hold> locked(long id) {
    return session
        .createNativeQuery(COLUMNS + "from contact_hold where id = :id for update", Hold.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  Optional<Hold> byId(long id) {
    return session
        .createNativeQuery(COLUMNS + "from contact_hold where id = :id", Hold.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  List<Hold> byIds(Collection<Long> ids) {
    return session
        .createNativeQuery(
            COLUMNS + "from contact_hold where id = any (cast(:ids as bigint[]))", Hold.class)
        .setParameter("ids", ids.toArray(Long[]::new))
        .getResultList();
  }

  /** Those that hold today, the latest first. */
  List<Hold> inForce(Collection<Integer> contactIds) {
    return session
        .createNativeQuery(
            COLUMNS
                + """
                from hold_in_force where contact_id = any (cast(:contacts as int[])) order by contact_id, id desc
                """,
            Hold.class)
        .setParameter("contacts", contactIds.toArray(Integer[]::new))
        .getResultList();
  }
}
