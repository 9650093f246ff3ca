package io.keypulse.invitation;

import static io.keypulse.invitation.Mails.each;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Mails in nobody's hands: written down, held, skipped, and taken from replicas that do not come
 * back.
 */
@ApplicationScoped
class WaitingMails {
  /**
   * Of a mail that does not leave any more, because of what is to be filled in. One in doubt may
   * have arrived: nobody can say that it was not sent.
   */
  static final String ENDED =
      """
      fence = fence + 1, lease_until = null, state = case when doubted then 'FAILED' else 'SKIPPED' end,
        reason = case when not doubted then %%s when starts_with(reason, '%1$s') then reason else '%1$s%2$s' end
      """
          .formatted(Outcome.Unknown.MARK, "it was not repeated");

  @Inject Session session;

  /** One mail to write down; {@code obstacle} where it must not be sent. */
  record Planned(
      long invitationId, MailKind kind, int number, Instant dueAt, @Nullable String obstacle) {}

  /** Those that are there already stay as they are. */
  int plan(List<Planned> mails) {
    return session
        .createNativeMutationQuery(
            """
            insert into mail (invitation_id, wave_id, contact_id, account_id, team_id, kind, number, domain, state,
              due_at, reason)
            select i.id, i.wave_id, i.contact_id, i.account_id, i.team_id, p.kind, p.number, split_part(i.email, '@', 2),
              case when p.obstacle is null then 'DUE' else 'SKIPPED' end, p.due_at, p.obstacle
            from unnest(cast(:invitations as bigint[]), cast(:kinds as text[]), cast(:numbers as int[]),
              cast(:dues as timestamptz[]), cast(:obstacles as text[])) as p (invitation_id, kind, number, due_at, obstacle)
            join invitation i on i.id = p.invitation_id
            order by i.id
            on conflict (wave_id, contact_id, kind, number) do nothing
            """)
        .setParameter("invitations", each(mails, Planned::invitationId, Long[]::new))
        .setParameter("kinds", each(mails, mail -> mail.kind().name(), String[]::new))
        .setParameter("numbers", each(mails, Planned::number, Integer[]::new))
        .setParameter("dues", each(mails, Planned::dueAt, Instant[]::new))
        .setParameter("obstacles", each(mails, Planned::obstacle, String[]::new))
        .executeUpdate();
  }

  /** Claimed and never started: nothing happened, due again. */
  int releaseUnstarted(Instant now) {
    return session
        .createNativeMutationQuery(
            """
            with lost as (
              select id from mail where in_hand and state = 'CLAIMED' and lease_until < :now for update skip locked)
            update mail m set state = case when doubted then 'UNKNOWN' else 'DUE' end, fence = fence + 1,
              lease_until = null
            from lost where lost.id = m.id
            """)
        .setParameter("now", now)
        .executeUpdate();
  }

  /**
   * Started by a replica that never came back: the mail may be out. Repeated once, later; never a
   * third time.
   */
  int doubtStarted(Instant now, Instant dueAt) {
    return session
        .createNativeMutationQuery(
            """
            with lost as (
              select id from mail where in_hand and state = 'STARTED' and lease_until < :now for update skip locked),
            doubted as (
              update mail m set fence = fence + 1, lease_until = null, due_at = :due,
                state = case when doubted then 'FAILED' else 'UNKNOWN' end, doubted = true,
                reason = 'UNKNOWN: the replica that was sending it disappeared'
              from lost where lost.id = m.id
              returning m.id, m.attempts, m.wave_id, m.contact_id, m.account_id, m.team_id, m.reason)
            insert into mail_attempt (mail_id, number, wave_id, contact_id, account_id, team_id, at, outcome, reply)
            select id, attempts, wave_id, contact_id, account_id, team_id, :now, 'UNKNOWN', reason from doubted
            on conflict do nothing
            """)
        .setParameter("now", now)
        .setParameter("due", dueAt)
        .executeUpdate();
  }

  void hold(int waveId) {
    session
        .createNativeMutationQuery(
            """
            update mail set state = 'HELD', fence = fence + 1, lease_until = null
            where wave_id = :wave and state in ('DUE', 'CLAIMED', 'UNKNOWN')
            """)
        .setParameter("wave", waveId)
        .executeUpdate();
  }

  /** What was held leaves when its time has come, once its wave goes on. */
  int releaseHeld() {
    return session
        .createNativeMutationQuery(
            """
            update mail m set state = case when doubted then 'UNKNOWN' else 'DUE' end
            where held and wave_id in (
              select w.id from wave w where w.state = 'OPEN'
                and exists (select from mail h where h.wave_id = w.id and h.held)
                and not exists (select from delivery_stop s where s.wave_id = w.id and s.resumed_at is null))
            """)
        .executeUpdate();
  }

  /** What has not left when its wave closes. A mail that is in a replica's hands is let go. */
  int skipUnsent(int waveId) {
    return session
        .createNativeMutationQuery(
            """
            update mail set %s
            where wave_id = :wave and state in ('DUE', 'HELD', 'CLAIMED', 'UNKNOWN')
            """
                .formatted(ENDED.formatted("'WAVE_CLOSED'")))
        .setParameter("wave", waveId)
        .executeUpdate();
  }

  private record Person(int id) {}

  /**
   * Whom a closed wave invited by no mail that may have arrived. Where people are telephoned they
   * may have been asked all the same.
   */
  List<Integer> neverLeftFor(int waveId) {
    return session
        .createNativeQuery(
            """
            select m.contact_id as id from mail m
            join invitation i on i.id = m.invitation_id and i.answered_at is null
            join wave w on w.id = m.wave_id and not 'PHONE' = any (w.channels)
            where m.wave_id = :wave and m.kind = 'INVITATION' and m.state in ('SKIPPED', 'FAILED') and not m.doubted
            """,
            Person.class)
        .setParameter("wave", waveId)
        .getResultList()
        .stream()
        .map(Person::id)
        .toList();
  }

  /** What has not left when its person does not want it any more. */
  void skip(long invitationId, String reason, boolean remindersOnly) {
    session
        .createNativeMutationQuery(
            """
            update mail set %s
            where invitation_id = :id and state in ('DUE', 'HELD', 'CLAIMED', 'UNKNOWN')
              and (kind = 'REMINDER' or not :remindersOnly)
            """
                .formatted(ENDED.formatted(":reason")))
        .setParameter("id", invitationId)
        .setParameter("reason", reason)
        .setParameter("remindersOnly", remindersOnly)
        .executeUpdate();
  }
}
