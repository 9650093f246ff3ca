package io.keypulse.team;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.ReadAlready;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Teams implements PanacheRepositoryBase<Team, Integer> {
  @Inject Session session;

  record Known(int id, String source, String externalId) {}

  /** A record, for Hibernate plans a native query of a bare number anew each time. */
  record Responsible(int teamId, @Nullable Integer id) {}

  record Size(int teamId, int accounts) {}

  record Version(int id, int version) {}

  List<Team> byIds(Collection<Integer> ids) {
    return ReadAlready.orByIds(session, Team.class, ids);
  }

  /** How many of a team's accounts the viewer sees. */
  List<Size> sizes(Collection<Integer> teamIds) {
    return session
        .createNativeQuery(
            """
            select team_id, cast(count(*) as int) as accounts from account
            where team_id = any (cast(:teams as int[])) group by team_id
            """,
            Size.class)
        .setParameter("teams", teamIds.toArray(Integer[]::new))
        .getResultList();
  }

  /**
   * The lead, else the manager nearest above any member: somebody who can act for an account of the
   * team.
   */
  List<Responsible> responsible(Collection<Integer> teamIds, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select t.id as team_id, coalesce(
              (select m.employee_id from team_member m join employee e on e.id = m.employee_id and e.active
                where m.team_id = t.id and m.lead and m.valid @> cast(:asOf as date)),
              (with recursive above as (
                select m.employee_id as id, 1 as step
                from team_member m where m.team_id = t.id and m.valid @> cast(:asOf as date)
                union
                select l.manager_id, a.step + 1 from above a
                join reporting_line l on l.employee_id = a.id and l.valid @> cast(:asOf as date)
                where a.step < 50)
              select a.id from above a join employee e on e.id = a.id and e.active
              where not exists (select from team_member m
                where m.employee_id = a.id and m.team_id = t.id and m.valid @> cast(:asOf as date))
              order by a.step, a.id limit 1)) as id
            from unnest(cast(:teams as int[])) as t (id)
            """,
            Responsible.class)
        .setParameter("teams", teamIds.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /** The wall moves where lines begin or end on this day; does nothing on a day it has seen. */
  void turnDay() {
    session
        .createNativeMutationQuery("update wall_day set day = today() where day <> today()")
        .executeUpdate();
  }

  int create(String source, String externalId, String name) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into team (source, external_id, name, channel) values (:source, :externalId, :name, 'MANUAL')
              returning id, version)
            select id, version from made
            """,
            Version.class)
        .setParameter("source", source)
        .setParameter("externalId", externalId)
        .setParameter("name", name)
        .getSingleResult()
        .id();
  }

  /** Nobody changes it until this transaction ends. */
  int lockedVersion(int id) {
    return session
        .createNativeQuery(
            "select id, version from team where id = :id for no key update", Version.class)
        .setParameter("id", id)
        .getSingleResult()
        .version();
  }

  void rename(int id, String name) {
    session
        .createNativeMutationQuery(
            "update team set name = :name, channel = 'MANUAL' where id = :id")
        .setParameter("name", name)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Teams come into being when an account or a member first names them. */
  List<Known> known(List<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            with asked as (
              select distinct source, external_id
              from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)),
            created as (
              insert into team (source, external_id, name) select source, external_id, external_id from asked
              on conflict (source, external_id) do nothing
              returning id, source, external_id)
            select id, source, external_id from created
            union all
            select t.id, t.source, t.external_id from team t join asked using (source, external_id)
            """,
            Known.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }
}
