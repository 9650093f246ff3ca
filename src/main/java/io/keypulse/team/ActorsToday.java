package io.keypulse.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The statements of {@link Actors}. */
@ApplicationScoped
class ActorsToday {
  /** Deputies of deputies are asked so many steps far. */
  private static final int MOST_STEPS = 8;

  @Inject Session session;

  private record Candidate(int id) {}

  private record Turn(int employeeId, @Nullable Integer actingId, boolean active, boolean serves) {
    Actors.Actor actor() {
      return actingId == null
          ? new Actors.Actor(employeeId, null, unable().orElse(Actors.Missing.ABSENT))
          : new Actors.Actor(employeeId, actingId, null);
    }

    Optional<Actors.Missing> unable() {
      if (!active) {
        return Optional.of(Actors.Missing.LEFT);
      }
      return serves ? Optional.empty() : Optional.of(Actors.Missing.NOT_SERVING);
    }
  }

  /**
   * Those who have left or come yet are among them, those who may no longer see the account are
   * not. Who has handed over the lead since is not asked before whoever took it.
   */
  List<Integer> candidates(
      int account, int team, @Nullable String function, LocalDate servedOn, LocalDate today) {
    return session
        .createNativeQuery(
            """
            with served as (
              select served_by as team_id from account_team
              where account_id = :account and valid @> cast(:servedOn as date)),
            serving as (
              select employee_id, bool_or(role = 'LEAD') as leads from team_member
              where team_id = :team and valid @> cast(:today as date) group by employee_id),
            candidate as (
              select m.id, m.employee_id,
                case when m.function = cast(:function as text) then 0 when m.role = 'LEAD' then 1 else 2 end as rank,
                case when m.team_id in (select team_id from served) and m.valid @> cast(:servedOn as date)
                  then 0 else 1 end as joined,
                array_position(array['LEAD', 'DEPUTY', 'MEMBER'], m.role) as place
              from team_member m join serving s on s.employee_id = m.employee_id
              where m.team_id in (select team_id from served) and m.valid @> cast(:servedOn as date)
                  and m.function = cast(:function as text) and (m.role <> 'LEAD' or s.leads)
                or m.team_id = :team and m.valid @> cast(:today as date)
                  and (m.function = cast(:function as text) or m.role <> 'MEMBER'))
            select c.employee_id as id from candidate c join employee e on e.id = c.employee_id
            where not employed(e, cast(:today as date)) or c.employee_id in (select viewer_id from viewer_team where team_id = :team)
            group by c.employee_id
            order by min(c.rank * 100 + c.joined * 10 + c.place), min(c.id)
            """,
            Candidate.class)
        .setParameter("account", account)
        .setParameter("team", team)
        .setParameter("function", function, String.class)
        .setParameter("servedOn", servedOn)
        .setParameter("today", today)
        .getResultList()
        .stream()
        .map(Candidate::id)
        .toList();
  }

  List<Actors.Actor> of(List<Actors.Place> places, LocalDate today) {
    return session
        .createNativeQuery(
            """
            with recursive asked as (
              select * from unnest(cast(:teams as int[]), cast(:employees as int[]))
                with ordinality as a (team_id, id, place)),
            away as (
              select employee_id as id from employee_absence where valid @> cast(:today as date)
              union
              select e.id from employee e where not employed(e, cast(:today as date))),
            way as (
              select a.id as employee_id, a.id as other_id, 0 as step, array[a.id] as passed,
                cast('{}' as int[]) as rank
              from (select distinct id from asked) a
              union all
              select w.employee_id, d.deputy_id, w.step + 1, w.passed || d.deputy_id, w.rank || d.id
              from way w
              join employee_deputy d on d.employee_id = w.other_id and d.valid @> cast(:today as date)
              where w.step < :most and w.other_id in (select id from away) and d.deputy_id <> all (w.passed)),
            acting as (
              select distinct on (a.place) a.place, w.other_id from asked a join way w on w.employee_id = a.id
              where w.other_id not in (select id from away)
                and exists (select from viewer_team v where v.viewer_id = w.other_id and v.team_id = a.team_id)
              order by a.place, w.step, w.rank)
            select e.id as employee_id, x.other_id as acting_id, e.active,
              exists (select from viewer_team v where v.viewer_id = e.id and v.team_id = a.team_id) as serves
            from asked a join employee e on e.id = a.id left join acting x on x.place = a.place
            order by a.place
            """,
            Turn.class)
        .setParameter("teams", places.stream().map(Actors.Place::teamId).toArray(Integer[]::new))
        .setParameter(
            "employees", places.stream().map(Actors.Place::employeeId).toArray(Integer[]::new))
        .setParameter("today", today)
        .setParameter("most", MOST_STEPS)
        .getResultList()
        .stream()
        .map(Turn::actor)
        .toList();
  }

  Optional<Actors.Missing> unable(int employee, int team) {
    return session
        .createNativeQuery(
            """
            select e.id as employee_id, cast(null as int) as acting_id, e.active,
              exists (select from viewer_team v where v.viewer_id = e.id and v.team_id = :team) as serves
            from employee e where e.id = :employee
            """,
            Turn.class)
        .setParameter("employee", employee)
        .setParameter("team", team)
        .getSingleResult()
        .unable();
  }

  boolean sees(int employee, int team) {
    return !session
        .createNativeQuery(
            "select viewer_id as id from viewer_team where viewer_id = :employee and team_id = :team",
            Candidate.class)
        .setParameter("employee", employee)
        .setParameter("team", team)
        .getResultList()
        .isEmpty();
  }
}
