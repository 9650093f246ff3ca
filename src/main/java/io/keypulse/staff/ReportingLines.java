package io.keypulse.staff;

import io.keypulse.platform.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ReportingLines {
  @Inject Session session;

  /**
   * From this day until the next change already planned, or until this other day; not beyond an end
   * that was set by hand.
   */
  record Wanted(
      int employeeId, @Nullable Integer managerId, LocalDate since, @Nullable LocalDate until) {}

  record Step(int employeeId, int otherId, int step) {}

  record Top(int id) {}

  private record Turn(
      int employeeId,
      @Nullable Integer managerId,
      LocalDate since,
      @Nullable LocalDate until,
      @Nullable Integer currentId,
      @Nullable LocalDate currentSince) {}

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

  /**
   * Makes it so where it is not; each employee once.
   *
   * @return those whose line has changed
   */
  Set<Integer> set(List<Wanted> wanted, Channel channel) {
    List<Turn> turns = wanted.isEmpty() ? List.of() : turns(wanted);
    if (turns.isEmpty()) {
      return Set.of();
    }
    remove(turns.stream().filter(turn -> turn.since().equals(turn.currentSince())).toList());
    end(
        turns.stream()
            .filter(
                turn -> turn.currentSince() != null && turn.currentSince().isBefore(turn.since()))
            .toList(),
        channel);
    begin(turns.stream().filter(turn -> turn.managerId() != null).toList(), channel);
    return turns.stream().map(Turn::employeeId).collect(Collectors.toSet());
  }

  private List<Turn> turns(List<Wanted> wanted) {
    return session
        .createNativeQuery(
            """
            select w.employee_id, w.manager_id, w.since, least(w.until, planned.since) as until, l.id as current_id,
              lower(l.valid) as current_since
            from unnest(cast(:employees as int[]), cast(:managers as int[]), cast(:sinces as date[]),
              cast(:untils as date[])) as w (employee_id, manager_id, since, until)
            left join reporting_line l on l.employee_id = w.employee_id and l.valid @> w.since
            cross join lateral (
              select min(lower(p.valid)) as since from reporting_line p
              where p.employee_id = w.employee_id and lower(p.valid) > w.since) planned
            where l.manager_id is distinct from w.manager_id
              or (w.manager_id is not null and w.until is not null and upper(l.valid) is distinct from
                least(w.until, planned.since, case when l.channel <> 'CRM_IMPORT' then upper(l.valid) end))
            """,
            Turn.class)
        .setParameter("employees", wanted.stream().map(Wanted::employeeId).toArray(Integer[]::new))
        .setParameter("managers", wanted.stream().map(Wanted::managerId).toArray(Integer[]::new))
        .setParameter("sinces", wanted.stream().map(Wanted::since).toArray(LocalDate[]::new))
        .setParameter("untils", wanted.stream().map(Wanted::until).toArray(LocalDate[]::new))
        .getResultList();
  }

  private void remove(List<Turn> turns) {
    session
        .createNativeMutationQuery(
            "delete from reporting_line where id = any (cast(:ids as int[]))")
        .setParameter("ids", ids(turns))
        .executeUpdate();
  }

  private void end(List<Turn> turns, Channel channel) {
    session
        .createNativeMutationQuery(
            """
            update reporting_line l set valid = daterange(lower(l.valid), t.since), channel = :channel
            from unnest(cast(:ids as int[]), cast(:sinces as date[])) as t (id, since) where l.id = t.id
            """)
        .setParameter("channel", channel.name())
        .setParameter("ids", ids(turns))
        .setParameter("sinces", turns.stream().map(Turn::since).toArray(LocalDate[]::new))
        .executeUpdate();
  }

  private void begin(List<Turn> turns, Channel channel) {
    session
        .createNativeMutationQuery(
            """
            insert into reporting_line (employee_id, manager_id, valid, channel)
            select employee_id, manager_id, daterange(since, until), :channel
            from unnest(cast(:employees as int[]), cast(:managers as int[]), cast(:sinces as date[]),
              cast(:untils as date[])) as t (employee_id, manager_id, since, until)
            """)
        .setParameter("channel", channel.name())
        .setParameter("employees", turns.stream().map(Turn::employeeId).toArray(Integer[]::new))
        .setParameter("managers", turns.stream().map(Turn::managerId).toArray(Integer[]::new))
        .setParameter("sinces", turns.stream().map(Turn::since).toArray(LocalDate[]::new))
        .setParameter("untils", turns.stream().map(Turn::until).toArray(LocalDate[]::new))
        .executeUpdate();
  }

  private static Integer[] ids(List<Turn> turns) {
    return turns.stream()
        .map(turn -> Objects.requireNonNull(turn.currentId()))
        .toArray(Integer[]::new);
  }
}
