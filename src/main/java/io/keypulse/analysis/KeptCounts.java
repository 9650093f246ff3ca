package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/**
 * What one wave says, from the counts that the database keeps as answers arrive, behind the same
 * wall as the answers themselves. Over several waves only the answers can tell, for of each person
 * the newest counts.
 */
@ApplicationScoped
class KeptCounts {
  private static final String OF_ACCOUNT = "account_count x";

  private static final String WHERE_IN = " where x.wave_id = any (cast(:waves as int[]))";

  private static final String TALLY =
      """
      cast(sum(x.population) as int) as population, cast(sum(x.drawn) as int) as drawn,
      cast(sum(x.extremely_dissatisfied) as int) as extremely_dissatisfied,
      cast(sum(x.somewhat_dissatisfied) as int) as somewhat_dissatisfied,
      cast(sum(x.no_opinion) as int) as no_opinion,
      cast(sum(x.satisfied_overall) as int) as satisfied_overall,
      cast(sum(x.very_satisfied) as int) as very_satisfied,
      cast(sum(x.phone) as int) as phone
      """;

  @Inject Session session;

  /** Waves in which what is kept is not what the answers say, and at how many accounts. */
  record Wrong(int waveId, int accounts) {}

  static boolean know(Scope scope) {
    return scope.waveIds().size() == 1;
  }

  List<Tally> tallies(Scope scope) {
    return of(
        scope,
        "select x.stratum, "
            + TALLY
            + from(people(scope), scope)
            + " group by x.stratum having sum(x.population) > 0 order by x.stratum",
        Tally.class);
  }

  private static final String ALIKE =
      """
      select x.stratum, x.people, least(x.people, (select w.account_cap from wave w where w.id = :wave)) as candidates,
        x.dissatisfied, x.with_opinion, cast(%s as int) as accounts
      %s group by x.stratum, x.people, x.dissatisfied, x.with_opinion
      """;

  private static final String ACCOUNTS =
      """
      select x.account_id, min(x.stratum) as stratum, cast(sum(x.population - x.no_opinion) as int) as population,
        cast(sum(x.no_opinion) as int) as no_opinion,
        cast(sum(x.extremely_dissatisfied + x.somewhat_dissatisfied + x.satisfied_overall + x.very_satisfied) as int)
          as with_opinion,
        cast(sum(x.extremely_dissatisfied + x.somewhat_dissatisfied) as int) as dissatisfied
      %s group by x.account_id
      """;

  private static final String ANSWERED =
      """
      cast(sum(x.extremely_dissatisfied + x.somewhat_dissatisfied + x.no_opinion + x.satisfied_overall
        + x.very_satisfied) as int) as people,
      cast(sum(x.phone) as int) as by_phone
      """;

  /**
   * How many have answered a wave, and not taken it back.
   *
   * @param byPhone of these, whose answer an employee wrote down
   */
  record Answered(int waveId, int people, int byPhone) {
    /** One of each wave. */
    static List<Answered> together(List<Answered> some) {
      Map<Integer, Answered> byWave = new TreeMap<>();
      some.forEach(one -> byWave.merge(one.waveId, one, Answered::plus));
      return List.copyOf(byWave.values());
    }

    private Answered plus(Answered other) {
      return new Answered(waveId, people + other.people, byPhone + other.byPhone);
    }
  }

  /** Of each wave of the scope. */
  List<Answered> answered(Scope scope) {
    return inAll(
        scope,
        "select x.wave_id, "
            + ANSWERED
            + " from "
            + people(scope)
            + WHERE_IN
            + narrowed(scope)
            + " group by x.wave_id",
        Answered.class);
  }

  record OfAccount(int accountId, int waveId, int people, int byPhone) {
    Answered answered() {
      return new Answered(waveId, people, byPhone);
    }
  }

  /** Of each account and wave of the scope. */
  List<OfAccount> answeredOfAccounts(Scope scope) {
    return inAll(
        scope,
        "select x.account_id, x.wave_id, "
            + ANSWERED
            + " from "
            + OF_ACCOUNT
            + WHERE_IN
            + narrowed(scope)
            + " group by x.account_id, x.wave_id",
        OfAccount.class);
  }

  record OfPart(String part, int waveId, int people, int byPhone) {
    Answered answered() {
      return new Answered(waveId, people, byPhone);
    }
  }

  /** Of each part and wave of the scope. */
  List<OfPart> answeredOfParts(Scope scope, PartKind kind) {
    return inAll(
        scope,
        "select %s as part, x.wave_id, ".formatted(kind.of("x"))
            + ANSWERED
            + " from "
            + people(scope)
            + WHERE_IN
            + narrowed(scope)
            + " group by 1, 2",
        OfPart.class);
  }

  /** Selects {@link Tally} of each wave of {@code :waves}. */
  static String talliesInAll(Scope scope) {
    return "select x.wave_id, x.stratum, "
        + TALLY
        + " from "
        + people(scope)
        + WHERE_IN
        + narrowed(scope)
        + " group by x.wave_id, x.stratum having sum(x.population) > 0 order by x.wave_id, x.stratum";
  }

  private <T> List<T> inAll(Scope scope, String sql, Class<T> row) {
    return Narrowing.of(scope, session.createNativeQuery(sql, row))
        .setParameter("waves", scope.waveIds().toArray(Integer[]::new))
        .getResultList();
  }

  List<Tally> talliesOfAccounts(Scope scope) {
    return of(
        scope,
        "select cast(x.account_id as text) as stratum, "
            + TALLY
            + from(OF_ACCOUNT, scope)
            + " group by x.account_id",
        Tally.class);
  }

  List<Counts.EqualAccounts> equalAccounts(Scope scope) {
    String sql =
        scope.accountIds() == null
            ? ALIKE.formatted("sum(x.accounts)", from(spread(scope), scope))
                + " having sum(x.accounts) > 0"
            : ALIKE.formatted(
                "count(*)",
                "from (select a.*, a.population as people from (" + accounts(scope) + ") a) x");
    return of(scope, sql, Counts.EqualAccounts.class);
  }

  /** As {@link Counts#highest}. */
  NativeQuery<Counts.AccountCount> highest(Scope scope) {
    return query(scope, Counts.highestOf(accounts(scope)), Counts.AccountCount.class);
  }

  List<Wrong> wrong(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            "select wave_id, accounts from wrong_counts(cast(:waves as int[])) order by wave_id",
            Wrong.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }

  static String people(Scope scope) {
    return scope.accountIds() == null ? "people_count x" : OF_ACCOUNT;
  }

  static String spread(Scope scope) {
    return scope.accountIds() == null ? "account_spread x" : OF_ACCOUNT;
  }

  private static String accounts(Scope scope) {
    return ACCOUNTS.formatted(from(OF_ACCOUNT, scope));
  }

  /**
   * As {@link Counts.AccountCount}, of {@code :waves}, with {@code stratum} and {@code no_opinion}.
   */
  static String accountsInAll(Scope scope) {
    return ACCOUNTS.formatted(" from " + OF_ACCOUNT + WHERE_IN + narrowed(scope));
  }

  static String from(String tables, Scope scope) {
    return " from " + tables + " where x.wave_id = :wave" + narrowed(scope);
  }

  static String narrowed(Scope scope) {
    return Narrowing.to(scope, "x.segment = :segment");
  }

  <T> List<T> of(Scope scope, String sql, Class<T> row) {
    return query(scope, sql, row).getResultList();
  }

  private <T> NativeQuery<T> query(Scope scope, String sql, Class<T> row) {
    return Narrowing.of(scope, session.createNativeQuery(sql, row))
        .setParameter("wave", scope.waveIds().getFirst());
  }
}
