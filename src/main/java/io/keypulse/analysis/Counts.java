package io.keypulse.analysis;

import io.keypulse.platform.Once;
import io.keypulse.stats.Heard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Counts over frames and answers, as the viewer's side of the wall shows them. */
@ApplicationScoped
class Counts {
  private static final String FIVE =
      """
      cast(count(*) filter (where s.overall = 1) as int) as extremely_dissatisfied,
      cast(count(*) filter (where s.overall = 2) as int) as somewhat_dissatisfied,
      cast(count(*) filter (where s.overall = 3) as int) as no_opinion,
      cast(count(*) filter (where s.overall = 4) as int) as satisfied_overall,
      cast(count(*) filter (where s.overall = 5) as int) as very_satisfied,
      cast(count(*) filter (where s.mode = 'PHONE') as int) as phone
      """;

  private static final String BY_ACCOUNT =
      """
      select f.account_id, min(f.stratum) as stratum, cast(count(*) - count(*) filter (where s.overall = 3) as int) as population,
        cast(count(*) filter (where s.overall = 3) as int) as no_opinion,
        cast(count(*) filter (where s.overall <> 3) as int) as with_opinion,
        cast(count(*) filter (where s.overall <= 2) as int) as dissatisfied
      from framed f left join said s using (contact_id, account_id, turn) group by f.account_id
      """;

  /** What several figures of a query stand on. */
  private record Asked(Class<?> rows, Scope scope) {}

  @Inject Session session;
  @Inject KeptCounts kept;
  @Inject KeptAspects keptAspects;
  @Inject SeveralWaves several;
  @Inject FewAccounts few;

  /** By stratum of the draw; over several waves by the strata of all in which somebody stood. */
  List<Tally> tallies(Scope scope) {
    return Once.of(
        new Asked(Tally.class, scope),
        () -> KeptCounts.know(scope) ? kept.tallies(scope) : several.tallies(scope));
  }

  /** As {@link #tallies}, of each account of the scope; the account's number is the stratum. */
  List<Tally> talliesOfAccounts(Scope scope) {
    return KeptCounts.know(scope)
        ? kept.talliesOfAccounts(scope)
        : talliesOfAccountsInSeveral(few.named(scope));
  }

  private List<Tally> talliesOfAccountsInSeveral(Scope scope) {
    return within(
            scope,
            ScopeRows.framed(scope)
                + "select cast(f.account_id as text) as stratum,"
                + " cast(count(*) as int) as population, cast(count(*) filter (where f.drawn) as int) as drawn, "
                + FIVE
                + " from framed f left join said s using (contact_id, account_id, turn) group by 1 order by 1",
            Tally.class)
        .getResultList();
  }

  /**
   * @param stratum of the draw
   * @param people of each, without those who said that they have no opinion
   * @param candidates of these, as many as could be drawn together
   */
  record EqualAccounts(
      String stratum, int people, int candidates, int dissatisfied, int withOpinion, int accounts) {
    /** What was heard of each, where anybody was. */
    Heard heard() {
      return new Heard(dissatisfied, withOpinion, people);
    }
  }

  /** How many accounts have so many dissatisfied of so many with an opinion of so many people. */
  List<EqualAccounts> equalAccounts(Scope scope) {
    return Once.of(
        new Asked(EqualAccounts.class, scope),
        () -> KeptCounts.know(scope) ? kept.equalAccounts(scope) : several.equalAccounts(scope));
  }

  record AccountCount(int accountId, int population, int withOpinion, int dissatisfied) {}

  /**
   * Accounts with an opinion, the highest score first.
   *
   * @param scores of each pair of counts, in the order of {@code dissatisfied} and {@code of}
   */
  List<AccountCount> highest(
      Scope scope,
      List<Integer> dissatisfied,
      List<Integer> of,
      List<Double> scores,
      Collection<Integer> without,
      int most) {
    NativeQuery<AccountCount> query =
        KeptCounts.know(scope) ? kept.highest(scope) : highestOfSeveral(few.named(scope));
    return query
        .setParameter("dissatisfied", dissatisfied.toArray(Integer[]::new))
        .setParameter("of", of.toArray(Integer[]::new))
        .setParameter("scores", scores.toArray(Double[]::new))
        .setParameter("without", without.toArray(Integer[]::new))
        .setParameter("most", most)
        .getResultList();
  }

  private NativeQuery<AccountCount> highestOfSeveral(Scope scope) {
    return within(scope, ScopeRows.framed(scope) + highestOf(BY_ACCOUNT), AccountCount.class);
  }

  /**
   * @param byAccount selects the counts of each account
   */
  static String highestOf(String byAccount) {
    return """
        select a.account_id, a.population, a.with_opinion, a.dissatisfied from (%s) a
        join unnest(cast(:dissatisfied as int[]), cast(:of as int[]), cast(:scores as float8[]))
          as j (dissatisfied, with_opinion, score)
          on j.dissatisfied = a.dissatisfied and j.with_opinion = a.with_opinion
        where a.with_opinion > 0 and not a.account_id = any (cast(:without as int[]))
        order by j.score desc, a.with_opinion desc, a.account_id limit :most
        """
        .formatted(byAccount);
  }

  /**
   * Common table expressions up to {@code heard}: {@link AccountCount} of those that answered, and
   * {@code no_opinion} and {@code stratum} of each.
   */
  static String heardAccounts(Scope scope) {
    String heard = "heard as (select * from (%s) a where a.with_opinion + a.no_opinion > 0)";
    return KeptCounts.know(scope)
        ? "with " + heard.formatted(KeptCounts.accountsInAll(scope))
        : ScopeRows.framedInStrata(scope) + ", " + heard.formatted(BY_ACCOUNT);
  }

  record Disposed(String disposition, int people) {}

  /** What became of those who were drawn, in the words of AAPOR. */
  List<Disposed> dispositions(Scope all) {
    Scope scope = few.named(all);
    return within(
            scope,
            "select x.disposition, cast(count(*) as int) as people from disposition x where "
                + ScopeRows.in(scope)
                + " group by x.disposition",
            Disposed.class)
        .getResultList();
  }

  List<Rated> byAspect(Scope scope) {
    return KeptCounts.know(scope) ? keptAspects.byAspect(scope) : several.byAspect(scope);
  }

  /** People by the worst that they say of any aspect of a level of competition. */
  List<Rated> byLevel(Scope scope) {
    return KeptCounts.know(scope) ? keptAspects.byLevel(scope) : several.byLevel(scope);
  }

  /** Accounts in which anybody is dissatisfied with any aspect. */
  int accountsWithReasons(Scope scope) {
    return KeptCounts.know(scope)
        ? keptAspects.accountsWithReasons(scope)
        : several.accountsWithReasons(scope);
  }

  record Complaining(String aspect, int accountId) {}

  /** Accounts in which anybody is dissatisfied with one of these aspects. */
  List<Complaining> complaining(Scope scope, Collection<String> aspects) {
    return within(
            scope,
            ScopeRows.rated(scope)
                + """
                select distinct r.aspect, r.account_id from rated r
                where r.score <= 2 and r.aspect = any (cast(:aspects as text[])) order by r.aspect, r.account_id
                """,
            Complaining.class)
        .setParameter("aspects", aspects.toArray(String[]::new))
        .getResultList();
  }

  private record Invitation(long id) {}

  /** Answers, whatever they say, the newest first. */
  List<Long> newest(Scope scope, int most) {
    return within(
            scope,
            ScopeRows.said(scope)
                + " select invitation_id as id from said order by answered_at desc, invitation_id desc limit :most",
            Invitation.class)
        .setParameter("most", most)
        .getResultList()
        .stream()
        .map(Invitation::id)
        .toList();
  }

  <T> NativeQuery<T> within(Scope scope, String sql, Class<T> row) {
    return Narrowing.of(scope, session.createNativeQuery(sql, row))
        .setParameter("waves", scope.waveIds().toArray(Integer[]::new));
  }
}
