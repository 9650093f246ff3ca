package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

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
   * How many accounts were and are dissatisfied, overall or with an aspect.
   *
   * @param aspect empty overall
   * @param was absent where nobody had an opinion before
   * @param is absent where nobody has one now
   */
  record Moved(String aspect, @Nullable Boolean was, @Nullable Boolean is, int accounts) {}

  /**
   * @param line an account is dissatisfied from this share of its people on
   */
  List<Moved> moved(Scope scope, List<Integer> before, double line) {
    return moved(OVERALL, scope, before, line);
  }

  List<Moved> movedByAspect(Scope scope, List<Integer> before, double line) {
    return moved(EACH, scope, before, line);
  }

  private List<Moved> moved(String scores, Scope scope, List<Integer> before, double line) {
    String now = scores.formatted(ScopeRows.newest(scope, ":waves"));
    String then = scores.formatted(ScopeRows.newest(scope.in(before), ":before"));
    return counts
        .within(
            scope,
            """
            with said as (%1$s), said_before as (%2$s),
            now as (
              select aspect, account_id, count(*) filter (where score <= 2) >= :line * count(*) - 1e-9 as unhappy
              from said where score <> 3 group by aspect, account_id),
            before as (
              select aspect, account_id, count(*) filter (where score <= 2) >= :line * count(*) - 1e-9 as unhappy
              from said_before where score <> 3 group by aspect, account_id)
            select aspect, b.unhappy as was, n.unhappy as is, cast(count(*) as int) as accounts
            from before b full join now n using (aspect, account_id) group by aspect, b.unhappy, n.unhappy order by aspect
            """
                .formatted(now, then),
            Moved.class)
        .setParameter("before", before.toArray(Integer[]::new))
        .setParameter("line", line)
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
