package io.keypulse.trade;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** In which months, lots and channels accounts order: one statement for all who are asked for. */
@ApplicationScoped
class PurchaseHabits {
  private static final String HABITS =
      PurchaseFigures.LINES
          + """
          , month as (
            select head, json_agg(m order by month) as months from (
              select head, month, sum(orders) as orders, sum(net) as net from (
                select head, cast(extract(month from day) as int) as month, 1 as orders, 0.00 as net
                from ordered where day >= :from
                union all
                select head, cast(extract(month from day) as int), 0, net * rate from priced) f
              group by head, month) m
            group by head),
          lot as (
            select head, json_agg(l order by place) as lots from (
              select head, category, unit, percentile_cont(0.5) within group (order by quantity) as median,
                count(*) as lines, row_number() over (partition by head order by count(*) desc, category, unit) as place
              from line where now and type = 'INVOICE' and quantity > 0 group by head, category, unit) l
            where place <= 50 group by head),
          channel as (
            select head, json_agg(c order by orders desc, channel) as channels from (
              select head, channel, count(*) as orders from ordered where day >= :from group by head, channel) c
            group by head)
          select a.head as account_id,
            cast(json_build_object('months', m.months, 'lots', l.lots, 'channels', c.channels) as text) as figures
          from (select distinct head from asked) a
          left join month m on m.head = a.head left join lot l on l.head = a.head
          left join channel c on c.head = a.head
          """;

  @Inject Session session;
  @Inject PurchaseFigures figures;

  record Habits(
      @Nullable List<Month> months, @Nullable List<Lot> lots, @Nullable List<Channel> channels) {
    static final Habits NONE = new Habits(null, null, null);
  }

  record Month(int month, int orders, @Nullable BigDecimal net) {}

  record Lot(String category, String unit, double median, int lines) {}

  record Channel(@Nullable OrderChannel channel, int orders) {}

  Map<Integer, Habits> of(PurchaseFigures.Question question) {
    return figures.read(
        PurchaseFigures.of(question, session.createNativeQuery(HABITS, PurchaseFigures.Found.class))
            .setParameter("priced", question.from())
            .getResultList(),
        Habits.class);
  }
}
