package io.keypulse.trade;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

/** What customers bought, each as one sum, and the sums that the database keeps for that. */
@ApplicationScoped
class CustomerSales {
  @Inject Session session;

  record Question(LocalDate from, LocalDate to, Conversion conversion) {}

  /**
   * What a customer bought that the viewer sees.
   *
   * @param accountId of the company at its top where the viewer sees it, else of the first of its
   *     companies that bought
   * @param net converted; absent where no rate is known for any of it
   * @param complete whether all of it could be converted
   */
  record Sale(int accountId, @Nullable BigDecimal net, boolean complete) {}

  /** What of a currency could not be converted, with the first and the last day without a rate. */
  record Unconverted(String currency, BigDecimal net, LocalDate since, LocalDate until) {}

  private record Kept(boolean kept) {}

  private record Wrong(int accounts) {}

  List<Sale> of(Question question, boolean grouped) {
    return with(
            question,
            session.createNativeQuery(
                """
                with sold as materialized (
                  select account_id, net, converted from visible_sales(:from, :to, :into, :company, :days)),
                top as materialized (
                  select t.account_id, t.top_id, seen.id as seen_id from company_tops(:to) t
                  left join account seen on seen.id = t.top_id where :grouped)
                select coalesce(max(t.seen_id), min(s.account_id)) as account_id, sum(s.net) as net,
                  bool_and(s.converted) as complete
                from sold s left join top t on t.account_id = s.account_id
                group by coalesce(t.top_id, s.account_id)
                """,
                Sale.class))
        .setParameter("grouped", grouped)
        .getResultList();
  }

  List<Unconverted> unconverted(Question question) {
    return with(
            question,
            session.createNativeQuery(
                """
                with line as materialized (
                  select p.currency, p.purchased_on as day, sum(p.net_amount) as net
                  from visible_sales(:from, :to, :into, :company, :days) s
                  join purchase p on p.account_id = s.account_id
                  where not s.converted and p.superseded_at is null and p.purchased_on between :from and :to
                    and p.currency <> :into
                  group by p.currency, p.purchased_on)
                select currency, sum(net) as net, min(day) as since, max(day) as until from line
                where conversion_rate(currency, :into, :company, day - cast(:days as int), day) is null
                group by currency order by currency
                """,
                Unconverted.class))
        .getResultList();
  }

  /** Says whether they had to be added up; of these days and of no others. */
  boolean keep(Question question) {
    return with(
            question,
            session.createNativeQuery(
                "select keep_sales(:from, :to, :into, :company, :days) as kept", Kept.class))
        .getSingleResult()
        .kept();
  }

  /** At how many accounts what is kept is not what their lines say. */
  int wrong() {
    return session
        .createNativeQuery("select wrong_sales() as accounts", Wrong.class)
        .getSingleResult()
        .accounts();
  }

  private static <Q extends CommonQueryContract> Q with(Question question, Q statement) {
    statement
        .setParameter("from", question.from())
        .setParameter("to", question.to())
        .setParameter("into", question.conversion().currency())
        .setParameter("company", question.conversion().companyCurrency())
        .setParameter("days", question.conversion().rateDays());
    return statement;
  }
}
