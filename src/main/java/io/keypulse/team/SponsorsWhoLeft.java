package io.keypulse.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Executive sponsors whom nobody has ended though they do not work here any more. */
@ApplicationScoped
class SponsorsWhoLeft {
  private static final String GONE =
      """
      with gone as (
        select distinct s.id, coalesce(e.left_on, cast(e.recorded_at at time zone 'UTC' as date)) as day
        from unnest(cast(:accounts as int[]), cast(:employees as int[]), cast(:sinces as date[]), cast(:untils as date[]))
          as n (account_id, employee_id, since, until)
        join executive_sponsor s on s.account_id = n.account_id and s.employee_id <> n.employee_id
          and s.valid && daterange(n.since, n.until)
        join employee e on e.id = s.employee_id and (e.left_on is not null or not e.active)
        where coalesce(e.left_on, cast(e.recorded_at at time zone 'UTC' as date)) <= n.since)
      """;

  @Inject Session session;

  /** Who follows, and from when to when. */
  record Next(int accountId, int employeeId, LocalDate since, @Nullable LocalDate until) {}

  /** They have held it until they left; not at all where that was before it began. */
  void makeRoomFor(List<Next> next) {
    change(
        GONE
            + "delete from executive_sponsor s using gone where s.id = gone.id and lower(s.valid) >= gone.day",
        next);
    change(
        GONE
            + "update executive_sponsor s set valid = daterange(lower(s.valid), gone.day) from gone where s.id = gone.id",
        next);
  }

  private void change(String sql, List<Next> next) {
    session
        .createNativeMutationQuery(sql)
        .setParameter("accounts", next.stream().map(Next::accountId).toArray(Integer[]::new))
        .setParameter("employees", next.stream().map(Next::employeeId).toArray(Integer[]::new))
        .setParameter("sinces", next.stream().map(Next::since).toArray(LocalDate[]::new))
        .setParameter("untils", next.stream().map(Next::until).toArray(LocalDate[]::new))
        .executeUpdate();
  }
}
