package io.keypulse.followup;

import io.keypulse.team.Actors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Whose turn it was, from the responsible upwards. */
@ApplicationScoped
class FollowUpSteps {
  @Inject Session session;

  enum Kind {
    RESPONSIBLE,
    ASSIGNED,
    LINE,
    SPONSOR
  }

  record Step(
      long id,
      long followUpId,
      String kind,
      int round,
      String task,
      int level,
      int employeeId,
      @Nullable Integer actingId,
      @Nullable String skipped,
      @Nullable Integer pastId,
      Instant at,
      @Nullable Instant dueAt,
      @Nullable Instant acknowledgedAt) {
    boolean is(Kind other) {
      return kind.equals(other.name());
    }

    /** Whether somebody was given the case, rather than it climbing to them. */
    boolean isGiven() {
      return is(Kind.RESPONSIBLE) || is(Kind.ASSIGNED);
    }

    boolean isTaken() {
      return actingId != null;
    }
  }

  /** In the order in which they came. */
  List<Step> of(Collection<Long> followUpIds) {
    return session
        .createNativeQuery(
            """
            select id, follow_up_id, kind, round, task, level, employee_id, acting_id, skipped, past_id, at, due_at,
              acknowledged_at
            from follow_up_step where follow_up_id = any (cast(:ids as bigint[])) order by follow_up_id, id
            """,
            Step.class)
        .setParameter("ids", followUpIds.toArray(Long[]::new))
        .getResultList();
  }

  long add(
      FollowUp followUp,
      Kind kind,
      FollowUpTask task,
      int level,
      Actors.Actor actor,
      @Nullable Integer past,
      Instant now,
      @Nullable Instant dueAt) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into follow_up_step (follow_up_id, account_id, team_id, kind, round, task, level, employee_id,
                acting_id, skipped, past_id, overdue, at, due_at)
              values (:followUp, :account, :team, :kind, :round, :task, :level, :employee, cast(:acting as int),
                cast(:skipped as text), cast(:past as int), :overdue, :now, cast(:due as timestamptz))
              returning id)
            select id from made
            """,
            RowId.class)
        .setParameter("followUp", followUp.id)
        .setParameter("account", followUp.accountId)
        .setParameter("team", followUp.teamId)
        .setParameter("kind", kind.name())
        .setParameter("round", followUp.round)
        .setParameter("task", task.name())
        .setParameter("level", level)
        .setParameter("employee", actor.employeeId())
        .setParameter("acting", actor.actingId(), Integer.class)
        .setParameter(
            "skipped", actor.missing() == null ? null : actor.missing().name(), String.class)
        .setParameter("past", past, Integer.class)
        .setParameter("overdue", past != null && followUp.isTimeUp(now))
        .setParameter("now", now)
        .setParameter("due", dueAt, Instant.class)
        .getSingleResult()
        .id();
  }

  /**
   * This person has seen that it is their turn; whether it has come to them since somebody
   * acknowledged it, or up the line.
   */
  boolean acknowledge(long followUpId, int employee, Instant now) {
    return session
        .createNativeQuery(
            """
            with seen as (
              update follow_up_step set acknowledged_at = :now
              where follow_up_id = :followUp and acting_id = :employee and acknowledged_at is null
              returning id, kind, task)
            select id from seen where kind in ('LINE', 'SPONSOR') or task in ('CONTACT', 'RESOLVE')
            """,
            RowId.class)
        .setParameter("now", now)
        .setParameter("followUp", followUpId)
        .setParameter("employee", employee)
        .getResultList()
        .stream()
        .findAny()
        .isPresent();
  }
}
