package io.keypulse.analysis;

import io.keypulse.platform.WorkMemory;
import io.keypulse.stats.PartOfUnits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/** What the parts of a scope say, in one statement for all of them. */
@ApplicationScoped
class PartCounts {
  private static final String COUNTED =
      """
      cast(sum(x.population) as int) as population, cast(sum(x.drawn) as int) as drawn,
      cast(sum(x.extremely_dissatisfied) as int) as extremely_dissatisfied,
      cast(sum(x.somewhat_dissatisfied) as int) as somewhat_dissatisfied, cast(sum(x.no_opinion) as int) as no_opinion,
      cast(sum(x.satisfied_overall) as int) as satisfied_overall, cast(sum(x.very_satisfied) as int) as very_satisfied,
      cast(sum(x.phone) as int) as phone
      """;

  @Inject Session session;
  @Inject Counts counts;
  @Inject SeveralWaves several;
  @Inject FewAccounts few;

  /**
   * @param part as {@link PartKind#of}
   * @param pairs ordered pairs of people of one account with an opinion
   */
  record Row(
      String part,
      String stratum,
      int population,
      int drawn,
      int extremelyDissatisfied,
      int somewhatDissatisfied,
      int noOpinion,
      int satisfiedOverall,
      int verySatisfied,
      int phone,
      double pairs)
      implements Tallied {
    PartOfUnits units() {
      return new PartOfUnits(tally().dissatisfied(), tally().withOpinion(), pairs);
    }
  }

  List<Row> of(Scope scope, PartKind kind) {
    if (!KeptCounts.know(scope)) {
      Scope named = few.named(scope);
      if (named.accountIds() == null) {
        WorkMemory.give(session);
      }
      return rows(named, several.framed(named) + " " + ofAccounts(said(kind)));
    }
    String where = "x.wave_id = any (cast(:waves as int[]))" + KeptCounts.narrowed(scope);
    return rows(
        scope,
        scope.accountIds() == null
            ? ofParts(kind, where)
            : ofAccounts(
                "select %s as part, x.* from account_count x where %s"
                    .formatted(kind.of("x"), where)));
  }

  private List<Row> rows(Scope scope, String sql) {
    return counts.within(scope, sql, Row.class).getResultList();
  }

  private static String ofParts(PartKind kind, String where) {
    return """
        select t.*, coalesce(p.pairs, 0) as pairs
        from (
          select %1$s as part, x.stratum, %2$s from people_count x where %3$s group by 1, 2 having sum(x.population) > 0) t
        left join (
          select %1$s as part, x.stratum, sum(x.accounts * cast(x.with_opinion as float8) * (x.with_opinion - 1)) as pairs
          from account_spread x where %3$s group by 1, 2) p using (part, stratum)
        """
        .formatted(kind.of("x"), COUNTED, where);
  }

  private static String ofAccounts(String accounts) {
    return """
        select x.part, x.stratum, %s, sum(cast(x.with_opinion as float8) * (x.with_opinion - 1)) as pairs
        from (
          select a.*, a.extremely_dissatisfied + a.somewhat_dissatisfied + a.satisfied_overall + a.very_satisfied as with_opinion
          from (%s) a) x
        group by 1, 2 having sum(x.population) > 0
        """
        .formatted(COUNTED, accounts);
  }

  private static String said(PartKind kind) {
    return """
        select %s as part, f.stratum, f.account_id, count(*) as population, count(*) filter (where f.drawn) as drawn,
          count(*) filter (where s.overall = 1) as extremely_dissatisfied,
          count(*) filter (where s.overall = 2) as somewhat_dissatisfied,
          count(*) filter (where s.overall = 3) as no_opinion,
          count(*) filter (where s.overall = 4) as satisfied_overall,
          count(*) filter (where s.overall = 5) as very_satisfied,
          count(*) filter (where s.mode = 'PHONE') as phone
        from framed f join account g on g.id = f.account_id left join said s using (contact_id, account_id, turn)
        group by 1, 2, 3
        """
        .formatted(kind.of("g"));
  }
}
