package io.keypulse.staff;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/** Reporting lines as files tell them, beside those that are there. */
@ApplicationScoped
class GivenLines {
  @Inject Session session;

  private record Place(int place) {}

  /** The places, from 0 on, of those that hold on their first day already. */
  Set<Integer> holding(List<ReportingLines.Wanted> wanted) {
    return session
        .createNativeQuery(
            """
            select cast(w.place - 1 as int) as place
            from unnest(cast(:employees as int[]), cast(:managers as int[]), cast(:sinces as date[]))
              with ordinality as w (employee_id, manager_id, since, place)
            join reporting_line l on l.employee_id = w.employee_id and l.valid @> w.since
            where l.manager_id = w.manager_id
            """,
            Place.class)
        .setParameter(
            "employees",
            wanted.stream().map(ReportingLines.Wanted::employeeId).toArray(Integer[]::new))
        .setParameter(
            "managers",
            wanted.stream().map(ReportingLines.Wanted::managerId).toArray(Integer[]::new))
        .setParameter(
            "sinces", wanted.stream().map(ReportingLines.Wanted::since).toArray(LocalDate[]::new))
        .getResultList()
        .stream()
        .map(Place::place)
        .collect(toSet());
  }

  record Cut(int place, LocalDate day) {}

  /**
   * Those of these lines, by their place from 0 on, that end by a change that no file made, with
   * its day.
   */
  List<Cut> cutByHand(List<ReportingLines.Wanted> wanted) {
    return session
        .createNativeQuery(
            """
            select cast(w.place - 1 as int) as place, cut.day
            from unnest(cast(:employees as int[]), cast(:sinces as date[]), cast(:untils as date[]))
              with ordinality as w (employee_id, since, until, place)
            left join reporting_line l on l.employee_id = w.employee_id and l.valid @> w.since
            left join lateral (
              select lower(p.valid) as since, p.channel from reporting_line p
              where p.employee_id = w.employee_id and lower(p.valid) > w.since order by 1 limit 1) next on true
            cross join lateral (
              select least(upper(l.valid), next.since) as day,
                case when upper(l.valid) < next.since or next.since is null then l.channel else next.channel end as channel) cut
            where cut.day < coalesce(w.until, 'infinity') and cut.channel <> 'CRM_IMPORT'
            order by w.place
            """,
            Cut.class)
        .setParameter(
            "employees",
            wanted.stream().map(ReportingLines.Wanted::employeeId).toArray(Integer[]::new))
        .setParameter(
            "sinces", wanted.stream().map(ReportingLines.Wanted::since).toArray(LocalDate[]::new))
        .setParameter(
            "untils", wanted.stream().map(ReportingLines.Wanted::until).toArray(LocalDate[]::new))
        .getResultList();
  }
}
