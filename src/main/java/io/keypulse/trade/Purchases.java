package io.keypulse.trade;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Purchases {
  private static final String GIVEN =
      """
      from unnest(
        cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:types as text[]),
        cast(:documents as text[]), cast(:dates as date[]), cast(:categories as text[]),
        cast(:quantities as numeric[]), cast(:units as text[]), cast(:nets as numeric[]), cast(:costs as numeric[]),
        cast(:currencies as text[]), cast(:orderChannels as text[]))
        as r (source, external_id, account_id, type, document, purchased_on, category, quantity, unit, net, cost,
          currency, order_channel)
      """;

  @Inject Session session;

  record Id(String source, String externalId) {
    ExternalId external() {
      return new ExternalId(source, externalId);
    }
  }

  /** What was bought in one currency; sums of nothing are absent. */
  record Part(
      int accountId,
      String currency,
      BigDecimal net,
      @Nullable BigDecimal netOfKnownCost,
      @Nullable BigDecimal cost,
      BigDecimal turnover,
      BigDecimal turnoverOfKnownCost) {}

  /** When an account ordered: days between its days of order, in days. */
  record Rhythm(
      int accountId,
      @Nullable Integer orders,
      @Nullable Double medianGap,
      LocalDate last,
      int gaps,
      @Nullable Double usualGap) {}

  record Category(int accountId, String category, boolean now, boolean before) {}

  List<Part> parts(Collection<Integer> accountIds, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            """
            select account_id, currency, sum(net_amount) as net,
              sum(net_amount) filter (where cost_amount is not null) as net_of_known_cost, sum(cost_amount) as cost,
              sum(abs(net_amount)) as turnover,
              coalesce(sum(abs(net_amount)) filter (where cost_amount is not null), 0) as turnover_of_known_cost
            from purchase
            where account_id = any (cast(:accounts as int[])) and superseded_at is null
              and purchased_on between :from and :to
            group by account_id, currency
            order by account_id, net desc, currency
            """,
            Part.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  /**
   * Per account that ever ordered until {@code to}: its orders from the one day to the other, and
   * the usual gap of the two years before its last order.
   */
  List<Rhythm> rhythms(Collection<Integer> accountIds, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            """
            with ordered as (
              select account_id, min(purchased_on) as day from purchase
              where account_id = any (cast(:accounts as int[])) and superseded_at is null and type = 'INVOICE'
                and purchased_on <= :to
              group by account_id, source, document),
            days as (
              select account_id, day, count(*) as orders,
                day - lag(day) over (partition by account_id order by day) as gap,
                max(day) over (partition by account_id) as last
              from ordered group by account_id, day)
            select account_id, cast(sum(orders) filter (where day >= :from) as int) as orders,
              percentile_cont(0.5) within group (order by gap) filter (where day >= :from) as median_gap,
              max(day) as last, cast(count(gap) filter (where day > last - 730) as int) as gaps,
              percentile_cont(0.5) within group (order by gap) filter (where day > last - 730) as usual_gap
            from days group by account_id
            """,
            Rhythm.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  /** Per account what it ordered at all from {@code before} to {@code to}, by name. */
  List<Category> categories(
      Collection<Integer> accountIds, LocalDate before, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            """
            select account_id, category, bool_or(purchased_on >= :from) as now,
              bool_or(purchased_on < :from) as before
            from purchase
            where account_id = any (cast(:accounts as int[])) and superseded_at is null and type = 'INVOICE'
              and purchased_on between :before and :to
            group by account_id, category
            order by account_id, category
            """,
            Category.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("before", before)
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }

  /** Ends the current lines that say something else than these, and names them. */
  List<ExternalId> supersede(List<TradeRegister.Line> lines) {
    return with(
            lines,
            session.createNativeQuery(
                """
                with superseded as (
                  update purchase p set superseded_at = clock_timestamp()
                """
                    + GIVEN
                    + """
                  where (p.source, p.external_id) = (r.source, r.external_id) and p.superseded_at is null
                    and (p.account_id, p.type, p.document, p.purchased_on, p.category, p.quantity, p.unit,
                        p.net_amount, p.cost_amount, p.currency, p.order_channel)
                      is distinct from (r.account_id, r.type, r.document, r.purchased_on, r.category, r.quantity,
                        r.unit, r.net, r.cost, r.currency, r.order_channel)
                  returning p.source, p.external_id)
                select source, external_id from superseded
                """,
                Id.class))
        .getResultList()
        .stream()
        .map(Id::external)
        .toList();
  }

  /** Adds the lines of which there is no current one, and names them. */
  List<ExternalId> add(List<TradeRegister.Line> lines) {
    return with(
            lines,
            session.createNativeQuery(
                """
                with added as (
                  insert into purchase (source, external_id, account_id, team_id, type, document, purchased_on,
                    category, quantity, unit, net_amount, cost_amount, currency, order_channel)
                  select r.source, r.external_id, a.id, a.team_id, r.type, r.document, r.purchased_on,
                    r.category, r.quantity, r.unit, r.net, r.cost, r.currency, r.order_channel
                """
                    + GIVEN
                    + """
                  join account a on a.id = r.account_id
                  on conflict (source, external_id) where superseded_at is null do nothing
                  returning source, external_id)
                select source, external_id from added
                """,
                Id.class))
        .getResultList()
        .stream()
        .map(Id::external)
        .toList();
  }

  private static <Q extends CommonQueryContract> Q with(
      List<TradeRegister.Line> lines, Q statement) {
    statement
        .setParameter("sources", texts(lines, line -> line.id().source()))
        .setParameter("ids", texts(lines, line -> line.id().value()))
        .setParameter(
            "accounts", lines.stream().map(TradeRegister.Line::accountId).toArray(Integer[]::new))
        .setParameter("types", texts(lines, line -> line.type().name()))
        .setParameter("documents", texts(lines, TradeRegister.Line::document))
        .setParameter("dates", lines.stream().map(TradeRegister.Line::on).toArray(LocalDate[]::new))
        .setParameter("categories", texts(lines, TradeRegister.Line::category))
        .setParameter(
            "quantities",
            lines.stream().map(TradeRegister.Line::quantity).toArray(BigDecimal[]::new))
        .setParameter("units", lines.stream().map(TradeRegister.Line::unit).toArray(String[]::new))
        .setParameter(
            "nets", lines.stream().map(TradeRegister.Line::net).toArray(BigDecimal[]::new))
        .setParameter(
            "costs", lines.stream().map(TradeRegister.Line::cost).toArray(BigDecimal[]::new))
        .setParameter("currencies", texts(lines, TradeRegister.Line::currency))
        .setParameter(
            "orderChannels",
            lines.stream().map(TradeRegister.Line::orderChannelName).toArray(String[]::new));
    return statement;
  }

  private static String[] texts(
      List<TradeRegister.Line> lines, Function<TradeRegister.Line, String> text) {
    return lines.stream().map(text).toArray(String[]::new);
  }
}
