package io.keypulse.analysis;

import io.keypulse.platform.Period;
import io.keypulse.stats.Heard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What accounts that answered have bought. */
@ApplicationScoped
class Sales {
  @Inject Counts counts;
  @Inject FewAccounts few;

  /**
   * Of an account in one currency, converted.
   *
   * @param stratum of the draw
   * @param people without those who said that they have no opinion
   * @param candidates of these, as many as could be drawn together; of an account in which nobody
   *     has one, of all its people
   * @param withOpinion overall; where nobody has one they may still have one of an aspect
   * @param profit of lines whose cost is known
   * @param withoutRate the currency, where lines have no rate; they are not in the amounts
   */
  record Sold(
      int accountId,
      String stratum,
      int people,
      int candidates,
      int noOpinion,
      int dissatisfied,
      int withOpinion,
      BigDecimal net,
      BigDecimal profit,
      @Nullable String withoutRate) {
    boolean hasOpinion() {
      return withOpinion > 0;
    }

    /** Where it has an opinion. */
    Heard heard() {
      return new Heard(dissatisfied, withOpinion, people);
    }

    double chance(Chances chances) {
      return chances.of(stratum, candidates, hasOpinion() ? withOpinion : noOpinion);
    }
  }

  List<Sold> ofThoseWhoAnswered(Scope all, Period period, String currency, int rateDays) {
    Scope scope = few.named(all);
    return counts
        .within(
            scope,
            Counts.heardAccounts(scope)
                + """
                , line as materialized (
                  select p.account_id, p.purchased_on as day, p.currency, sum(p.net_amount) as net,
                    sum(p.net_amount - p.cost_amount) filter (where p.cost_amount is not null) as profit
                  from purchase p join heard o on o.account_id = p.account_id
                  where p.superseded_at is null and p.purchased_on between :from and :to
                  group by p.account_id, p.purchased_on, p.currency),
                rate as materialized (
                  select currency, day, conversion_rate(currency, :into, :into, day - cast(:days as int), day) as rate
                  from (select distinct currency, day from line) needed)
                select o.account_id, o.stratum, o.population,
                  least(case when o.with_opinion > 0 then o.population else o.no_opinion + o.population end, (select w.account_cap from wave w where array[w.id] = cast(:waves as int[]))) as candidates,
                  o.no_opinion, o.dissatisfied, o.with_opinion,
                  coalesce(sum(l.net * r.rate), 0) as net, coalesce(sum(l.profit * r.rate), 0) as profit,
                  max(l.currency) filter (where r.rate is null) as without_rate
                from heard o left join line l on l.account_id = o.account_id
                left join rate r on r.currency = l.currency and r.day = l.day
                group by o.account_id, o.stratum, o.population, o.no_opinion, o.dissatisfied, o.with_opinion, l.currency
                """,
            Sold.class)
        .setParameter("from", period.from())
        .setParameter("to", period.to())
        .setParameter("into", currency)
        .setParameter("days", rateDays)
        .getResultList();
  }
}
