package io.keypulse.team;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.keypulse.staff.Wording;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;

/** Who serves in which team, as files tell it. */
@ApplicationScoped
class GivenMemberships {
  @Inject Session session;

  record Held(String source, String externalId, int employeeId) {}

  List<Held> held(List<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select m.source, m.external_id, m.employee_id
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
            join team_member m using (source, external_id)
            """,
            Held.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }

  /**
   * What a row leaves out stays as it is; a new one begins today. What becomes shorter makes room
   * for what becomes longer.
   */
  List<Change.Put> put(List<TeamRegister.MemberRow> rows) {
    return session
        .createNativeQuery(
            """
            with asked as (
              select r.source, r.external_id, r.team_id, r.employee_id, r.function,
                coalesce(r.role,
                  case when r.lead then 'LEAD' when r.lead is null or m.role <> 'LEAD' then m.role end,
                  'MEMBER') as role,
                coalesce(r.share, m.share) as share, coalesce(r.site, m.site) as site,
                daterange(coalesce(r.since, lower(m.valid), today()), coalesce(r.until, upper(m.valid))) as valid,
                m.valid as was
              from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:teams as int[]), cast(:employees as int[]),
                cast(:functions as text[]), cast(:roles as text[]), cast(:leads as boolean[]), cast(:shares as int[]),
                cast(:sites as text[]), cast(:sinces as date[]), cast(:untils as date[]))
                as r (source, external_id, team_id, employee_id, function, role, lead, share, site, since, until)
              left join team_member m on m.source = r.source and m.external_id = r.external_id),
            put as (
              insert into team_member as m
                (source, external_id, team_id, employee_id, function, role, share, site, valid)
              select source, external_id, team_id, employee_id, function, role, share, site, valid from asked
              order by was @> valid desc nulls last
              on conflict (source, external_id) do update set
                team_id = excluded.team_id, employee_id = excluded.employee_id, function = excluded.function,
                role = excluded.role, share = excluded.share, site = excluded.site, valid = excluded.valid,
                channel = excluded.channel
              where (m.team_id, m.employee_id, m.function, m.role, m.share, m.site, m.valid)
                is distinct from (excluded.team_id, excluded.employee_id, excluded.function, excluded.role,
                  excluded.share, excluded.site, excluded.valid)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter(
            "teams", rows.stream().map(TeamRegister.MemberRow::teamId).toArray(Integer[]::new))
        .setParameter(
            "employees",
            rows.stream().map(TeamRegister.MemberRow::employeeId).toArray(Integer[]::new))
        .setParameter(
            "functions",
            rows.stream().map(row -> Wording.function(row.function())).toArray(String[]::new))
        .setParameter(
            "roles",
            rows.stream()
                .map(row -> row.role() == null ? null : row.role().name())
                .toArray(String[]::new))
        .setParameter(
            "leads", rows.stream().map(TeamRegister.MemberRow::lead).toArray(Boolean[]::new))
        .setParameter(
            "shares", rows.stream().map(TeamRegister.MemberRow::share).toArray(Integer[]::new))
        .setParameter(
            "sites", rows.stream().map(TeamRegister.MemberRow::site).toArray(String[]::new))
        .setParameter(
            "sinces", rows.stream().map(TeamRegister.MemberRow::since).toArray(LocalDate[]::new))
        .setParameter(
            "untils", rows.stream().map(TeamRegister.MemberRow::until).toArray(LocalDate[]::new))
        .getResultList();
  }
}
