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
  /**
   * To the owner of case {@code f} and to those to whom it climbed in this round, as far as they
   * were told; where nobody has to act there is nobody to tell.
   */
  static final String OVER =
      """
      insert into follow_up_mail (follow_up_id, account_id, team_id, step_id, over, key, state, due_at)
      select distinct on (s.follow_up_id, s.acting_id) s.follow_up_id, s.account_id, s.team_id, s.id, true, gen_random_uuid(),
        'DUE', cast(:now as timestamptz)
      from follow_up f join follow_up_step s on s.follow_up_id = f.id and s.round = f.round
      where %s and f.%s and (s.kind = 'LINE' or s.kind in ('RESPONSIBLE', 'ASSIGNED') and s.acting_id = f.owner_id)
        and exists (select from follow_up_mail m where m.step_id = s.id and m.former_id is null and m.attempts > 0)
      order by s.follow_up_id, s.acting_id, s.id desc
      """;

  @Inject Session session;
  @Inject Chance chance;

  private record Id(long id) {}

  record Claimed(long id, UUID key, int fence, int attempts, boolean doubted) {}

  void aboutStep(FollowUp followUp, long stepId, Instant now) {
    add(followUp, stepId, null, null, now);
  }

  /** To whoever it is given to. */
  void aboutAction(long actionId, Instant now) {
    aboutAction(actionId, false, now);
  }

  /** To whoever has not done it until its day. */
  void aboutLateAction(FollowUpActions.Action action, Instant now) {
    aboutAction(action.id(), true, now);
  }

  private void aboutAction(long actionId, boolean late, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into follow_up_mail (follow_up_id, account_id, team_id, action_id, late, hand, key, state, due_at)
            select follow_up_id, account_id, team_id, id, :late, hand, :key, 'DUE', :now from follow_up_action where id = :id
            """)
        .setParameter("id", actionId)
        .setParameter("late", late)
        .setParameter("key", chance.key())
        .setParameter("now", now)
        .executeUpdate();
  }

  /** To whoever had it until this step. */
  void movedOn(FollowUp followUp, long stepId, int former, Instant now) {
    add(followUp, stepId, null, former, now);
  }

  /**
   * What its customer has said since, for its owner; nothing where a mail waits that will tell it
   * anyway.
   */
  void news(FollowUp followUp, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into follow_up_mail (follow_up_id, account_id, team_id, step_id, news, key, state, due_at)
            select s.follow_up_id, s.account_id, s.team_id, s.id, true, :key, 'DUE', :now
            from follow_up_step s join follow_up f on f.id = s.follow_up_id and f.owner_id = s.acting_id
            where f.id = :followUp and s.kind in ('RESPONSIBLE', 'ASSIGNED') and not exists (
              select from follow_up_mail m where m.step_id = s.id and m.former_id is null and m.state = 'DUE' and m.attempts = 0)
            order by s.id desc limit 1
            """)
        .setParameter("followUp", followUp.id)
        .setParameter("key", chance.key())
        .setParameter("now", now)
        .executeUpdate();
  }

  /** What it was about is deleted, and it is about to be closed. */
  void over(FollowUp followUp, Instant now) {
    session
        .createNativeMutationQuery(OVER.formatted("f.id = :followUp", FollowUpState.WAITS))
        .setParameter("followUp", followUp.id)
        .setParameter("now", now)
        .executeUpdate();
  }

  /** Whether anybody was written to about it, or is being written to. */
  boolean areToldOf(FollowUp followUp) {
    return !session
        .createNativeQuery(
            """
            select id from follow_up_mail
            where follow_up_id = :followUp and step_id is not null and (attempts > 0 or state <> 'DUE') limit 1
            """,
            Id.class)
        .setParameter("followUp", followUp.id)
        .getResultList()
        .isEmpty();
  }

  void aboutProof(FollowUp followUp, long proofId, Instant now) {
    add(followUp, null, proofId, null, now);
  }

  private void add(
      FollowUp followUp,
      @Nullable Long stepId,
      @Nullable Long proofId,
      @Nullable Integer former,
      Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into follow_up_mail (follow_up_id, account_id, team_id, step_id, proof_id, former_id, key, state, due_at)
            values (:followUp, :account, :team, cast(:step as bigint), cast(:proof as bigint), cast(:former as int), :key,
              'DUE', :now)
            """)
        .setParameter("followUp", followUp.id)
        .setParameter("account", followUp.accountId)
        .setParameter("team", followUp.teamId)
        .setParameter("step", stepId, Long.class)
        .setParameter("proof", proofId, Long.class)
        .setParameter("former", former, Integer.class)
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
              returning m.id, m.key, m.fence, m.attempts, m.doubted)
            select * from claimed order by id
            """,
            Claimed.class)
        .setParameter("now", now)
        .setParameter("most", most)
        .setParameter("until", now.plus(lease))
        .getResultList();
  }

  /**
   * @param told the version of the answer that it tells
   * @return false when the lease was lost
   */
  boolean start(Claimed mail, @Nullable Integer told, Instant leaseUntil) {
    return move(
                mail,
                "CLAIMED",
                "state = 'STARTED', attempts = attempts + 1, told = :told, lease_until = :until")
            .setParameter("told", told, Integer.class)
            .setParameter("until", leaseUntil)
            .executeUpdate()
        == 1;
  }

  /** False when the lease was lost. */
  boolean skip(Claimed mail, String reason) {
    return move(mail, "CLAIMED", "state = 'SKIPPED', lease_until = null, reason = :reason")
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
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
    move(
            mail,
            "STARTED",
            "state = 'UNKNOWN', doubted = true, lease_until = null, due_at = :due, reason = :reason")
        .setParameter("due", dueAt)
        .setParameter("reason", reason)
        .executeUpdate();
  }

  /** False when the lease was lost. */
  boolean markFailed(Claimed mail, String reason) {
    return fail(mail, "STARTED", reason);
  }

  /** Of one that has not started. */
  boolean markUnwritable(Claimed mail, String reason) {
    return fail(mail, "CLAIMED", reason);
  }

  private boolean fail(Claimed mail, String from, String reason) {
    return move(mail, from, "state = 'FAILED', lease_until = null, reason = :reason")
            .setParameter("reason", reason)
            .executeUpdate()
        == 1;
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
              state = case when doubted then 'FAILED' else 'UNKNOWN' end, doubted = true,
              reason = 'UNKNOWN: the replica that was sending it disappeared'
            where state = 'STARTED' and lease_until < :now
            """)
        .setParameter("now", now)
        .setParameter("due", doubtUntil)
        .executeUpdate();
  }
}
