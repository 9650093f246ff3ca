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

@ApplicationScoped
class Teams implements PanacheRepositoryBase<Team, Integer> {
  private static final String LED =
      """
      select m.team_id, m.employee_id, true as leads from team_member m join employee e on e.id = m.employee_id
      where m.role = 'LEAD' and m.valid @> cast(:day as date) and employed(e, cast(:day as date))
        and m.employee_id = any (cast(:people as int[]))
      """;

  private static final String OF_NOBODY =
      """
      union all
      select a.team_id, a.employee_id, false
      from answering(array(select t.id from team t where not exists (
        select from last_lead(t.id, cast(:day as date)) l where l.leads)), cast(:day as date)) a
      where a.employee_id = any (cast(:people as int[]))
      """;

  @Inject Session session;

  record Known(int id, String source, String externalId) {}

  record Responsible(int teamId, int id) {}

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
            where team_id = any (cast(:teams as int[])) and archived_at is null group by team_id
            """,
            Size.class)
        .setParameter("teams", teamIds.toArray(Integer[]::new))
        .getResultList();
  }

  /** Without those of which nobody can act for anything. */
  List<Responsible> responsible(Collection<Integer> teamIds, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select team_id, employee_id as id from answering(cast(:teams as int[]), cast(:asOf as date))
            where employee_id is not null
            """,
            Responsible.class)
        .setParameter("teams", teamIds.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  List<TeamRegister.Answering> led(Collection<Integer> people, LocalDate day) {
    return answering(LED, people, day);
  }

  List<TeamRegister.Answering> ledOrOfNobody(Collection<Integer> people, LocalDate day) {
    return answering(LED + OF_NOBODY, people, day);
  }

  private List<TeamRegister.Answering> answering(
      String statement, Collection<Integer> people, LocalDate day) {
    return session
        .createNativeQuery(statement, TeamRegister.Answering.class)
        .setParameter("people", people.toArray(Integer[]::new))
        .setParameter("day", day)
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

  private record Held(String held) {}

  /**
   * Who leads it changes in one transaction after the other. Those who serve it may not lock its
   * row.
   */
  void holdLead(int id) {
    session
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtext('keypulse.lead'), :id) as text) as held",
            Held.class)
        .setParameter("id", id)
        .getSingleResult();
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

  private record Function(String name) {}

  /** Those that somebody has who works here, also outside teams. */
  List<String> functionsHeld(LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select e.function as name from employee e where employed(e, cast(:asOf as date))
            union
            select m.function from team_member m join employee e on e.id = m.employee_id and employed(e, cast(:asOf as date))
            where m.valid @> cast(:asOf as date)
            order by name
            """,
            Function.class)
        .setParameter("asOf", asOf)
        .getResultList()
        .stream()
        .map(Function::name)
        .toList();
  }
}
