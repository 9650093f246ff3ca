package io.keypulse.followup;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What people have to do about cases. */
@ApplicationScoped
class FollowUpActions {
  private static final String COLUMNS =
      "select id, follow_up_id, account_id, what, owner_id, former_owner_id, due_on, done_at, version ";

  @Inject Session session;

  record Action(
      long id,
      long followUpId,
      int accountId,
      String what,
      int ownerId,
      @Nullable Integer formerOwnerId,
      LocalDate dueOn,
      @Nullable Instant doneAt,
      int version) {}

  private record Total(int number) {}

  long plan(FollowUp followUp, String what, int owner, LocalDate dueOn) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into follow_up_action (follow_up_id, account_id, team_id, what, owner_id, due_on, round)
              values (:followUp, :account, :team, :what, :owner, cast(:due as date), :round) returning id)
            select id from made
            """,
            RowId.class)
        .setParameter("followUp", followUp.id)
        .setParameter("account", followUp.accountId)
        .setParameter("team", followUp.teamId)
        .setParameter("what", what)
        .setParameter("owner", owner)
        .setParameter("due", dueOn)
        .setParameter("round", followUp.round)
        .getSingleResult()
        .id();
  }

  List<Action> of(Collection<Long> followUpIds) {
    return session
        .createNativeQuery(
            COLUMNS
                + "from follow_up_action where follow_up_id = any (cast(:ids as bigint[])) order by follow_up_id, due_on, id",
            Action.class)
        .setParameter("ids", followUpIds.toArray(Long[]::new))
        .getResultList();
  }

  Optional<Action> byId(long id) {
    return session
        .createNativeQuery(COLUMNS + "from follow_up_action where id = :id", Action.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** The next due first. */
  List<Action> page(Page page, FollowUpActionFilter filter) {
    FollowUpFilter.Conditions conditions = filter.conditions();
    var query =
        session.createNativeQuery(
            COLUMNS
                + "from follow_up_action where "
                + conditions.text()
                + (page.after() == null ? "" : " and (due_on, id) > (cast(:dueOn as date), :id)")
                + " order by due_on, id limit :most",
            Action.class);
    conditions.values().forEach((name, value) -> query.setParameter(name, value));
    if (page.after() != null) {
      query
          .setParameter("dueOn", LocalDate.parse(page.after().value()))
          .setParameter("id", page.after().id());
    }
    return query.setParameter("most", page.limit()).getResultList();
  }

  int number(FollowUpActionFilter filter) {
    FollowUpFilter.Conditions conditions = filter.conditions();
    var query =
        session.createNativeQuery(
            "select cast(count(*) as int) as number from follow_up_action where "
                + conditions.text(),
            Total.class);
    conditions.values().forEach((name, value) -> query.setParameter(name, value));
    return query.getSingleResult().number();
  }

  /** Those whose day was over before today, each told of once. */
  List<Action> late(LocalDate today, int most, Instant now) {
    return session
        .createNativeQuery(
            """
            with passed as (
              select id from follow_up_action
              where done_at is null and late_told_at is null and due_on < cast(:today as date)
              order by due_on, id limit :most for update skip locked),
            told as (
              update follow_up_action set late_told_at = :now where id in (select id from passed) returning *)
            """
                + COLUMNS
                + "from told order by id",
            Action.class)
        .setParameter("today", today)
        .setParameter("most", most)
        .setParameter("now", now)
        .getResultList();
  }

  /** False when it is at another version, or done. */
  boolean done(long actionId, int expectedVersion, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                update follow_up_action set done_at = :now, version = version + 1,
                  done_round = (select f.round from follow_up f where f.id = follow_up_id)
                where id = :id and version = :expected and done_at is null
                """)
            .setParameter("now", now)
            .setParameter("id", actionId)
            .setParameter("expected", expectedVersion)
            .executeUpdate()
        == 1;
  }

  /** False when it is at another version, or done. */
  boolean move(long actionId, int expectedVersion, LocalDate dueOn) {
    return session
            .createNativeMutationQuery(
                """
                update follow_up_action set due_on = cast(:due as date), late_told_at = null, moves = moves + 1,
                  version = version + 1
                where id = :id and version = :expected and done_at is null
                """)
            .setParameter("due", dueOn)
            .setParameter("id", actionId)
            .setParameter("expected", expectedVersion)
            .executeUpdate()
        == 1;
  }

  void giveOn(long actionId, int owner) {
    session
        .createNativeMutationQuery(
            """
            update follow_up_action set former_owner_id = owner_id, owner_id = :owner, hand = hand + 1, moves = 0,
              version = version + 1
            where id = :id
            """)
        .setParameter("id", actionId)
        .setParameter("owner", owner)
        .executeUpdate();
  }
}
