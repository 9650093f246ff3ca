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
  private static final String LED =
      """
      from account a join team_member m on m.team_id = a.team_id and m.role = 'LEAD'
        and m.valid @> cast(:today as date) and m.employee_id = any (cast(:people as int[]))
      """;

  @Inject Session session;

  record Load(int employeeId, int accounts, int keyAccounts, BigDecimal weighted) {}

  record Id(int id) {}

  record Total(int accounts) {}

  List<Id> page(Page page, Collection<Integer> people, LocalDate today) {
    return session
        .createNativeQuery(
            "select a.id "
                + LED
                + " where (a.name, a.id) > (:name, :id) order by a.name, a.id limit :most",
            Id.class)
        .setParameter("today", today)
        .setParameter("people", people.toArray(Integer[]::new))
        .setParameter("name", page.afterValue())
        .setParameter("id", (int) page.afterId(0))
        .setParameter("most", page.limit())
        .getResultList();
  }

  int number(Collection<Integer> people, LocalDate today) {
    return session
        .createNativeQuery("select cast(count(*) as int) as accounts " + LED, Total.class)
        .setParameter("today", today)
        .setParameter("people", people.toArray(Integer[]::new))
        .getSingleResult()
        .accounts();
  }

  /** Every lead among these people, those without accounts too. */
  List<Load> loads(Collection<Integer> people, LocalDate today) {
    return session
        .createNativeQuery(
            """
            select m.employee_id, cast(count(a.id) as int) as accounts, cast(count(k.tier) as int) as key_accounts,
              coalesce(sum(case when a.id is null then 0 when k.tier is null then p.other_weight
                else coalesce(w.weight, 1) end), 0) as weighted
            from team_member m
            cross join capacity_policy p
            left join account a on a.team_id = m.team_id
            left join key_decision k on k.account_id = a.id and k.superseded_at is null and k.valid @> cast(:today as date)
              and k.outcome in ('DESIGNATE', 'RENEW')
            left join lateral unnest(p.tiers, p.weights) as w (tier, weight) on w.tier = k.tier
            where m.role = 'LEAD' and m.valid @> cast(:today as date) and m.employee_id = any (cast(:people as int[]))
            group by m.employee_id
            """,
            Load.class)
        .setParameter("today", today)
        .setParameter("people", people.toArray(Integer[]::new))
        .getResultList();
  }

  /** Key accounts served by these people that nobody leads who still works here. */
  List<Id> withoutLead(Collection<Integer> people, LocalDate today) {
    return session
        .createNativeQuery(
            """
            select a.id from account a
            join key_decision k on k.account_id = a.id and k.superseded_at is null and k.valid @> cast(:today as date)
              and k.outcome in ('DESIGNATE', 'RENEW')
            where exists (
              select from team_member m where m.team_id = a.team_id and m.employee_id = any (cast(:people as int[])))
            and not exists (
              select from team_member m join employee e on e.id = m.employee_id and e.active
              where m.team_id = a.team_id and m.role = 'LEAD' and m.valid @> cast(:today as date))
            order by a.name, a.id
            """,
            Id.class)
        .setParameter("today", today)
        .setParameter("people", people.toArray(Integer[]::new))
        .getResultList();
  }
}
