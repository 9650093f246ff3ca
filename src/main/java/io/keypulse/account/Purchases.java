package io.keypulse.account;

import io.keypulse.platform.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

@ApplicationScoped
class Purchases {
  @Inject Session session;

  record Sum(
      int accountId, String currency, BigDecimal net, BigDecimal cost, int lines, LocalDate last) {}

  /** Per account and currency, what was bought from the one day to the other. */
  List<Sum> sums(Collection<Integer> accountIds, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            """
            select account_id, currency, sum(net_amount) as net, sum(cost_amount) as cost, cast(count(*) as int) as lines,
              max(purchased_on) as last
            from purchase
            where account_id = any (cast(:accounts as int[])) and purchased_on between :from and :to
            group by account_id, currency
            order by account_id, net desc, currency
            """,
            Sum.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  List<Change.Put> put(List<AccountRegister.PurchaseRow> rows) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into purchase as p (source, external_id, account_id, team_id, purchased_on, category,
                net_amount, cost_amount, currency)
              select r.source, r.external_id, a.id, a.team_id, r.purchased_on, r.category, r.net, r.cost, r.currency
              from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:dates as date[]),
                cast(:categories as text[]), cast(:nets as numeric[]), cast(:costs as numeric[]),
                cast(:currencies as text[]))
                as r (source, external_id, account_id, purchased_on, category, net, cost, currency)
              join account a on a.id = r.account_id
              on conflict (source, external_id) do update set
                account_id = excluded.account_id, team_id = excluded.team_id, purchased_on = excluded.purchased_on,
                category = excluded.category, net_amount = excluded.net_amount, cost_amount = excluded.cost_amount,
                currency = excluded.currency
              where (p.account_id, p.purchased_on, p.category, p.net_amount, p.cost_amount, p.currency)
                is distinct from (excluded.account_id, excluded.purchased_on, excluded.category,
                  excluded.net_amount, excluded.cost_amount, excluded.currency)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter(
            "accounts",
            rows.stream().map(AccountRegister.PurchaseRow::accountId).toArray(Integer[]::new))
        .setParameter(
            "dates", rows.stream().map(AccountRegister.PurchaseRow::on).toArray(LocalDate[]::new))
        .setParameter(
            "categories",
            rows.stream().map(AccountRegister.PurchaseRow::category).toArray(String[]::new))
        .setParameter(
            "nets", rows.stream().map(AccountRegister.PurchaseRow::net).toArray(BigDecimal[]::new))
        .setParameter(
            "costs",
            rows.stream().map(AccountRegister.PurchaseRow::cost).toArray(BigDecimal[]::new))
        .setParameter(
            "currencies",
            rows.stream().map(AccountRegister.PurchaseRow::currency).toArray(String[]::new))
        .getResultList();
  }
}
