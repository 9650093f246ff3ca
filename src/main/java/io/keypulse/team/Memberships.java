package io.keypulse.team;

import io.keypulse.platform.DatedRows;
import io.keypulse.platform.Once;
import io.keypulse.platform.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Who serves in which team, from when to when. */
@ApplicationScoped
class Memberships {
  @Inject Session session;

  record Member(
      int id,
      int teamId,
      int employeeId,
      String function,
      String role,
      @Nullable Integer share,
      @Nullable String site,
      LocalDate since,
      @Nullable LocalDate until,
      int version,
      String channel,
      String source,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  record Lead(int key, int employeeId) {}

  /**
   * @param appointed whether they are the lead on that day, also one who has left or comes yet
   * @param leads whether they work here as well
   */
  record LastLead(int employeeId, boolean appointed, boolean leads) {}

  record Covered(int teamId, String function) {}

  record Held(int id, int teamId, LocalDate since, int version) {}

  record Id(int id) {}

  /** What is left of somebody's part in a team. */
  record Rest(
      int employeeId,
      String role,
      String function,
      @Nullable Integer share,
      @Nullable String site,
      @Nullable LocalDate until) {}

  private record Begins(LocalDate day) {}

  private record Question(Set<Integer> teams, Period period, boolean everySite) {}

  /**
   * On any day of the period. Sites tell who the customer is, so they are for those who may know.
   */
  List<Member> of(Collection<Integer> teams, Period period, boolean everySite) {
    return Once.of(
        new Question(Set.copyOf(teams), period, everySite),
        () -> ask("team_id", teams, period, everySite));
  }

  /** The same of these people. */
  List<Member> ofEmployees(Collection<Integer> employees, Period period, boolean everySite) {
    return ask("employee_id", employees, period, everySite);
  }

  private List<Member> ask(
      String column, Collection<Integer> among, Period period, boolean everySite) {
    return session
        .createNativeQuery(
            """
            select id, team_id, employee_id, function, role, share,
              case when :everySite or team_id = any (cast((select visible_teams()) as int[])) then site end as site,
              lower(valid) as since, upper(valid) as until, version, channel, source, recorded_at, recorded_by
            from team_member
            where %1$s = any (cast(:among as int[])) and valid && daterange(cast(:from as date), cast(:to as date), '[]')
            order by %1$s, array_position(array['LEAD', 'DEPUTY', 'MEMBER'], role), function, lower(valid), id
            """
                .formatted(column),
            Member.class)
        .setParameter("everySite", everySite)
        .setParameter("among", among.toArray(Integer[]::new))
        .setParameter("from", period.from())
        .setParameter("to", period.to())
        .getResultList();
  }

  /** Those who work here on that day. */
  List<Lead> leads(Collection<Integer> teams, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select m.team_id as key, m.employee_id from team_member m join employee e on e.id = m.employee_id
            where m.team_id = any (cast(:teams as int[])) and m.role = 'LEAD' and m.valid @> cast(:asOf as date)
              and employed(e, cast(:asOf as date))
            """,
            Lead.class)
        .setParameter("teams", teams.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /** Whoever leads the team on that day, or led it last. */
  Optional<LastLead> lastLead(int team, LocalDate asOf) {
    return session
        .createNativeQuery(
            "select employee_id, appointed, leads from last_lead(:team, cast(:asOf as date))",
            LastLead.class)
        .setParameter("team", team)
        .setParameter("asOf", asOf)
        .uniqueResultOptional();
  }

  /** By those who work here on that day. */
  List<Covered> functions(Collection<Integer> teams, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select distinct m.team_id, m.function from team_member m join employee e on e.id = m.employee_id
            where m.team_id = any (cast(:teams as int[])) and m.valid @> cast(:asOf as date)
              and employed(e, cast(:asOf as date))
            order by m.team_id, m.function
            """,
            Covered.class)
        .setParameter("teams", teams.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  int assign(
      int team,
      int employee,
      TeamRole role,
      String function,
      @Nullable Integer share,
      @Nullable String site,
      LocalDate since,
      @Nullable LocalDate until,
      String channel,
      String externalId) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into team_member (source, external_id, team_id, employee_id, role, function, share, site, valid, channel)
              values ('keypulse', :externalId, :team, :employee, :role, :function, cast(:share as int),
                cast(:site as text), daterange(cast(:since as date), cast(:until as date)), :channel)
              returning id)
            select id from made
            """,
            Id.class)
        .setParameter("externalId", externalId)
        .setParameter("team", team)
        .setParameter("employee", employee)
        .setParameter("role", role.name())
        .setParameter("function", function)
        .setParameter("share", share)
        .setParameter("site", site)
        .setParameter("since", since)
        .setParameter("until", until)
        .setParameter("channel", channel)
        .getSingleResult()
        .id();
  }

  Optional<Held> locked(int id) {
    return session
        .createNativeQuery(
            "select id, team_id, lower(valid) as since, version from team_member where id = :id for no key update",
            Held.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  Optional<Held> lockedLead(int team, LocalDate day) {
    return session
        .createNativeQuery(
            """
            select id, team_id, lower(valid) as since, version from team_member
            where team_id = :team and role = 'LEAD' and valid @> cast(:day as date) for no key update
            """,
            Held.class)
        .setParameter("team", team)
        .setParameter("day", day)
        .uniqueResultOptional();
  }

  /** From this day on, where there is one and it holds so long. */
  Optional<Rest> rest(int id, @Nullable LocalDate from) {
    return session
        .createNativeQuery(
            """
            select employee_id, role, function, share, site, upper(valid) as until from team_member
            where id = :id and coalesce(upper(valid), 'infinity') > cast(:from as date)
            """,
            Rest.class)
        .setParameter("id", id)
        .setParameter("from", from)
        .uniqueResultOptional();
  }

  /** The first day, after this one and before the end, on which they serve so by another row. */
  Optional<LocalDate> later(
      int team, int employee, String function, LocalDate since, @Nullable LocalDate until) {
    return session
        .createNativeQuery(
            """
            select lower(valid) as day from team_member
            where team_id = :team and employee_id = :employee and function = :function
              and valid && daterange(cast(:since as date), cast(:until as date))
            order by 1 limit 1
            """,
            Begins.class)
        .setParameter("team", team)
        .setParameter("employee", employee)
        .setParameter("function", function)
        .setParameter("since", since)
        .setParameter("until", until)
        .uniqueResultOptional()
        .map(Begins::day)
        .filter(since::isBefore);
  }

  /** What would end before it began is taken back. */
  void end(int id, LocalDate until) {
    DatedRows.end(session, "team_member", id, until);
  }
}
