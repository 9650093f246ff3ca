package io.keypulse.followup;

import io.keypulse.platform.Chance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/**
 * The books of the mails about cases. Every move is one guarded update: it happens once, or tells
 * that it did not.
 */
@ApplicationScoped
class FollowUpMails {
  @Inject Session session;
  @Inject Chance chance;

  record Claimed(long id, UUID key, int fence, int attempts, boolean repeated) {}

  /**
   * What a mail is about.
   *
   * @param stepKind absent for a question to the customer
   * @param readersLanguage of the colleague it goes to; absent where it is not known
   * @param hindrance why it must not go out; absent where nothing is in the way
   */
  record Content(
      long followUpId,
      long invitationId,
      int programId,
      int teamId,
      @Nullable String stepKind,
      @Nullable String task,
      int round,
      @Nullable Instant dueAt,
      @Nullable String person,
      @Nullable String past,
      String account,
      String contact,
      String contactRole,
      String language,
      @Nullable String readersLanguage,
      String email,
      @Nullable String aspect,
      @Nullable Integer overall,
      @Nullable String why,
      boolean callWish,
      @Nullable UUID proofKey,
      UUID invitationKey,
      String timeZone,
      @Nullable String hindrance) {}

  void aboutStep(FollowUp followUp, long stepId, Instant now) {
    add(followUp, stepId, null, now);
  }

  void aboutProof(FollowUp followUp, long proofId, Instant now) {
    add(followUp, null, proofId, now);
  }

  private void add(FollowUp followUp, @Nullable Long stepId, @Nullable Long proofId, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into follow_up_mail (follow_up_id, account_id, team_id, step_id, proof_id, key, state, due_at)
            values (:followUp, :account, :team, cast(:step as bigint), cast(:proof as bigint), :key, 'DUE', :now)
            """)
        .setParameter("followUp", followUp.id)
        .setParameter("account", followUp.accountId)
        .setParameter("team", followUp.teamId)
        .setParameter("step", stepId, Long.class)
        .setParameter("proof", proofId, Long.class)
        .setParameter("key", chance.key())
        .setParameter("now", now)
        .executeUpdate();
  }

  List<Claimed> claim(int most, Instant now, Duration lease) {
    return session
        .createNativeQuery(
            """
            with due as (
              select id from follow_up_mail
              where state in ('DUE', 'UNKNOWN') and due_at <= :now
              order by due_at, id limit :most
              for update skip locked),
            claimed as (
              update follow_up_mail m set state = 'CLAIMED', fence = fence + 1, lease_until = :until
              from due where m.id = due.id
              returning m.id, m.key, m.fence, m.attempts, coalesce(m.reason like 'UNKNOWN:%', false) as repeated)
            select * from claimed order by id
            """,
            Claimed.class)
        .setParameter("now", now)
        .setParameter("most", most)
        .setParameter("until", now.plus(lease))
        .getResultList();
  }

  /**
   * As things are now: addresses, objections and absences count at the moment of sending. Whether
   * it is mended is asked nowhere but where the survey went: who changes an address must not be
   * asked in its person's place.
   */
  Content content(long mailId, Instant now) {
    return session
        .createNativeQuery(
            """
            select f.id as follow_up_id, f.invitation_id, w.program_id, f.team_id, s.kind as step_kind, s.task, coalesce(s.round, p.round) as round, s.due_at,
              e.name as person, past.name as past, a.name as account, c.name as contact, c.role as contact_role,
              c.language, e.language as readers_language, coalesce(case when s.id is null then c.email else e.email end, '') as email, f.aspect,
              case when w.confidentiality = 'NAMED' then cast(n.overall as int) end as overall,
              case when w.confidentiality = 'NAMED' then n.why end as why, coalesce(n.call_wish, false) as call_wish, p.key as proof_key,
              i.key as invitation_key, h.time_zone,
              case when s.id is not null then
                  case when f.closed_at is not null then 'OUTDATED' when not e.active then 'LEFT' end
                when c.account_id <> f.account_id then 'LEFT'
                when c.email is null or c.left_on is not null or c.erased_at is not null then 'NO_ADDRESS'
                when c.email <> (select coalesce(l.readdressed_to, i.email) from mail l
                  where l.wave_id = f.wave_id and l.contact_id = f.contact_id and l.attempts > 0
                  order by l.id desc limit 1) then 'ADDRESS_CHANGED'
                when p.outcome is not null or p.expires_at <= :now then 'OUTDATED'
                when exists (select from refused_address r where r.email = c.email) then 'ADDRESS_REFUSED'
                when exists (select from objection_in_force o where o.email = c.email
                  and (o.program_id is null or o.program_id = w.program_id)) then 'OBJECTED'
                when exists (select from snooze_in_force z where z.email = c.email
                  and (z.program_id is null or z.program_id = w.program_id)
                  and z.snoozed_until > cast(cast(:now as timestamptz) as date)) then 'SNOOZED' end as hindrance
            from follow_up_mail m
            join follow_up f on f.id = m.follow_up_id
            join account a on a.id = f.account_id
            join contact c on c.id = f.contact_id
            join wave w on w.id = f.wave_id
            join invitation i on i.id = f.invitation_id
            cross join lateral (select b.time_zone from business_hours b where b.country in (a.country, 'ZZ')
              order by b.country = 'ZZ' limit 1) h
            left join answer n on n.invitation_id = f.invitation_id
            left join follow_up_step s on s.id = m.step_id
            left join employee e on e.id = s.acting_id
            left join employee past on past.id = s.past_id
            left join follow_up_proof p on p.id = m.proof_id
            where m.id = :id
            """,
            Content.class)
        .setParameter("id", mailId)
        .setParameter("now", now)
        .getSingleResult();
  }

  /** False when the lease was lost. */
  boolean start(Claimed mail, Instant leaseUntil) {
    return move(mail, "CLAIMED", "state = 'STARTED', attempts = attempts + 1, lease_until = :until")
            .setParameter("until", leaseUntil)
            .executeUpdate()
        == 1;
  }

  void skip(Claimed mail, String reason) {
    move(mail, "CLAIMED", "state = 'SKIPPED', lease_until = null, reason = :reason")
        .setParameter("reason", reason)
        .executeUpdate();
  }

  void markSent(Claimed mail, Instant now) {
    move(mail, "STARTED", "state = 'SENT', lease_until = null, reason = null, sent_at = :now")
        .setParameter("now", now)
        .executeUpdate();
  }

  void markDueAgain(Claimed mail, Instant dueAt, String reason) {
    move(mail, "STARTED", "state = 'DUE', lease_until = null, due_at = :due, reason = :reason")
        .setParameter("due", dueAt)
        .setParameter("reason", reason)
        .executeUpdate();
  }

  void markUnknown(Claimed mail, Instant dueAt, String reason) {
    move(mail, "STARTED", "state = 'UNKNOWN', lease_until = null, due_at = :due, reason = :reason")
        .setParameter("due", dueAt)
        .setParameter("reason", reason)
        .executeUpdate();
  }

  void markFailed(Claimed mail, String reason) {
    move(mail, "STARTED", "state = 'FAILED', lease_until = null, reason = :reason")
        .setParameter("reason", reason)
        .executeUpdate();
  }

  private MutationQuery move(Claimed mail, String from, String change) {
    return session
        .createNativeMutationQuery(
            "update follow_up_mail set "
                + change
                + " where id = :id and fence = :fence and state = '"
                + from
                + "'")
        .setParameter("id", mail.id())
        .setParameter("fence", mail.fence());
  }

  /** Takes back what replicas that disappeared had in their hands. */
  void recover(Instant now, Instant doubtUntil) {
    session
        .createNativeMutationQuery(
            """
            update follow_up_mail set state = 'DUE', fence = fence + 1, lease_until = null
            where state = 'CLAIMED' and lease_until < :now
            """)
        .setParameter("now", now)
        .executeUpdate();
    session
        .createNativeMutationQuery(
            """
            update follow_up_mail set fence = fence + 1, lease_until = null, due_at = :due,
              state = case when reason like 'UNKNOWN:%' then 'FAILED' else 'UNKNOWN' end,
              reason = 'UNKNOWN: the replica that was sending it disappeared'
            where state = 'STARTED' and lease_until < :now
            """)
        .setParameter("now", now)
        .setParameter("due", doubtUntil)
        .executeUpdate();
  }
}
