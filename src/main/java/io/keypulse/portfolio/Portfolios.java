package io.keypulse.portfolio;

import io.keypulse.platform.Page;
import io.keypulse.team.TeamRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** The accounts that these teams serve, behind the viewer's wall like all accounts. */
@ApplicationScoped
class Portfolios {
  private static final String LIVES =
      "(a.archived_at is null or cast(a.archived_at at time zone 'UTC' as date) > cast(:day as date))";

  private static final String SERVED =
      """
      from account_team h join account a on a.id = h.account_id and %s
      where h.served_by = any (cast(:teams as int[])) and h.valid @> cast(:day as date)
      """
          .formatted(LIVES);

  private static final String KEY =
      """
      k.account_id = a.id and k.superseded_at is null and k.valid @> cast(:day as date)
        and k.outcome in ('DESIGNATE', 'RENEW')
      """;

  @Inject Session session;

  /**
   * What somebody answers for.
   *
   * @param leads whether they lead any of it
   * @param vacancies key accounts that nobody leads
   */
  record Load(
      int employeeId,
      boolean leads,
      int accounts,
      int keyAccounts,
      BigDecimal weighted,
      int vacancies) {}

  record Id(int id) {}

  /** A key account and its weight. */
  record Unled(int id, BigDecimal weight) {}

  record Total(int accounts) {}

  List<Id> page(Page page, Collection<Integer> teams, LocalDate day) {
    return session
        .createNativeQuery(
            "select a.id "
                + SERVED
                + " and (a.name, a.id) > (:name, :id) order by a.name, a.id limit :most",
            Id.class)
        .setParameter("day", day)
        .setParameter("teams", teams.toArray(Integer[]::new))
        .setParameter("name", page.afterValue())
        .setParameter("id", (int) page.afterId(0))
        .setParameter("most", page.limit())
        .getResultList();
  }

  int number(Collection<Integer> teams, LocalDate day) {
    return session
        .createNativeQuery("select cast(count(*) as int) as accounts " + SERVED, Total.class)
        .setParameter("day", day)
        .setParameter("teams", teams.toArray(Integer[]::new))
        .getSingleResult()
        .accounts();
  }

  /** Of each who answers for one of these teams, those without accounts too. */
  List<Load> loads(List<TeamRegister.Answering> answering, LocalDate day) {
    return session
        .createNativeQuery(
            """
            select t.employee_id, bool_or(t.leads) as leads, cast(count(a.id) as int) as accounts,
              cast(count(k.tier) as int) as key_accounts,
              coalesce(sum(case when a.id is null then 0 when k.tier is null then p.other_weight
                else coalesce(w.weight, 1) end), 0) as weighted,
              cast(count(k.tier) filter (where not t.leads) as int) as vacancies
            from unnest(cast(:teams as int[]), cast(:employees as int[]), cast(:leads as boolean[]))
              as t (team_id, employee_id, leads)
            cross join capacity_policy p
            left join (account_team h join account a on a.id = h.account_id and %1$s)
              on h.served_by = t.team_id and h.valid @> cast(:day as date)
            left join key_decision k on %2$s
            left join lateral unnest(p.tiers, p.weights) as w (tier, weight) on w.tier = k.tier
            group by t.employee_id
            """
                .formatted(LIVES, KEY),
            Load.class)
        .setParameter("day", day)
        .setParameter(
            "teams", answering.stream().map(TeamRegister.Answering::teamId).toArray(Integer[]::new))
        .setParameter(
            "employees",
            answering.stream().map(TeamRegister.Answering::employeeId).toArray(Integer[]::new))
        .setParameter(
            "leads", answering.stream().map(TeamRegister.Answering::leads).toArray(Boolean[]::new))
        .getResultList();
  }

  /** The key accounts of these teams, which nobody leads. */
  List<Unled> unled(Collection<Integer> teams, LocalDate day) {
    return session
        .createNativeQuery(
            """
            select a.id, coalesce(w.weight, 1) as weight
            from account_team h join account a on a.id = h.account_id and %s
            join key_decision k on %s
            cross join capacity_policy p
            left join lateral unnest(p.tiers, p.weights) as w (tier, weight) on w.tier = k.tier
            where h.served_by = any (cast(:teams as int[])) and h.valid @> cast(:day as date)
            order by a.name, a.id
            """
                .formatted(LIVES, KEY),
            Unled.class)
        .setParameter("day", day)
        .setParameter("teams", teams.toArray(Integer[]::new))
        .getResultList();
  }
}
