package io.keypulse.staff;

import io.keypulse.platform.Period;
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
class ReportingLines {
  @Inject Session session;

  /**
   * From this day until the next change already planned, or until this other day; what a file says
   * holds not beyond an end that was set by hand.
   */
  record Wanted(
      int employeeId, @Nullable Integer managerId, LocalDate since, @Nullable LocalDate until) {}

  record Step(int employeeId, int otherId, int step) {}

  record Line(
      int employeeId,
      int managerId,
      LocalDate since,
      @Nullable LocalDate until,
      String channel,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  record Top(int id) {}

  /**
   * On any day of the period, the latest first.
   *
   * @param during whenever where null
   */
  List<Line> of(Collection<Integer> employees, @Nullable Period during) {
    return session
        .createNativeQuery(
            """
            select employee_id, manager_id, lower(valid) as since, upper(valid) as until, channel, recorded_at, recorded_by
            from reporting_line
            where employee_id = any (cast(:employees as int[]))
              and valid && daterange(cast(:from as date), cast(:to as date), '[]')
            order by employee_id, lower(valid) desc
            """,
            Line.class)
        .setParameter("employees", employees.toArray(Integer[]::new))
        .setParameter("from", during == null ? null : during.from(), LocalDate.class)
        .setParameter("to", during == null ? null : during.to(), LocalDate.class)
        .getResultList();
  }

  List<Step> managers(Collection<Integer> employees, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select employee_id, manager_id as other_id, 1 as step from reporting_line
            where employee_id = any (cast(:employees as int[])) and valid @> cast(:asOf as date)
            """,
            Step.class)
        .setParameter("employees", employees.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /** Everybody above each, the nearest first. */
  List<Step> above(Collection<Integer> employees, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            with recursive above as (
              select employee_id, manager_id as other_id, 1 as step from reporting_line
              where employee_id = any (cast(:employees as int[])) and valid @> cast(:asOf as date)
              union all
              select a.employee_id, l.manager_id, a.step + 1 from above a
              join reporting_line l on l.employee_id = a.other_id and l.valid @> cast(:asOf as date))
            select employee_id, other_id, step from above order by step
            """,
            Step.class)
        .setParameter("employees", employees.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /** Those below each, level by level and by name. */
  List<Step> below(Collection<Integer> employees, LocalDate asOf, int levels) {
    return session
        .createNativeQuery(
            """
            with recursive below as (
              select manager_id as employee_id, employee_id as other_id, 1 as step from reporting_line
              where manager_id = any (cast(:employees as int[])) and valid @> cast(:asOf as date)
              union all
              select b.employee_id, l.employee_id, b.step + 1 from below b
              join reporting_line l on l.manager_id = b.other_id and l.valid @> cast(:asOf as date)
              where b.step < :levels)
            select b.employee_id, b.other_id, b.step from below b join employee e on e.id = b.other_id
            order by b.step, e.name, e.id
            """,
            Step.class)
        .setParameter("employees", employees.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .setParameter("levels", levels)
        .getResultList();
  }

  /** Everybody below one employee, each with the direct report they stand below. */
  List<Step> branches(int employee, LocalDate asOf, int levels) {
    return session
        .createNativeQuery(
            """
            with recursive below as (
              select employee_id as branch, employee_id as other_id, 1 as step from reporting_line
              where manager_id = :employee and valid @> cast(:asOf as date)
              union all
              select b.branch, l.employee_id, b.step + 1 from below b
              join reporting_line l on l.manager_id = b.other_id and l.valid @> cast(:asOf as date)
              where b.step < :levels)
            select b.branch as employee_id, b.other_id, b.step from below b join employee e on e.id = b.other_id
            order by b.step, e.name, e.id
            """,
            Step.class)
        .setParameter("employee", employee)
        .setParameter("asOf", asOf)
        .setParameter("levels", levels)
        .getResultList();
  }

  /** As the wall knows them. */
  Optional<Integer> top() {
    return session
        .createNativeQuery(
            "select top.id from top_of_line() as top (id) where top.id is not null", Top.class)
        .getResultList()
        .stream()
        .map(Top::id)
        .findFirst();
  }
}
