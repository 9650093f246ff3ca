package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** What is counted wave after wave. */
@ApplicationScoped
class Comparisons {
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

  /** These and all before of the same programs, the newest at most. */
  List<Integer> wavesUntil(Collection<Integer> waveIds, int most) {
    return session
        .createNativeQuery(
            """
            select w.id from wave w
            where w.program_id in (select program_id from wave where id = any (cast(:waves as int[])))
              and w.opened_at <= (select max(opened_at) from wave where id = any (cast(:waves as int[])))
            order by w.opened_at desc, w.id desc limit :most
            """,
            Id.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .setParameter("most", most)
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }

  record AccountOpinion(int accountId, int dissatisfied, int withOpinion) {}

  List<AccountOpinion> accountOpinions(Scope scope) {
    return counts
        .within(
            scope,
            Counts.said(scope)
                + """
                select account_id, cast(count(*) filter (where overall <= 2) as int) as dissatisfied,
                  cast(count(*) as int) as with_opinion
                from said where overall <> 3 group by account_id
                """,
            AccountOpinion.class)
        .getResultList();
  }

  record AspectOpinion(String aspect, int accountId, int dissatisfied, int withOpinion) {}

  List<AspectOpinion> accountOpinionsByAspect(Scope scope) {
    return counts
        .within(
            scope,
            Counts.rated(scope)
                + """
                select aspect, account_id, cast(count(*) filter (where score <= 2) as int) as dissatisfied,
                  cast(count(*) as int) as with_opinion
                from rated where score <> 3 group by aspect, account_id
                """,
            AspectOpinion.class)
        .getResultList();
  }

  record WaveCount(int waveId, int dissatisfied, int withOpinion) {}

  /** Of each wave by itself, the oldest first. */
  List<WaveCount> perWave(Scope scope) {
    return counts
        .within(
            scope,
            """
            select w.id as wave_id, cast(count(*) filter (where x.overall <= 2) as int) as dissatisfied,
              cast(count(*) filter (where x.overall <> 3) as int) as with_opinion
            from wave w join answer x on x.wave_id = w.id where
            """
                + Counts.in(scope)
                + " group by w.id, w.opened_at order by w.opened_at, w.id",
            WaveCount.class)
        .getResultList();
  }
}
