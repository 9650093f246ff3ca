package io.keypulse.team;

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
}
