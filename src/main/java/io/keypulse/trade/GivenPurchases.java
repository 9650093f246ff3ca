package io.keypulse.trade;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

/** Lines that come in many at once, each known by the id that its source gives it. */
@ApplicationScoped
class GivenPurchases {
  private static final String GIVEN =
      """
      from unnest(
        cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:types as text[]),
        cast(:documents as text[]), cast(:dates as date[]), cast(:categories as text[]),
        cast(:quantities as numeric[]), cast(:units as text[]), cast(:nets as numeric[]), cast(:costs as numeric[]),
        cast(:currencies as text[]), cast(:orderChannels as text[]), cast(:channels as text[]))
        with ordinality
        as r (source, external_id, account_id, type, document, purchased_on, category, quantity, unit, net, cost,
          currency, order_channel, channel, place)
      """;

  @Inject Session session;

  private record Id(String source, String externalId) {
    ExternalId external() {
      return new ExternalId(source, externalId);
    }
  }

  /**
   * A line that is new or says something new, by its place from 1 on among those given, and what it
   * is together with what it left out.
   */
  record News(
      int place,
      boolean superseded,
      String type,
      String document,
      @Nullable BigDecimal quantity,
      @Nullable String unit,
      @Nullable BigDecimal cost,
      @Nullable String orderChannel) {}

  /**
   * Ends the current lines that say something else than these; tells which of these are news.
   *
   * @param keeps whether what a line leaves out stays as it is; type and cost stay with their sign
   */
  List<News> supersede(List<TradeRegister.Line> lines, boolean keeps) {
    return with(
            lines,
            session.createNativeQuery(
                """
                with news as materialized (
                  select r.place, p.id, t.*
                """
                    + GIVEN
                    + """
                  left join purchase p
                    on (p.source, p.external_id) = (r.source, r.external_id) and p.superseded_at is null
                  left join lateral (
                    select p.type, p.document, p.quantity, p.unit, p.cost_amount, p.order_channel, p.net_amount
                    where :keeps) k on true
                  cross join lateral (
                    select
                      coalesce(r.type, case when sign(k.net_amount) = sign(r.net) then k.type end,
                        case when r.net < 0 then 'CREDIT_NOTE' else 'INVOICE' end) as type,
                      coalesce(r.document, k.document, r.external_id) as document,
                      coalesce(r.quantity, k.quantity) as quantity, coalesce(r.unit, k.unit) as unit,
                      coalesce(r.cost, case when sign(k.net_amount) = sign(r.net) then k.cost_amount end) as cost,
                      coalesce(r.order_channel, k.order_channel) as order_channel) t
                  where p.id is null
                    or (p.account_id, p.type, p.document, p.purchased_on, p.category, p.quantity, p.unit,
                        p.net_amount, p.cost_amount, p.currency, p.order_channel)
                      is distinct from (r.account_id, t.type, t.document, r.purchased_on, r.category, t.quantity,
                        t.unit, r.net, t.cost, r.currency, t.order_channel)),
                superseded as (
                  update purchase p set superseded_at = clock_timestamp() from news n
                  where p.id = n.id and p.superseded_at is null
                  returning p.id)
                select cast(n.place as int) as place, s.id is not null as superseded, n.type, n.document, n.quantity,
                  n.unit, n.cost, n.order_channel
                from news n left join superseded s on s.id = n.id order by n.place
                """,
                News.class))
        .setParameter("keeps", keeps)
        .getResultList();
  }

  /** Adds the lines of which there is no current one, and names them. */
  List<ExternalId> add(List<TradeRegister.Line> lines) {
    return with(
            lines,
            session.createNativeQuery(
                """
                with added as (
                  insert into purchase (source, external_id, account_id, team_id, type, document, purchased_on,
                    category, quantity, unit, net_amount, cost_amount, currency, order_channel, channel)
                  select r.source, r.external_id, a.id, a.team_id, r.type, r.document, r.purchased_on,
                    r.category, r.quantity, r.unit, r.net, r.cost, r.currency, r.order_channel, r.channel
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
        .setParameter("types", texts(lines, TradeRegister.Line::typeName))
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
            lines.stream().map(TradeRegister.Line::orderChannelName).toArray(String[]::new))
        .setParameter("channels", texts(lines, line -> line.channel().name()));
    return statement;
  }

  private static @Nullable String[] texts(
      List<TradeRegister.Line> lines, Function<TradeRegister.Line, @Nullable String> text) {
    return lines.stream().map(text).toArray(String[]::new);
  }
}
