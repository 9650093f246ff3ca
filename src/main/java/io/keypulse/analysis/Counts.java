package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Counts over the answers, as the viewer's side of the wall shows them. */
@ApplicationScoped
class Counts {
  private static final String WITHIN =
      """
       wave_id = :wave and (cast(:team as int) is null or team_id = :team)
       and (cast(:account as int) is null or account_id = :account)
      """;

  @Inject Session session;

  record Frame(int population, int drawn) {}

  record Point(short overall, int count) {}

  record Rated(int place, int answered, int withOpinion, int dissatisfied) {}

  record AccountCount(
      int accountId, int population, int answered, int withOpinion, int dissatisfied) {}

  Frame frame(Scope scope) {
    return within(
            scope,
            """
            select cast(count(*) filter (where exclusion is null) as int) as population,
              cast(count(*) filter (where drawn) as int) as drawn
            from frame_entry where
            """
                + WITHIN,
            Frame.class)
        .getSingleResult();
  }

  List<Point> distribution(Scope scope) {
    return within(
            scope,
            "select overall, cast(count(*) as int) as count from answer where "
                + WITHIN
                + " group by overall",
            Point.class)
        .getResultList();
  }

  /** Per place of the wave's aspects, from 1. */
  List<Rated> byPlace(Scope scope) {
    return within(
            scope,
            """
            select cast(place as int) as place, cast(count(score) as int) as answered,
              cast(count(*) filter (where score <> 3) as int) as with_opinion,
              cast(count(*) filter (where score <= 2) as int) as dissatisfied
            from answer, unnest(ratings) with ordinality as r (score, place) where
            """
                + WITHIN
                + " group by place order by place",
            Rated.class)
        .getResultList();
  }

  /** Accounts with an answer, most dissatisfied people first. */
  List<AccountCount> byAccount(Scope scope, int most) {
    return within(
            scope,
            """
            with said as (
              select account_id, count(*) as answered, count(*) filter (where overall <> 3) as with_opinion,
                count(*) filter (where overall <= 2) as dissatisfied
              from answer where
            """
                + WITHIN
                + """
                   group by account_id order by dissatisfied desc, answered, account_id limit :most)
                select s.account_id, cast(f.population as int), cast(s.answered as int), cast(s.with_opinion as int),
                  cast(s.dissatisfied as int)
                from said s cross join lateral (
                  select count(*) as population from frame_entry e
                  where e.account_id = s.account_id and e.wave_id = :wave and e.exclusion is null) f
                order by s.dissatisfied desc, s.answered, s.account_id
                """,
            AccountCount.class)
        .setParameter("most", most)
        .getResultList();
  }

  private <T> NativeQuery<T> within(Scope scope, String sql, Class<T> row) {
    return session
        .createNativeQuery(sql, row)
        .setParameter("wave", scope.waveId())
        .setParameter("team", scope.teamId(), Integer.class)
        .setParameter("account", scope.accountId(), Integer.class);
  }
}
