package io.keypulse.staff;

import io.keypulse.platform.Channel;
import io.keypulse.platform.DatedRows;
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

/** Who is away and who acts meanwhile. */
@ApplicationScoped
class StandIns {
  /** Deputies of deputies are asked so many steps far. */
  private static final int MOST_STEPS = 8;

  private static final String ACTING =
      """
      with recursive away as (
        select employee_id as id from employee_absence where valid @> cast(:asOf as date)
        union
        select e.id from employee e where not employed(e, cast(:asOf as date))),
      way as (
        select e.id as employee_id, e.id as other_id, 0 as step, array[e.id] as passed, cast('{}' as int[]) as rank
        from employee e where %s
        union all
        select w.employee_id, d.deputy_id, w.step + 1, w.passed || d.deputy_id, w.rank || d.id
        from way w
        join employee_deputy d on d.employee_id = w.other_id and d.valid @> cast(:asOf as date)
        where w.step < :most and w.other_id in (select id from away) and d.deputy_id <> all (w.passed)),
      acting as (
        select distinct on (employee_id) employee_id, other_id, step from way
        where other_id not in (select id from away) order by employee_id, step, rank)
      """;

  @Inject Session session;

  record Deputy(
      int id,
      int employeeId,
      int deputyId,
      LocalDate since,
      @Nullable LocalDate until,
      int version,
      String channel,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  record Absence(
      int id,
      int employeeId,
      LocalDate since,
      LocalDate until,
      int version,
      String channel,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  record Held(int id, int employeeId, LocalDate since, int version) {}

  List<Deputy> deputies(Collection<Integer> employees, Period period) {
    return session
        .createNativeQuery(
            """
            select id, employee_id, deputy_id, lower(valid) as since, upper(valid) as until, version, channel,
              recorded_at, recorded_by
            from employee_deputy
            where employee_id = any (cast(:employees as int[]))
              and valid && daterange(cast(:from as date), cast(:to as date), '[]')
            order by employee_id, id
            """,
            Deputy.class)
        .setParameter("employees", employees.toArray(Integer[]::new))
        .setParameter("from", period.from())
        .setParameter("to", period.to())
        .getResultList();
  }

  List<Absence> absences(Collection<Integer> employees, Period period) {
    return session
        .createNativeQuery(
            """
            select id, employee_id, lower(valid) as since, upper(valid) as until, version, channel, recorded_at,
              recorded_by
            from employee_absence
            where employee_id = any (cast(:employees as int[]))
              and valid && daterange(cast(:from as date), cast(:to as date), '[]')
            order by employee_id, lower(valid)
            """,
            Absence.class)
        .setParameter("employees", employees.toArray(Integer[]::new))
        .setParameter("from", period.from())
        .setParameter("to", period.to())
        .getResultList();
  }

  private record Back(LocalDate day) {}

  /** Absences that touch are one. */
  Optional<LocalDate> backOn(int employee, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select upper(a.valid) as day from (
              select unnest(range_agg(valid)) as valid from employee_absence where employee_id = :employee) a
            where a.valid @> cast(:asOf as date) and not upper_inf(a.valid)
            """,
            Back.class)
        .setParameter("employee", employee)
        .setParameter("asOf", asOf)
        .uniqueResultOptional()
        .map(Back::day);
  }

  /** For each employee who acts for them: themselves while present. */
  List<ReportingLines.Step> actingInsteadOf(Collection<Integer> employees, LocalDate asOf) {
    return session
        .createNativeQuery(
            ACTING.formatted("e.id = any (cast(:employees as int[]))")
                + "select employee_id, other_id, step from acting",
            ReportingLines.Step.class)
        .setParameter("most", MOST_STEPS)
        .setParameter("employees", employees.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /** For each employee those for whom they act. */
  List<ReportingLines.Step> represented(Collection<Integer> employees, LocalDate asOf) {
    return session
        .createNativeQuery(
            ACTING.formatted("e.id in (select id from away)")
                + """
                select a.other_id as employee_id, a.employee_id as other_id, a.step
                from acting a join employee e on e.id = a.employee_id
                where a.other_id = any (cast(:employees as int[])) order by e.name, e.id
                """,
            ReportingLines.Step.class)
        .setParameter("most", MOST_STEPS)
        .setParameter("employees", employees.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  int assign(
      int employee, int deputy, LocalDate since, @Nullable LocalDate until, Channel channel) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into employee_deputy (employee_id, deputy_id, valid, channel)
              values (:employee, :deputy, daterange(cast(:since as date), cast(:until as date)), :channel)
              returning id, employee_id, lower(valid) as since, version)
            select id, employee_id, since, version from made
            """,
            Held.class)
        .setParameter("employee", employee)
        .setParameter("deputy", deputy)
        .setParameter("since", since)
        .setParameter("until", until)
        .setParameter("channel", channel.name())
        .getSingleResult()
        .id();
  }

  int record(int employee, LocalDate since, LocalDate until, Channel channel) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into employee_absence (employee_id, valid, channel)
              values (:employee, daterange(cast(:since as date), cast(:until as date)), :channel)
              returning id, employee_id, lower(valid) as since, version)
            select id, employee_id, since, version from made
            """,
            Held.class)
        .setParameter("employee", employee)
        .setParameter("since", since)
        .setParameter("until", until)
        .setParameter("channel", channel.name())
        .getSingleResult()
        .id();
  }

  Optional<Held> lockedDeputy(int id) {
    return locked("employee_deputy", id);
  }

  Optional<Held> lockedAbsence(int id) {
    return locked("employee_absence", id);
  }

  private Optional<Held> locked(String table, int id) {
    return session
        .createNativeQuery(
            "select id, employee_id, lower(valid) as since, version from "
                + table
                + " where id = :id for no key update",
            Held.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** Before it began it never was. */
  void end(int id, LocalDate until) {
    DatedRows.end(session, "employee_deputy", id, until);
  }

  void cancel(int id) {
    session
        .createNativeMutationQuery("delete from employee_absence where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }
}
