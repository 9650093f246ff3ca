package io.keypulse.portfolio;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** The accounts that these people lead, behind the viewer's wall like all accounts. */
@ApplicationScoped
class Portfolios {
  private static final String LIVES =
      "(a.archived_at is null or cast(a.archived_at at time zone 'UTC' as date) > cast(:day as date))";

  private static final String LED =
      """
      from team_member m join employee e on e.id = m.employee_id and employed(e, cast(:day as date))
      join account_team h on h.served_by = m.team_id and h.valid @> cast(:day as date)
      join account a on a.id = h.account_id and %s
      where m.role = 'LEAD' and m.valid @> cast(:day as date) and m.employee_id = any (cast(:people as int[]))
      """
          .formatted(LIVES);

  private static final String KEY =
      """
      k.account_id = a.id and k.superseded_at is null and k.valid @> cast(:day as date)
        and k.outcome in ('DESIGNATE', 'RENEW')
      """;

  @Inject Session session;

  record Load(int employeeId, int accounts, int keyAccounts, BigDecimal weighted) {}

  record Id(int id) {}

  /** A key account and its weight. */
  record Unled(int id, BigDecimal weight) {}

  record Total(int accounts) {}

  List<Id> page(Page page, Collection<Integer> people, LocalDate day) {
    return session
        .createNativeQuery(
            "select a.id "
                + LED
                + " and (a.name, a.id) > (:name, :id) order by a.name, a.id limit :most",
            Id.class)
        .setParameter("day", day)
        .setParameter("people", people.toArray(Integer[]::new))
        .setParameter("name", page.afterValue())
        .setParameter("id", (int) page.afterId(0))
        .setParameter("most", page.limit())
        .getResultList();
  }

  int number(Collection<Integer> people, LocalDate day) {
    return session
        .createNativeQuery("select cast(count(*) as int) as accounts " + LED, Total.class)
        .setParameter("day", day)
        .setParameter("people", people.toArray(Integer[]::new))
        .getSingleResult()
        .accounts();
  }

  /** Every lead among these people, those without accounts too. */
  List<Load> loads(Collection<Integer> people, LocalDate day) {
    return session
        .createNativeQuery(
            """
            select m.employee_id, cast(count(a.id) as int) as accounts, cast(count(k.tier) as int) as key_accounts,
              coalesce(sum(case when a.id is null then 0 when k.tier is null then p.other_weight
                else coalesce(w.weight, 1) end), 0) as weighted
            from team_member m
            join employee e on e.id = m.employee_id and employed(e, cast(:day as date))
            cross join capacity_policy p
            left join (account_team h join account a on a.id = h.account_id and %1$s)
              on h.served_by = m.team_id and h.valid @> cast(:day as date)
            left join key_decision k on %2$s
            left join lateral unnest(p.tiers, p.weights) as w (tier, weight) on w.tier = k.tier
            where m.role = 'LEAD' and m.valid @> cast(:day as date) and m.employee_id = any (cast(:people as int[]))
            group by m.employee_id
            """
                .formatted(LIVES, KEY),
            Load.class)
        .setParameter("day", day)
        .setParameter("people", people.toArray(Integer[]::new))
        .getResultList();
  }

  /**
   * Key accounts that nobody leads who works here on that day: those that these people serve or
   * answer for.
   */
  List<Unled> withoutLead(Collection<Integer> people, LocalDate day) {
    return session
        .createNativeQuery(
            """
            with unled as materialized (
              select a.id, a.name, coalesce(w.weight, 1) as weight, h.served_by from account a
              join key_decision k on %2$s
              cross join capacity_policy p
              left join lateral unnest(p.tiers, p.weights) as w (tier, weight) on w.tier = k.tier
              join account_team h on h.account_id = a.id and h.valid @> cast(:day as date)
              where %1$s and not exists (
                select from team_member m join employee e on e.id = m.employee_id
                where m.team_id = h.served_by and m.role = 'LEAD' and m.valid @> cast(:day as date)
                  and employed(e, cast(:day as date)))),
            theirs as materialized (
              select u.served_by from (select distinct served_by from unled) u
              where exists (
                  select from team_member m where m.team_id = u.served_by and m.employee_id = any (cast(:people as int[])))
                or responsible(u.served_by, cast(:day as date)) = any (cast(:people as int[])))
            select id, weight from unled where served_by in (select served_by from theirs) order by name, id
            """
                .formatted(LIVES, KEY),
            Unled.class)
        .setParameter("day", day)
        .setParameter("people", people.toArray(Integer[]::new))
        .getResultList();
  }
}
