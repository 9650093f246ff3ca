package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The answers that drivers are computed from. */
@ApplicationScoped
class ChosenAnswers {
  /** Standard deviations of how many hashes there are up to one. */
  private static final double MARGIN = 10;

  /** How many there are of 64 bits. */
  private static final double HASHES = 0x1p64;

  @Inject Counts counts;

  /** One answer with every aspect that it marks, as {@code ASPECT=score}, separated by commas. */
  record Row(int accountId, int overall, String ratings) {}

  /**
   * Answers with an opinion overall, at most so many: always the same and in the same order, by a
   * hash of their invitation, which nobody chooses.
   *
   * @param all how many there are, about: of many only those are put in order whose hash can be
   *     among the first
   */
  List<Row> of(Scope scope, int most, int all) {
    return counts
        .within(
            scope,
            ScopeRows.said(scope)
                + """
                , chosen as (
                  select s.wave_id, s.account_id, s.overall, s.ratings,
                    hashint8extended(s.invitation_id, 0) as place, s.invitation_id
                  from said s where s.overall <> 3 and hashint8extended(s.invitation_id, 0) <= :last
                  order by place, s.invitation_id limit :most)
                select c.account_id, cast(c.overall as int), coalesce((
                    select string_agg(r.aspect || '=' || r.score, ',')
                    from unnest(w.aspects, c.ratings) as r (aspect, score) where r.score is not null), '') as ratings
                from chosen c join wave w on w.id = c.wave_id order by c.place, c.invitation_id
                """,
            Row.class)
        .setParameter("last", lastHash(most, all))
        .setParameter("most", most)
        .getResultList();
  }

  /** Up to which there are surely so many, or all. */
  private static long lastHash(int most, int all) {
    double part = (most + MARGIN * Math.sqrt(most)) / all;
    return part < 1 ? (long) (Long.MIN_VALUE + part * HASHES) : Long.MAX_VALUE;
  }
}
