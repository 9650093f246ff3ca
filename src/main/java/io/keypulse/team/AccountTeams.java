package io.keypulse.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Which team served an account when, and who led it. */
@ApplicationScoped
class AccountTeams {
  @Inject Session session;

  record Served(int accountId, int teamId, LocalDate since, @Nullable LocalDate until) {}

  record Vacancy(int accountId, LocalDate since) {}

  record Continuity(int accountId, int managers, int servedDays, int leadDays) {}

  List<Memberships.Lead> leads(Collection<Integer> accounts, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select h.account_id as key, m.employee_id from account_team h
            join team_member m on m.team_id = h.served_by and m.role = 'LEAD' and m.valid @> cast(:asOf as date)
            join employee e on e.id = m.employee_id and employed(e, cast(:asOf as date))
            where h.account_id = any (cast(:accounts as int[])) and h.valid @> cast(:asOf as date)
            """,
            Memberships.Lead.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /** The latest first. */
  List<Served> history(Collection<Integer> accounts) {
    return session
        .createNativeQuery(
            """
            select account_id, served_by as team_id, lower(valid) as since, upper(valid) as until from account_team
            where account_id = any (cast(:accounts as int[])) order by account_id, lower(valid) desc
            """,
            Served.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .getResultList();
  }

  /**
   * Those of the accounts that nobody leads who works here on that day, and since when nobody has
   * led any team that served them, or since when it is known who did.
   */
  List<Vacancy> vacancies(Collection<Integer> accounts, LocalDate day) {
    return session
        .createNativeQuery(
            """
            select a.id as account_id, coalesce(led.until, known.since, cast(:day as date)) as since
            from account a
            left join account_team h on h.account_id = a.id and h.valid @> cast(:day as date)
            cross join lateral (
              select min(lower(s.valid)) as since from account_team s
              where s.account_id = a.id and lower(s.valid) <= cast(:day as date)) known
            cross join lateral (
              select max(least(upper(l.days), cast(:day as date))) as until from (
                select s.valid * m.valid * daterange(e.joined_on, case when e.left_on is not null or not e.active
                  then greatest(e.joined_on, coalesce(e.left_on, cast(e.recorded_at at time zone 'UTC' as date))) end) as days
                from account_team s join team_member m on m.team_id = s.served_by and m.role = 'LEAD' and m.valid && s.valid
                join employee e on e.id = m.employee_id
                where s.account_id = a.id) l
              where lower(l.days) <= cast(:day as date)) led
            where a.id = any (cast(:accounts as int[])) and not exists (
              select from last_lead(coalesce(h.served_by, a.team_id), cast(:day as date)) l where l.leads)
            """,
            Vacancy.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .setParameter("day", day)
        .getResultList();
  }

  /** From the first day until the last, included. */
  List<Continuity> continuity(Collection<Integer> accounts, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            """
            with served as (
              select account_id, served_by, valid * daterange(cast(:from as date), cast(:to as date), '[]') as days
              from account_team where account_id = any (cast(:accounts as int[]))
                and valid && daterange(cast(:from as date), cast(:to as date), '[]')),
            led as (
              select s.account_id, m.employee_id, s.days * m.valid * daterange(e.joined_on, e.left_on) as days
              from served s join team_member m on m.team_id = s.served_by and m.role = 'LEAD' and m.valid && s.days
              join employee e on e.id = m.employee_id and daterange(e.joined_on, e.left_on) && (s.days * m.valid))
            select s.account_id,
              cast((select count(distinct l.employee_id) from led l where l.account_id = s.account_id) as int) as managers,
              cast(sum(upper(s.days) - lower(s.days)) as int) as served_days,
              cast(coalesce((select sum(upper(l.days) - lower(l.days)) from led l
                where l.account_id = s.account_id), 0) as int) as lead_days
            from served s group by s.account_id
            """,
            Continuity.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }
}
