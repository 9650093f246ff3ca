package io.keypulse.analysis;

import io.keypulse.stats.ResponseQuality;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Counts answers by how they were given: {@link ResponseQuality} in SQL, true of rows {@code n}.
 */
@ApplicationScoped
class Careless {
  private static final String RATINGS = "array_remove(n.ratings, null)";

  private static final String STRAIGHT_LINE =
      "(cardinality(%1$s) >= %2$s and array_remove(%1$s, n.overall) = '{}')"
          .formatted(RATINGS, ResponseQuality.FEWEST_OF_A_LINE - 1);

  private static final String FAST =
      """
      coalesce(n.seconds < %s * (1 + cardinality(%s))
        and n.seconds < %s * (select p.median from pace p where p.wave_id = n.wave_id), false)
      """
          .formatted(ResponseQuality.SECONDS_PER_ITEM, RATINGS, ResponseQuality.FAST);

  /** Worth a look; reads {@link #PACE}. */
  static final String CHECK = "(%s and n.why is null and %s)".formatted(STRAIGHT_LINE, FAST);

  /** The median of each wave's seconds. */
  static final String PACE =
      """
      pace as materialized (
        select wave_id, percentile_cont(0.5) within group (order by seconds) as median from answer
        where wave_id = any (cast(:waves as int[])) and seconds is not null group by wave_id)
      """;

  @Inject Counts counts;
  @Inject SeveralWaves several;
  @Inject FewAccounts few;

  /**
   * Answers of a stratum that say this overall, and how many of them were given how.
   *
   * @param stratum as {@link Counts#tallies} names it
   */
  record Given(String stratum, int overall, int straightLines, int fast, int check) {}

  List<Given> given(Scope all) {
    Scope scope = few.named(all);
    if (KeptCounts.know(scope)) {
      return given(
          scope,
          ScopeRows.said(scope),
          "f.stratum",
          "join frame_entry f using (wave_id, contact_id)");
    }
    return several.haveStrata(scope)
        ? given(
            scope,
            ScopeRows.framedInStrata(scope),
            "f.stratum",
            "join framed f using (contact_id, account_id, turn)")
        : given(scope, ScopeRows.said(scope), "''", "");
  }

  /**
   * @param rows common table expressions, {@code said} among them
   * @param frame joins {@code n} with its stratum
   */
  private List<Given> given(Scope scope, String rows, String stratum, String frame) {
    return counts
        .within(
            scope,
            rows
                + """
                , %s
                select %s as stratum, cast(n.overall as int) as overall,
                  cast(count(*) filter (where %s) as int) as straight_lines,
                  cast(count(*) filter (where %s) as int) as fast, cast(count(*) filter (where %s) as int) as check
                from said n %s group by 1, n.overall
                """
                    .formatted(PACE, stratum, STRAIGHT_LINE, FAST, CHECK, frame),
            Given.class)
        .getResultList();
  }
}
