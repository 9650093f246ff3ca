package io.keypulse.team;

import io.keypulse.platform.DatedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Parts in teams as people change them by hand. */
@ApplicationScoped
class HeldMemberships {
  @Inject Session session;

  record Held(int id, int teamId, String function, LocalDate since, int version) {}

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
            "select id, team_id, function, lower(valid) as since, version from team_member where id = :id for no key update",
            Held.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  Optional<Held> lockedLead(int team, LocalDate day) {
    return session
        .createNativeQuery(
            """
            select id, team_id, function, lower(valid) as since, version from team_member
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

  void update(
      int id,
      boolean namesShare,
      @Nullable Integer share,
      boolean namesSite,
      @Nullable String site,
      @Nullable String function,
      String channel) {
    session
        .createNativeMutationQuery(
            """
            update team_member m set share = n.share, site = n.site, function = n.function, channel = :channel
            from (
              select id, case when :namesShare then cast(:share as int) else share end as share,
                case when :namesSite then cast(:site as text) else site end as site,
                coalesce(cast(:function as text), function) as function
              from team_member where id = :id) n
            where m.id = n.id and (m.share, m.site, m.function) is distinct from (n.share, n.site, n.function)
            """)
        .setParameter("id", id)
        .setParameter("namesShare", namesShare)
        .setParameter("share", share, Integer.class)
        .setParameter("namesSite", namesSite)
        .setParameter("site", site, String.class)
        .setParameter("function", function, String.class)
        .setParameter("channel", channel)
        .executeUpdate();
  }

  /** What would end before it began is taken back. */
  void end(int id, LocalDate until) {
    DatedRows.end(session, "team_member", id, until);
  }
}
