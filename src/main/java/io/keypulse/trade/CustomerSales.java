package io.keypulse.trade;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What the customers that the viewer sees bought, each as one sum. */
@ApplicationScoped
class CustomerSales {
  @Inject Session session;

  /**
   * Either what a customer bought, or what of a currency could not be converted.
   *
   * @param accountId of the customer: the company at its top where the viewer sees it, else the
   *     first of its companies that bought
   * @param net converted; absent where no rate is known for any of it
   * @param since the first day without a rate
   * @param until the last one
   */
  record Sale(
      @Nullable Integer accountId,
      @Nullable BigDecimal net,
      @Nullable String currency,
      @Nullable BigDecimal unconverted,
      @Nullable LocalDate since,
      @Nullable LocalDate until) {}

  List<Sale> of(LocalDate from, LocalDate to, boolean grouped, Conversion conversion) {
    return session
        .createNativeQuery(
            """
            with rate as materialized (
              select currency, day, conversion_rate(currency, :into, :company, day - cast(:days as int), day) as rate
              from (
                select distinct currency, purchased_on as day from purchase
                where superseded_at is null and purchased_on between :from and :to and currency <> :into) needed),
            top as materialized (
              select t.account_id, t.top_id, seen.id as seen_id from company_tops(:to) t
              left join account seen on seen.id = t.top_id where :grouped),
            line as (
              select coalesce(t.top_id, p.account_id) as customer, p.account_id, t.seen_id, p.currency,
                p.purchased_on as day, p.net_amount as net, case when p.currency = :into then 1 else r.rate end as rate
              from purchase p
              left join rate r on r.currency = p.currency and r.day = p.purchased_on
              left join top t on t.account_id = p.account_id
              where p.superseded_at is null and p.purchased_on between :from and :to)
            select case when grouping(customer) = 0 then coalesce(max(seen_id), min(account_id)) end as account_id,
              sum(net * rate) as net, currency, sum(net) filter (where rate is null) as unconverted,
              min(day) filter (where rate is null) as since, max(day) filter (where rate is null) as until
            from line group by grouping sets ((customer), (currency))
            """,
            Sale.class)
        .setParameter("into", conversion.currency())
        .setParameter("company", conversion.companyCurrency())
        .setParameter("days", conversion.rateDays())
        .setParameter("from", from)
        .setParameter("to", to)
        .setParameter("grouped", grouped)
        .getResultList();
  }
}
