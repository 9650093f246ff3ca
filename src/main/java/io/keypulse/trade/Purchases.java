package io.keypulse.trade;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
        with ordinality
        as r (source, external_id, account_id, type, document, purchased_on, category, quantity, unit, net, cost,
          currency, order_channel, place)
      """;

  private static final String SAID =
      """
      select p.id, p.account_id, p.source, p.external_id, p.type, p.document, p.purchased_on, p.category, p.quantity,
        p.unit, p.net_amount, p.cost_amount, p.currency, p.order_channel, p.channel, p.recorded_at, p.recorded_by,
        p.superseded_at
      """;

  @Inject Session session;

  record Id(String source, String externalId) {
    ExternalId external() {
      return new ExternalId(source, externalId);
    }
  }

  /** The lines of an account in a period; with those that were corrected, or without. */
  record Wanted(int accountId, Period period, boolean superseded) {}

  /** A line as it stands in the books. */
  record Said(
      long id,
      int accountId,
      String source,
      String externalId,
      String type,
      String document,
      LocalDate on,
      String category,
      @Nullable BigDecimal quantity,
      @Nullable String unit,
      BigDecimal net,
      @Nullable BigDecimal cost,
      String currency,
      @Nullable String orderChannel,
      String channel,
      Instant recordedAt,
      @Nullable Integer recordedBy,
      @Nullable Instant supersededAt) {}

  private record Count(int number) {}

  /** The newest first; corrected lines lie in an index of their own. */
  List<Said> page(Page page, Wanted wanted) {
    return of(
            wanted,
            session.createNativeQuery(
                SAID
                    + """
                    from (
                      (select * from purchase p
                      where p.superseded_at is null and p.account_id = :account
                        and p.purchased_on between :from and :to and (p.purchased_on, p.id) < (cast(:day as date), :id)
                      order by p.purchased_on desc, p.id desc limit :limit)
                      union all
                      (select * from purchase p
                      where p.superseded_at is not null and :superseded and p.account_id = :account
                        and p.purchased_on between :from and :to and (p.purchased_on, p.id) < (cast(:day as date), :id)
                      order by p.purchased_on desc, p.id desc limit :limit)) p
                    order by p.purchased_on desc, p.id desc limit :limit
                    """,
                Said.class))
        .setParameter("day", page.after() == null ? "infinity" : page.afterValue())
        .setParameter("id", page.afterId(0))
        .setParameter("limit", page.limit())
        .getResultList();
  }

  int number(Wanted wanted) {
    return of(
            wanted,
            session.createNativeQuery(
                """
                select cast((select count(*) from purchase p
                    where p.superseded_at is null and p.account_id = :account and p.purchased_on between :from and :to)
                  + (select count(*) from purchase p
                    where p.superseded_at is not null and :superseded and p.account_id = :account
                      and p.purchased_on between :from and :to) as int) as number
                """,
                Count.class))
        .getSingleResult()
        .number();
  }

  Optional<Said> byId(long id) {
    return session
        .createNativeQuery(SAID + "from purchase p where p.id = :id", Said.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** The line of this id, which nobody else corrects until the transaction ends. */
  Optional<Said> locked(long id) {
    return session
        .createNativeQuery(SAID + "from purchase p where p.id = :id for no key update", Said.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** The line that counts. */
  Optional<Said> current(ExternalId id) {
    return session
        .createNativeQuery(
            SAID
                + """
                from purchase p
                where (p.source, p.external_id) = (:source, :external) and p.superseded_at is null
                """,
            Said.class)
        .setParameter("source", id.source())
        .setParameter("external", id.value())
        .uniqueResultOptional();
  }

  private static <Q extends CommonQueryContract> Q of(Wanted wanted, Q statement) {
    statement
        .setParameter("account", wanted.accountId())
        .setParameter("from", wanted.period().from())
        .setParameter("to", wanted.period().to())
        .setParameter("superseded", wanted.superseded());
    return statement;
  }

  /** A line that is new or says something new, by its place from 1 on among those given. */
  record News(int place, boolean superseded) {}

  /** Ends the current lines that say something else than these; tells which of these are news. */
  List<News> supersede(List<TradeRegister.Line> lines) {
    return with(
            lines,
            session.createNativeQuery(
                """
                with news as materialized (
                  select r.place, p.id
                """
                    + GIVEN
                    + """
                  left join purchase p
                    on (p.source, p.external_id) = (r.source, r.external_id) and p.superseded_at is null
                  where p.id is null
                    or (p.account_id, p.type, p.document, p.purchased_on, p.category, p.quantity, p.unit,
                        p.net_amount, p.cost_amount, p.currency, p.order_channel)
                      is distinct from (r.account_id, r.type, r.document, r.purchased_on, r.category, r.quantity,
                        r.unit, r.net, r.cost, r.currency, r.order_channel)),
                superseded as (
                  update purchase p set superseded_at = clock_timestamp() from news n
                  where p.id = n.id and p.superseded_at is null
                  returning p.id)
                select cast(n.place as int) as place, s.id is not null as superseded
                from news n left join superseded s on s.id = n.id order by n.place
                """,
                News.class))
        .getResultList();
  }

  /** Adds the lines of which there is no current one, and names them. */
  List<ExternalId> add(List<TradeRegister.Line> lines, String channel) {
    return with(
            lines,
            session.createNativeQuery(
                """
                with added as (
                  insert into purchase (source, external_id, account_id, team_id, type, document, purchased_on,
                    category, quantity, unit, net_amount, cost_amount, currency, order_channel, channel)
                  select r.source, r.external_id, a.id, a.team_id, r.type, r.document, r.purchased_on,
                    r.category, r.quantity, r.unit, r.net, r.cost, r.currency, r.order_channel, :channel
                """
                    + GIVEN
                    + """
                  join account a on a.id = r.account_id
                  on conflict (source, external_id) where superseded_at is null do nothing
                  returning source, external_id)
                select source, external_id from added
                """,
                Id.class))
        .setParameter("channel", channel)
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
