package io.keypulse.followup;

import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.hibernate.Session;

/** What people have to do about cases, whatever the case. */
@ApplicationScoped
class FollowUpActions {
  private static final String COLUMNS =
      "select id, follow_up_id, account_id, what, owner_id, due_on, done_at, version ";

  @Inject Session session;

  private record Total(int number) {}

  /** The next due first. */
  List<WorkLog.Action> page(Page page, FollowUpActionFilter filter) {
    FollowUpFilter.Conditions conditions = filter.conditions();
    var query =
        session.createNativeQuery(
            COLUMNS
                + "from follow_up_action where "
                + conditions.text()
                + (page.after() == null ? "" : " and (due_on, id) > (cast(:dueOn as date), :id)")
                + " order by due_on, id limit :most",
            WorkLog.Action.class);
    conditions.values().forEach((name, value) -> query.setParameter(name, value));
    if (page.after() != null) {
      query.setParameter("dueOn", dueOn(page.after())).setParameter("id", page.after().id());
    }
    return query.setParameter("most", page.limit()).getResultList();
  }

  private static LocalDate dueOn(Page.Key key) {
    try {
      return LocalDate.parse(key.value());
    } catch (DateTimeParseException notOurs) {
      throw Refused.invalid("after", "This is not a cursor of this list in this order.");
    }
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
  List<WorkLog.Action> late(LocalDate today, int most, Instant now) {
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
            WorkLog.Action.class)
        .setParameter("today", today)
        .setParameter("most", most)
        .setParameter("now", now)
        .getResultList();
  }
}
