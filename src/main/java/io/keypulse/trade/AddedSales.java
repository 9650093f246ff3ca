package io.keypulse.trade;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** What many accounts bought, added up: one statement for all who are asked about. */
@ApplicationScoped
class AddedSales {
  private static final String SERVED =
      """
      from unnest(cast(:heads as int[]), cast(:teams as int[])) as t (head, team_id)
      join account_team h on h.served_by = t.team_id and h.valid @> cast(:day as date)
      join account a on a.id = h.account_id
        and (a.archived_at is null or cast(a.archived_at at time zone 'UTC' as date) > cast(:day as date))
      """;

  /** With whose lines they are, and where these are found; lines of one day have one rate. */
  private static final String SUMS =
      """
      sold as materialized (
        select %s as head, p.currency, p.purchased_on as day, sum(p.net_amount) as net,
          sum(p.net_amount) filter (where p.cost_amount is not null) as known,
          sum(p.cost_amount) as cost, sum(abs(p.net_amount)) as turnover,
          coalesce(sum(abs(p.net_amount)) filter (where p.cost_amount is not null), 0) as covered
        from %s
        where p.superseded_at is null and p.purchased_on between :from and :to
        group by 1, p.currency, p.purchased_on),
      rate as materialized (
        select n.currency, n.day, case when n.currency = :into then 1
          else conversion_rate(n.currency, :into, :company, n.day - cast(:days as int), n.day) end as rate
        from (select distinct s.currency, s.day from sold s) n)
      select s.head, s.currency, sum(s.net * r.rate) as net, sum(s.known * r.rate) as known,
        sum(s.cost * r.rate) as cost, sum(s.turnover * r.rate) as turnover, sum(s.covered * r.rate) as covered,
        sum(s.net) filter (where r.rate is null) as unconverted,
        min(s.day) filter (where r.rate is null) as since, max(s.day) filter (where r.rate is null) as until
      from sold s join rate r on r.currency = s.currency and r.day = s.day
      group by s.head, s.currency order by s.head, s.currency
      """;

  @Inject Session session;

  /** In one currency: what could be converted as a {@link PurchaseFigures.Sum}, and what not. */
  record Sold(
      int head,
      String currency,
      @Nullable BigDecimal net,
      @Nullable BigDecimal known,
      @Nullable BigDecimal cost,
      @Nullable BigDecimal turnover,
      @Nullable BigDecimal covered,
      @Nullable BigDecimal unconverted,
      @Nullable LocalDate since,
      @Nullable LocalDate until) {
    static PurchaseFigures.Sum sum(List<Sold> parts) {
      return new PurchaseFigures.Sum(
          total(parts, Sold::net),
          parts.stream().allMatch(part -> part.known() == null) ? null : total(parts, Sold::known),
          total(parts, Sold::cost),
          total(parts, Sold::turnover),
          total(parts, Sold::covered));
    }

    private static BigDecimal total(List<Sold> parts, Function<Sold, @Nullable BigDecimal> amount) {
      return parts.stream()
          .map(amount)
          .filter(Objects::nonNull)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  record Overdue(int head, int accounts) {}

  /**
   * @param teams of each who is asked about; the head of what is found is its place
   */
  List<Sold> ofTeams(List<List<Integer>> teams, LocalDate day, CustomerSales.Question question) {
    return priced(
        question,
        of(
            teams,
            day,
            session.createNativeQuery(
                "with asked as materialized (select t.head, a.id as account_id "
                    + SERVED
                    + "), "
                    + SUMS.formatted(
                        "a.head", "asked a join purchase p on p.account_id = a.account_id"),
                Sold.class)));
  }

  /** Of all accounts that the viewer sees: the head of those among these is 1, of all others 0. */
  List<Sold> apart(Collection<Integer> accounts, CustomerSales.Question question) {
    return priced(
        question,
        session
            .createNativeQuery(
                "with "
                    + SUMS.formatted(
                        "cast(k.id is not null as int)",
                        "purchase p left join unnest(cast(:accounts as int[])) as k (id) on k.id = p.account_id"),
                Sold.class)
            .setParameter("accounts", accounts.toArray(Integer[]::new)));
  }

  private static List<Sold> priced(CustomerSales.Question question, NativeQuery<Sold> statement) {
    return statement
        .setParameter("from", question.from())
        .setParameter("to", question.to())
        .setParameter("into", question.conversion().currency())
        .setParameter("company", question.conversion().companyCurrency())
        .setParameter("days", question.conversion().rateDays())
        .getResultList();
  }

  /** How many of them are overdue today. */
  List<Overdue> overdue(List<List<Integer>> teams, LocalDate day) {
    return of(
            teams,
            day,
            session.createNativeQuery(
                "select t.head, cast(count(*) as int) as accounts "
                    + SERVED
                    + " join account_rhythm r on r.account_id = a.id and r.overdue_from <= today() group by t.head",
                Overdue.class))
        .getResultList();
  }

  private static <T> NativeQuery<T> of(
      List<List<Integer>> teams, LocalDate day, NativeQuery<T> statement) {
    return statement
        .setParameter(
            "heads",
            IntStream.range(0, teams.size())
                .boxed()
                .flatMap(head -> Collections.nCopies(teams.get(head).size(), head).stream())
                .toArray(Integer[]::new))
        .setParameter("teams", teams.stream().flatMap(List::stream).toArray(Integer[]::new))
        .setParameter("day", day);
  }
}
