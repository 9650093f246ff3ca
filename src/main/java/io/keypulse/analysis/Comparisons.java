package io.keypulse.analysis;

import io.keypulse.platform.Once;
import io.keypulse.platform.WorkMemory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** What is counted wave after wave. */
@ApplicationScoped
class Comparisons {
  /** People of whom a few megabytes do not hold what they said. */
  private static final int MANY = 10_000;

  private static final String MOVED =
      """
      , moved as (
        select aspect, times, v, x1, n1, coalesce(x1 / n1, x2 / n2) as share, coalesce(n1, n2) as n,
          x1 / n1 as share1, x2, n2, x2 / n2 as share2, x2 / n2 - x1 / n1 as difference,
          (x1 + x2) * (n1 + n2 - x1 - x2) / (n1 * n2 * (n1 + n2 - 1)) as by_lot
        from (
          select aspect, times, v, cast(x1 as float8), cast(n1 as float8), cast(x2 as float8), cast(n2 as float8)
          from alike where n1 > 0 or n2 > 0) a)
      select aspect, case when n1 > 0 then x1 > 0 end as was, case when n2 > 0 then x2 > 0 end as is,
        coalesce(x1 > 0 and x1 < n1, false) or coalesce(x2 > 0 and x2 < n2, false) as split, v > 0 as counts,
        cast(sum(times) as int) as accounts,
        coalesce(sum(times * difference), 0) as differences, coalesce(sum(times * difference ^ 2), 0) as squares,
        coalesce(sum(times * by_lot), 0) as by_lot,
        coalesce(sum(times * share1), 0) as shares1, coalesce(sum(times * share1 ^ 2), 0) as squares1,
        coalesce(sum(times / n1), 0) as inverses1, coalesce(sum(times * x1), 0) as x1, coalesce(sum(times * n1), 0) as n1,
        coalesce(sum(times * share2), 0) as shares2, coalesce(sum(times * share2 ^ 2), 0) as squares2,
        coalesce(sum(times / n2), 0) as inverses2, coalesce(sum(times * x2), 0) as x2, coalesce(sum(times * n2), 0) as n2,
        sum(times * v) as weights, sum(times * v * share) as vs, sum(times * v ^ 2) as vv, sum(times * v ^ 2 * share) as vvs,
        sum(times * v ^ 2 * share ^ 2) as vvss, sum(times * v ^ 2 / n) as vvn
      from moved group by 1, 2, 3, 4, 5 order by aspect
      """;

  @Inject Session session;
  @Inject Counts counts;

  private record Id(int id) {}

  /** As many waves of the same programs as these, opened before all of them; newest first. */
  List<Integer> wavesBefore(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select w.id from wave w
            where w.program_id in (select program_id from wave where id = any (cast(:waves as int[])))
              and w.opened_at < (select min(opened_at) from wave where id = any (cast(:waves as int[])))
            order by w.opened_at desc, w.id desc limit :most
            """,
            Id.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .setParameter("most", waveIds.size())
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }

  /** This one and those before it of the same program, the newest at most. */
  List<Integer> wavesUntil(int waveId, int most) {
    return session
        .createNativeQuery(
            """
            select w.id from wave w
            where w.program_id = (select program_id from wave where id = :wave)
              and w.opened_at <= (select opened_at from wave where id = :wave)
            order by w.opened_at desc, w.id desc limit :most
            """,
            Id.class)
        .setParameter("wave", waveId)
        .setParameter("most", most)
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }

  /**
   * @param closed whether nothing more can be said in it
   */
  record Past(int id, boolean closed, boolean confidential) {}

  /** This one and all before it of the same program, the oldest first. */
  List<Past> course(int waveId) {
    return session
        .createNativeQuery(
            """
            select w.id, w.state = 'CLOSED' as closed, w.confidentiality = 'AGGREGATE' as confidential
            from wave w
            where w.program_id = (select program_id from wave where id = :wave)
              and w.opened_at <= (select opened_at from wave where id = :wave)
            order by w.opened_at, w.id
            """,
            Past.class)
        .setParameter("wave", waveId)
        .getResultList();
  }

  /**
   * Overall and by aspect, by groups of accounts; a million would be too many rows, and nobody is
   * told of one alone.
   */
  List<Moved> moved(Scope scope, List<Integer> before) {
    boolean known = KeptCounts.know(scope) && before.size() == 1;
    HeardChances then = known ? chances(scope.in(before)) : HeardChances.UNKNOWN;
    HeardChances now = known ? chances(scope) : HeardChances.UNKNOWN;
    giveMemory(scope);
    NativeQuery<Moved> query =
        counts
            .within(scope, AlikeAccounts.of(scope, before) + MOVED, Moved.class)
            .setParameter("before", before.toArray(Integer[]::new));
    then.give(query, "Before");
    now.give(query, "Now");
    return query.getResultList();
  }

  /** For statements over all accounts of a scope, where it has many people. */
  void giveMemory(Scope scope) {
    if (counts.tallies(scope).stream().mapToInt(Tally::population).sum() > MANY) {
      WorkMemory.give(session);
    }
  }

  private HeardChances chances(Scope scope) {
    return HeardChances.of(counts.equalAccounts(scope), counts.tallies(scope));
  }

  record AspectOpinion(
      String aspect, int accountId, int dissatisfied, int withOpinion, int noOpinion) {}

  private record OpinionsOf(Scope scope) {}

  /** Of accounts in which somebody has one. */
  List<AspectOpinion> accountOpinionsByAspect(Scope scope) {
    return Once.of(new OpinionsOf(scope), () -> readOpinionsByAspect(scope));
  }

  private List<AspectOpinion> readOpinionsByAspect(Scope scope) {
    return counts
        .within(
            scope,
            ScopeRows.rated(scope)
                + """
                select aspect, account_id, cast(count(*) filter (where score <= 2) as int) as dissatisfied,
                  cast(count(*) filter (where score <> 3) as int) as with_opinion,
                  cast(count(*) filter (where score = 3) as int) as no_opinion
                from rated group by aspect, account_id having count(*) filter (where score <> 3) > 0
                """,
            AspectOpinion.class)
        .getResultList();
  }
}
