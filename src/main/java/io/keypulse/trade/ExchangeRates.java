package io.keypulse.trade;

import io.keypulse.platform.Change;
import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ExchangeRates {
  private static final String READ =
      """
      select id, source, base, quote, quoted_on, rate, version, channel, recorded_at, recorded_by
      from exchange_rate
      """;
  private static final String THAT_FIT =
      """
      where (cast(:bases as text[]) is null or base = any (cast(:bases as text[])))
        and (cast(:quotes as text[]) is null or quote = any (cast(:quotes as text[])))
        and quoted_on >= coalesce(cast(:from as date), '-infinity')
        and quoted_on < coalesce(cast(:before as date), 'infinity')
      """;

  @Inject Session session;

  record Rate(
      int id,
      String source,
      String base,
      String quote,
      LocalDate on,
      BigDecimal rate,
      int version,
      String channel,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  private record Total(int number) {}

  /** The newest first. */
  List<Rate> page(Page page, ExchangeRateFilter filter) {
    return fitting(
            filter,
            session.createNativeQuery(
                READ
                    + THAT_FIT
                    + """
                      and (quoted_on, id) < (cast(:day as date), :id)
                    order by quoted_on desc, id desc limit :limit
                    """,
                Rate.class))
        .setParameter("day", page.after() == null ? "infinity" : page.afterValue())
        .setParameter("id", page.afterId(0))
        .setParameter("limit", page.limit())
        .getResultList();
  }

  int number(ExchangeRateFilter filter) {
    return fitting(
            filter,
            session.createNativeQuery(
                "select cast(count(*) as int) as number from exchange_rate " + THAT_FIT,
                Total.class))
        .getSingleResult()
        .number();
  }

  Optional<Rate> byId(int id) {
    return session
        .createNativeQuery(READ + "where id = :id", Rate.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  Optional<Rate> of(String base, String quote, LocalDate on) {
    return session
        .createNativeQuery(
            READ + "where (base, quote, quoted_on) = (:base, :quote, :on)", Rate.class)
        .setParameter("base", base)
        .setParameter("quote", quote)
        .setParameter("on", on)
        .uniqueResultOptional();
  }

  /** Unless there is one of that day already. */
  boolean add(String base, String quote, LocalDate on, BigDecimal rate, String channel) {
    return session
            .createNativeMutationQuery(
                """
                insert into exchange_rate (source, external_id, base, quote, quoted_on, rate, channel)
                values ('keypulse', cast(gen_random_uuid() as text), :base, :quote, :on, :rate, :channel)
                on conflict (base, quote, quoted_on) do nothing
                """)
            .setParameter("base", base)
            .setParameter("quote", quote)
            .setParameter("on", on)
            .setParameter("rate", rate)
            .setParameter("channel", channel)
            .executeUpdate()
        == 1;
  }

  /** Only while it stands at that version. */
  boolean change(int id, BigDecimal rate, String channel, int version) {
    return session
            .createNativeMutationQuery(
                """
                update exchange_rate set rate = :rate, channel = :channel where id = :id and version = :version
                """)
            .setParameter("rate", rate)
            .setParameter("channel", channel)
            .setParameter("id", id)
            .setParameter("version", version)
            .executeUpdate()
        == 1;
  }

  List<Change.Put> put(List<TradeRegister.Rate> rates) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into exchange_rate as e (source, external_id, base, quote, quoted_on, rate, channel)
              select * from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:bases as text[]), cast(:quotes as text[]),
                cast(:days as date[]), cast(:rates as numeric[]), cast(:channels as text[]))
              on conflict (source, external_id) do update set
                base = excluded.base, quote = excluded.quote, quoted_on = excluded.quoted_on, rate = excluded.rate,
                channel = excluded.channel
              where (e.base, e.quote, e.quoted_on, e.rate)
                is distinct from (excluded.base, excluded.quote, excluded.quoted_on, excluded.rate)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter(
            "sources", rates.stream().map(rate -> rate.id().source()).toArray(String[]::new))
        .setParameter("ids", rates.stream().map(rate -> rate.id().value()).toArray(String[]::new))
        .setParameter("bases", rates.stream().map(TradeRegister.Rate::base).toArray(String[]::new))
        .setParameter(
            "quotes", rates.stream().map(TradeRegister.Rate::quote).toArray(String[]::new))
        .setParameter("days", rates.stream().map(TradeRegister.Rate::on).toArray(LocalDate[]::new))
        .setParameter(
            "rates", rates.stream().map(TradeRegister.Rate::rate).toArray(BigDecimal[]::new))
        .setParameter(
            "channels", rates.stream().map(rate -> rate.channel().name()).toArray(String[]::new))
        .getResultList();
  }

  private static <Q extends CommonQueryContract> Q fitting(ExchangeRateFilter filter, Q statement) {
    statement
        .setParameter("bases", filter.bases(), String[].class)
        .setParameter("quotes", filter.quotes(), String[].class)
        .setParameter("from", filter.from(), LocalDate.class)
        .setParameter("before", filter.before(), LocalDate.class);
    return statement;
  }
}
