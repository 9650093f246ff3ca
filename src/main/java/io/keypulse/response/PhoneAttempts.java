package io.keypulse.response;

import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Who is to be called, and the calls that were made. */
@ApplicationScoped
class PhoneAttempts {
  /**
   * Whoever has a number, was drawn and not withheld, is still there, has not answered, has not
   * asked to be left in peace nor is kept from being asked, and whose last call leaves it open.
   */
  private static final String WAITING =
      """
      select f.wave_id, f.contact_id, f.account_id,
        case when i.state = 'SENT' then 'SILENT' when i.email is null or i.email = '' then 'NO_ADDRESS'
          else 'NOT_DELIVERED' end as cause,
        coalesce(p.call_back_at, p.attempted_at,
          case when i.state = 'SENT' then i.sent_at + cast(:after as interval) end, w.opened_at) as due_at,
        coalesce(p.attempts, 0) as attempts
      from frame_entry f
      join wave w on w.id = f.wave_id and w.state = 'OPEN' and w.closes_at > :now and 'PHONE' = any (w.channels)
      join contact c on c.id = f.contact_id and c.account_id = f.account_id and c.phone is not null
        and (c.left_on is null or c.left_on > :today)
      join account o on o.id = f.account_id and o.archived_at is null
      join asked i on i.wave_id = f.wave_id and i.contact_id = f.contact_id and i.answered_at is null
      left join lateral (
        select a.outcome, a.call_back_at, a.attempted_at, cast(count(*) over () as int) as attempts
        from phone_attempt a
        where a.wave_id = f.wave_id and a.contact_id = f.contact_id
        order by a.outcome in ('REFUSED', 'LEFT_COMPANY', 'UNABLE') desc, a.id desc limit 1) p on true
      where f.wave_id = :wave and f.drawn
        and (p.outcome is null or p.outcome in ('NO_ANSWER', 'CALL_BACK'))
        and (i.state in ('FAILED', 'SKIPPED', 'BOUNCED')
          or i.state = 'SENT' and i.sent_at <= cast(:now as timestamptz) - cast(:after as interval))
        and not exists (select from hold_in_force h where h.contact_id = f.contact_id and h.kind = 'MANUAL')
        and not exists (select from invitation v where v.id = i.id and v.reminders_stopped_at is not null)
        and not exists (select from objection_in_force o
          where (o.email = c.email or o.email is null and o.contact_id = c.id)
            and (o.program_id is null or o.program_id = w.program_id))
        and not exists (select from snooze_in_force s
          where (s.email = c.email or s.email is null and s.contact_id = c.id) and s.snoozed_until > :today
            and (s.program_id is null or s.program_id = w.program_id))
      """;

  private static final String ATTEMPT =
      """
      select a.id, a.wave_id, a.contact_id, a.outcome, a.call_back_at, a.note, a.interviewer_id, a.attempted_at
      from phone_attempt a
      """;

  @Inject Session session;

  /**
   * @param until when the wave ends, or ended
   */
  record Drawn(int contactId, boolean byPhone, boolean erased, Instant until) {
    void requireKnown() {
      if (erased) {
        throw Refused.wrongState("contactId", "This person was erased.");
      }
    }
  }

  record Made(long id) {}

  record Waiting(
      int waveId, int contactId, int accountId, String cause, Instant dueAt, int attempts) {}

  record Attempt(
      long id,
      int waveId,
      int contactId,
      String outcome,
      @Nullable Instant callBackAt,
      @Nullable String note,
      int interviewerId,
      Instant attemptedAt) {}

  List<Waiting> waiting(int waveId, Page page, Instant now, LocalDate today, Duration after) {
    return waiting(
            "select * from ("
                + WAITING
                + ") t where (due_at, contact_id) > (:afterTime, :afterContact)"
                + " order by due_at, contact_id",
            Waiting.class,
            waveId,
            now,
            today,
            after)
        .setParameter(
            "afterTime", page.after() == null ? Instant.EPOCH : Instant.parse(page.afterValue()))
        .setParameter("afterContact", page.afterId(0))
        .setMaxResults(page.limit())
        .getResultList();
  }

  private record Total(int calls) {}

  int number(int waveId, Instant now, LocalDate today, Duration after) {
    return waiting(
            "select cast(count(*) as int) as calls from (" + WAITING + ") t",
            Total.class,
            waveId,
            now,
            today,
            after)
        .getSingleResult()
        .calls();
  }

  private <T> NativeQuery<T> waiting(
      String sql, Class<T> row, int waveId, Instant now, LocalDate today, Duration after) {
    return session
        .createNativeQuery(sql, row)
        .setParameter("wave", waveId)
        .setParameter("now", now)
        .setParameter("today", today)
        .setParameter("after", after.toString());
  }

  /** This person, if drawn in that wave, not withheld, and visible. */
  Optional<Drawn> drawn(int waveId, int contactId) {
    return session
        .createNativeQuery(
            """
            select f.contact_id, 'PHONE' = any (w.channels) as by_phone,
              exists (select from contact c where c.id = f.contact_id and c.erased_at is not null) as erased,
              least(w.closes_at, w.closed_at) as until
            from frame_entry f join wave w on w.id = f.wave_id
            where f.wave_id = :wave and f.contact_id = :contact and f.drawn and f.blocked is null
            """,
            Drawn.class)
        .setParameter("wave", waveId)
        .setParameter("contact", contactId)
        .uniqueResultOptional();
  }

  private record Held(String held) {}

  /** Calls of one person are written down one after the other. */
  void hold(int contactId) {
    session
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtext('keypulse.phone'), :contact) as text) as held",
            Held.class)
        .setParameter("contact", contactId)
        .getSingleResult();
  }

  /** Whether this person has refused, has left or cannot answer. */
  boolean areSettled(int waveId, int contactId) {
    return !session
        .createNativeQuery(
            ATTEMPT
                + " where a.wave_id = :wave and a.contact_id = :contact and a.outcome = any (cast(:settling as text[])) limit 1",
            Attempt.class)
        .setParameter("wave", waveId)
        .setParameter("contact", contactId)
        .setParameter("settling", PhoneOutcome.settling())
        .getResultList()
        .isEmpty();
  }

  long add(
      int waveId,
      int contactId,
      PhoneOutcome outcome,
      @Nullable Instant callBackAt,
      @Nullable String note,
      int interviewerId,
      Instant now) {
    return session
        .createNativeQuery(
            """
            insert into phone_attempt (wave_id, contact_id, account_id, team_id, outcome, call_back_at, note,
              interviewer_id, attempted_at)
            select f.wave_id, f.contact_id, f.account_id, f.team_id, :outcome, cast(:callBackAt as timestamptz), :note,
              :interviewer, :now
            from frame_entry f where f.wave_id = :wave and f.contact_id = :contact and f.drawn
            returning id
            """,
            Made.class)
        .setParameter("wave", waveId)
        .setParameter("contact", contactId)
        .setParameter("outcome", outcome.name())
        .setParameter("callBackAt", callBackAt, Instant.class)
        .setParameter("note", note, String.class)
        .setParameter("interviewer", interviewerId)
        .setParameter("now", now)
        .getSingleResult()
        .id();
  }

  Optional<Attempt> byId(long id) {
    return session
        .createNativeQuery(ATTEMPT + "where a.id = :id", Attempt.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** The newest of each contact, newest first. */
  List<Attempt> ofContacts(Collection<Integer> contactIds, int most) {
    return session
        .createNativeQuery(
            """
            select n.* from unnest(cast(:contacts as int[])) as asked (id)
            cross join lateral (
            """
                + ATTEMPT
                + """
                  where a.contact_id = asked.id order by a.id desc limit :most) n
                order by n.contact_id, n.id desc
                """,
            Attempt.class)
        .setParameter("contacts", contactIds.toArray(Integer[]::new))
        .setParameter("most", most)
        .getResultList();
  }
}
