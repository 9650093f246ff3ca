package io.keypulse.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

/** What the current lines add up to: each question is one statement for all accounts asked for. */
@ApplicationScoped
class PurchaseFigures {
  /** The lines of everybody asked for, those of the period with their rate, and their orders. */
  static final String LINES =
      """
      with asked as materialized (
        select a.head, a.member from unnest(cast(:heads as int[]), cast(:members as int[])) as a (head, member)),
      line as materialized (
        select a.head, p.account_id, p.source, p.document, p.type, p.purchased_on as day, p.category, p.quantity, p.unit,
          p.net_amount as net, p.cost_amount as cost, p.currency, p.order_channel, p.purchased_on >= :from as now
        from asked a join purchase p on p.account_id = a.member
        where p.superseded_at is null and p.purchased_on <= :to),
      rate as materialized (
        select currency, day, case when currency = :into then 1
          else conversion_rate(currency, :into, :company, day - cast(:days as int), day) end as rate
        from (select distinct currency, day from line where day >= :priced) needed),
      priced as materialized (
        select l.*, r.rate from line l join rate r on r.currency = l.currency and r.day = l.day where l.now),
      ordered as materialized (
        select head, min(day) as day, min(order_channel) as channel from line
        where type = 'INVOICE' group by head, account_id, source, document)
      """;

  private static final String SUMS =
      LINES
          + """
          , total as (
            select head, sum(net * rate) as net, sum(net * rate) filter (where cost is not null) as known,
              sum(cost * rate) as cost, sum(abs(net) * rate) as turnover,
              coalesce(sum(abs(net) * rate) filter (where cost is not null), 0) as covered
            from priced where rate is not null group by head),
          %spart as (
            select head, json_agg(p order by net desc, currency) as parts from (
              select head, currency, sum(net) as net, sum(net) filter (where cost is not null) as known,
                sum(cost) as cost, sum(abs(net)) as turnover,
                coalesce(sum(abs(net)) filter (where cost is not null), 0) as covered,
                sum(net) filter (where rate is null) as unconverted,
                min(day) filter (where rate is null) as since, max(day) filter (where rate is null) as until
              from priced group by head, currency) p
            group by head),
          days as (
            select head, day, count(*) as orders, day - lag(day) over (partition by head order by day) as gap,
              max(day) over (partition by head) as last
            from ordered group by head, day),
          rhythm as (
            select head, coalesce(sum(orders) filter (where day >= :from), 0) as orders,
              percentile_cont(0.5) within group (order by gap) filter (where day >= :from) as median,
              max(day) as last, count(gap) filter (where day > last - 730) as gaps,
              percentile_cont(0.5) within group (order by gap) filter (where day > last - 730) as usual
            from days group by head),
          category as (
            select head, json_agg(c order by name) as categories from (
              select head, category as name, bool_or(now) as now, bool_or(not now) as before from line
              where type = 'INVOICE' and day >= :before group by head, category) c
            group by head)
          select a.head as account_id, cast(json_build_object('total', to_json(t), %s'parts', p.parts,
            'rhythm', to_json(r), 'categories', c.categories) as text) as figures
          from (select distinct head from asked) a
          left join total t on t.head = a.head left join part p on p.head = a.head %s
          left join rhythm r on r.head = a.head left join category c on c.head = a.head
          """;

  private static final String FORMER =
      """
      former as (
        select l.head, sum(l.net * r.rate) as net, sum(l.net * r.rate) filter (where l.cost is not null) as known,
          sum(l.cost * r.rate) as cost, coalesce(sum(abs(l.net) * r.rate), 0) as turnover,
          coalesce(sum(abs(l.net) * r.rate) filter (where l.cost is not null), 0) as covered,
          bool_and(r.rate is not null) as complete
        from line l join rate r on r.currency = l.currency and r.day = l.day
        where not l.now and l.day >= :before group by l.head),
      """;

  @Inject Session session;
  @Inject ObjectMapper json;

  /**
   * What is asked of accounts.
   *
   * @param members whose lines count for each of the heads, both of the same length
   * @param before the first day of the period of the same length before
   * @param compared whether it is to be known what was bought in that
   */
  record Question(
      List<Integer> heads,
      List<Integer> members,
      LocalDate before,
      LocalDate from,
      LocalDate to,
      Conversion conversion,
      boolean compared) {}

  /** What the lines of an account add up to; what it has nothing of is absent. */
  record Sums(
      @Nullable Sum total,
      @Nullable Former former,
      @Nullable List<Part> parts,
      @Nullable Rhythm rhythm,
      @Nullable List<Category> categories) {
    static final Sums NONE = new Sums(null, null, null, null, null);
  }

  /**
   * Amounts of one currency.
   *
   * @param known net of the lines whose cost is known; absent where there is none
   * @param turnover all amounts, credits counted as positive
   * @param covered of these, those whose cost is known
   */
  record Sum(
      BigDecimal net,
      @Nullable BigDecimal known,
      @Nullable BigDecimal cost,
      BigDecimal turnover,
      BigDecimal covered) {
    Optional<BigDecimal> profit() {
      return Optional.ofNullable(known)
          .map(net -> net.subtract(cost == null ? BigDecimal.ZERO : cost));
    }
  }

  /**
   * As a sum, of the period before.
   *
   * @param net absent where nothing could be converted
   * @param complete whether everything could be
   */
  record Former(
      @Nullable BigDecimal net,
      @Nullable BigDecimal known,
      @Nullable BigDecimal cost,
      BigDecimal turnover,
      BigDecimal covered,
      boolean complete) {
    Sum sum() {
      return new Sum(net == null ? BigDecimal.ZERO : net, known, cost, turnover, covered);
    }
  }

  /**
   * As a sum, of lines in this currency.
   *
   * @param unconverted net of the days without a rate, the first and last of which follow
   */
  record Part(
      String currency,
      BigDecimal net,
      @Nullable BigDecimal known,
      @Nullable BigDecimal cost,
      BigDecimal turnover,
      BigDecimal covered,
      @Nullable BigDecimal unconverted,
      @Nullable LocalDate since,
      @Nullable LocalDate until) {
    Sum sum() {
      return new Sum(net, known, cost, turnover, covered);
    }
  }

  /** Days between days of order: in the period, and of the two years before the last order. */
  record Rhythm(
      int orders, @Nullable Double median, LocalDate last, int gaps, @Nullable Double usual) {}

  record Category(String name, boolean now, boolean before) {}

  record Found(int accountId, String figures) {}

  Map<Integer, Sums> sums(Question question) {
    String sql =
        question.compared()
            ? SUMS.formatted(
                FORMER, "'former', to_json(f), ", "left join former f on f.head = a.head")
            : SUMS.formatted("", "", "");
    return read(
        of(question, session.createNativeQuery(sql, Found.class))
            .setParameter("before", question.before())
            .setParameter("priced", question.compared() ? question.before() : question.from())
            .getResultList(),
        Sums.class);
  }

  static <Q extends CommonQueryContract> Q of(Question question, Q statement) {
    statement
        .setParameter("heads", question.heads().toArray(Integer[]::new))
        .setParameter("members", question.members().toArray(Integer[]::new))
        .setParameter("from", question.from())
        .setParameter("to", question.to())
        .setParameter("into", question.conversion().currency())
        .setParameter("company", question.conversion().companyCurrency())
        .setParameter("days", question.conversion().rateDays());
    return statement;
  }

  <T> Map<Integer, T> read(List<Found> found, Class<T> type) {
    return found.stream()
        .collect(Collectors.toMap(Found::accountId, row -> read(row.figures(), type)));
  }

  private <T> T read(String figures, Class<T> type) {
    try {
      return json.readValue(figures, type);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
