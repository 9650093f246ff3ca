package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** What is counted wave after wave. */
@ApplicationScoped
class Comparisons {
  private static final String OVERALL =
      "select cast('' as text) as aspect, s.account_id, s.overall as score from (%s) s";
  private static final String EACH =
      """
      select r.aspect, s.account_id, r.score from (%s) s join wave w on w.id = s.wave_id
      cross join lateral unnest(w.aspects, s.ratings) as r (aspect, score)
      """;

  private static final String COUNTED =
      "cast(count(*) filter (where score <= 2) as float8) as x, cast(count(*) as float8) as n";

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

  List<Moved> moved(Scope scope, List<Integer> before) {
    return moved(OVERALL, scope, before);
  }

  List<Moved> movedByAspect(Scope scope, List<Integer> before) {
    return moved(EACH, scope, before);
  }

  /** By groups of accounts; a million would be too many rows, and nobody is told of one alone. */
  private List<Moved> moved(String scores, Scope scope, List<Integer> before) {
    String now = scores.formatted(ScopeRows.newest(scope, ":waves"));
    String then = scores.formatted(ScopeRows.newest(scope.in(before), ":before"));
    return counts
        .within(
            scope,
            """
            with said as (%1$s), said_before as (%2$s),
            now as (select aspect, account_id, %3$s from said where score <> 3 group by aspect, account_id),
            before as (select aspect, account_id, %3$s from said_before where score <> 3 group by aspect, account_id),
            heard as (
              select aspect, b.x as x1, b.n as n1, b.x / b.n as share1, n.x as x2, n.n as n2, n.x / n.n as share2,
                n.x / n.n - b.x / b.n as difference,
                (b.x + n.x) * (b.n + n.n - b.x - n.x) / (b.n * n.n * (b.n + n.n - 1)) as by_lot
              from before b full join now n using (aspect, account_id))
            select aspect, x1 > 0 as was, x2 > 0 as is,
              coalesce(x1 > 0 and x1 < n1, false) or coalesce(x2 > 0 and x2 < n2, false) as split,
              cast(count(*) as int) as accounts,
              coalesce(sum(difference), 0) as differences, coalesce(sum(difference ^ 2), 0) as squares,
              coalesce(sum(by_lot), 0) as by_lot,
              coalesce(sum(share1), 0) as shares1, coalesce(sum(share1 ^ 2), 0) as squares1,
              coalesce(sum(1 / n1), 0) as inverses1, coalesce(sum(x1), 0) as x1, coalesce(sum(n1), 0) as n1,
              coalesce(sum(share2), 0) as shares2, coalesce(sum(share2 ^ 2), 0) as squares2,
              coalesce(sum(1 / n2), 0) as inverses2, coalesce(sum(x2), 0) as x2, coalesce(sum(n2), 0) as n2
            from heard group by 1, 2, 3, 4 order by aspect
            """
                .formatted(now, then, COUNTED),
            Moved.class)
        .setParameter("before", before.toArray(Integer[]::new))
        .getResultList();
  }

  record AspectOpinion(
      String aspect, int accountId, int dissatisfied, int withOpinion, int noOpinion) {}

  /** Of accounts in which somebody has one. */
  List<AspectOpinion> accountOpinionsByAspect(Scope scope) {
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
