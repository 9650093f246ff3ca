package io.keypulse.followup;

import io.keypulse.platform.Chance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Which mails about cases there are to be. */
@ApplicationScoped
class FollowUpMails {
  /**
   * To the owner of case {@code f} and to those to whom it climbed, or who were told as sponsors,
   * in this round, as far as they know of it; where nobody has to act there is nobody to tell.
   */
  static final String OVER =
      """
      insert into follow_up_mail (follow_up_id, account_id, team_id, step_id, over, key, state, due_at)
      select distinct on (s.follow_up_id, s.acting_id) s.follow_up_id, s.account_id, s.team_id, s.id, true, gen_random_uuid(),
        'DUE', cast(:now as timestamptz)
      from follow_up f join follow_up_step s on s.follow_up_id = f.id and s.round = f.round
      where %s and f.%s and (s.kind in ('LINE', 'SPONSOR') or s.acting_id = f.owner_id)
        and (s.acknowledged_at is not null
          or exists (select from follow_up_mail m where m.step_id = s.id and m.former_id is null and m.attempts > 0))
      order by s.follow_up_id, s.acting_id, s.id desc
      """;

  @Inject Session session;
  @Inject Chance chance;

  void aboutStep(FollowUp followUp, long stepId, Instant now) {
    add(followUp, stepId, null, null, now);
  }

  /** To whoever it is given to. */
  void aboutAction(long actionId, Instant now) {
    aboutAction(actionId, false, "", now);
  }

  /** To whoever has not done it until its day. */
  void aboutLateAction(FollowUpActions.Action action, Instant now) {
    aboutAction(action.id(), true, "", now);
  }

  /** To whoever has it; nothing where a mail waits that will tell its new day anyway. */
  void aboutMovedAction(long actionId, Instant now) {
    aboutAction(
        actionId,
        false,
        """
        and not exists (select from follow_up_mail m
          where m.action_id = a.id and m.hand = a.hand and not m.late and m.state = 'DUE' and m.attempts = 0)
        """,
        now);
  }

  private void aboutAction(long actionId, boolean late, String unless, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into follow_up_mail (follow_up_id, account_id, team_id, action_id, late, hand, moves, key, state, due_at)
            select a.follow_up_id, a.account_id, a.team_id, a.id, :late, a.hand, a.moves, :key, 'DUE', :now
            from follow_up_action a where a.id = :id
            """
                + unless)
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

  /** To those to whom it had climbed in this round and who do not see it any more, once each. */
  void movedAway(FollowUp followUp, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into follow_up_mail (follow_up_id, account_id, team_id, step_id, former_id, key, state, due_at)
            select f.id, f.account_id, f.team_id, n.step, p.acting_id, gen_random_uuid(), 'DUE', :now
            from follow_up f
            cross join lateral (select max(s.id) as step from follow_up_step s
              where s.follow_up_id = f.id and s.acting_id is not null) n
            cross join lateral (select s.acting_id, max(s.id) as step from follow_up_step s
              where s.follow_up_id = f.id and s.round = f.round and s.kind = 'LINE' and s.acting_id is not null
              group by s.acting_id) p
            where f.id = :followUp and %s and not exists (select from follow_up_mail m
              where m.follow_up_id = f.id and m.former_id = p.acting_id and m.step_id >= p.step)
            """
                .formatted(InHand.blind("p.acting_id", "f.team_id")))
        .setParameter("followUp", followUp.id)
        .setParameter("now", now)
        .executeUpdate();
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
            RowId.class)
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
}
