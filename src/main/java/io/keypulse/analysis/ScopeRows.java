package io.keypulse.analysis;

/** The frames and answers of a scope in SQL, for whoever counts them. */
final class ScopeRows {
  private ScopeRows() {}

  /** What is true of rows {@code x} of the scope. */
  static String in(Scope scope) {
    return in(scope, ":waves");
  }

  private static String in(Scope scope, String waves) {
    return " x.wave_id = any (cast(%s as int[]))".formatted(waves)
        + Narrowing.to(
            scope,
            "exists (select from account g where g.id = x.account_id and g.segment = :segment)");
  }

  /**
   * The newest answer of everybody in the scope, at each account that they have answered about.
   * What was answered in confidence counts wave by wave, and so does who could answer: whether a
   * later answer took its place would tell it.
   */
  static String said(Scope scope) {
    return "with said as (" + newest(scope, ":waves") + ")";
  }

  /**
   * In one wave everybody answers once.
   *
   * @param waves the parameter that names the waves
   */
  static String newest(Scope scope, String waves) {
    String answers = "x.*, " + turn(waves) + " from answer x where " + in(scope, waves);
    return KeptCounts.know(scope)
        ? "select " + answers
        : "select distinct on (x.contact_id, x.account_id, turn) "
            + answers
            + " order by x.contact_id, x.account_id, turn, x.answered_at desc, x.invitation_id desc";
  }

  /**
   * Selects of each account how many of its people have a possible opinion, and how many gave each
   * answer but none.
   *
   * @param waves the parameter that names the waves
   */
  static String accounts(Scope scope, String waves) {
    return KeptCounts.know(scope)
        ? """
          select x.account_id, cast(sum(x.population - x.no_opinion) as int) as people,
            cast(sum(x.extremely_dissatisfied) as int) as s1, cast(sum(x.somewhat_dissatisfied) as int) as s2,
            cast(sum(x.satisfied_overall) as int) as s4, cast(sum(x.very_satisfied) as int) as s5
          from account_count x where x.wave_id = any (cast(%s as int[]))%s group by x.account_id
          """
            .formatted(waves, KeptCounts.narrowed(scope))
        : """
          select f.account_id, cast(count(*) - count(*) filter (where s.overall = 3) as int) as people,
            cast(count(*) filter (where s.overall = 1) as int) as s1, cast(count(*) filter (where s.overall = 2) as int) as s2,
            cast(count(*) filter (where s.overall = 4) as int) as s4, cast(count(*) filter (where s.overall = 5) as int) as s5
          from (select x.contact_id, x.account_id, %s from frame_entry x
              where (x.exclusion is null or x.drawn) and %s group by x.contact_id, x.account_id, turn) f
            left join (%s) s using (contact_id, account_id, turn)
          group by f.account_id
          """
            .formatted(turn(waves), in(scope, waves), newest(scope, waves));
  }

  /** Also everybody who stood in the frame. */
  static String framed(Scope scope) {
    return framed(scope, "frame_entry x", "''");
  }

  /**
   * As {@link #framed(Scope)}, with the strata of the programs in which each was: of those who were
   * in the same everybody was as likely to be heard.
   */
  static String framedInStrata(Scope scope) {
    return framed(
        scope,
        "frame_entry x join wave p on p.id = x.wave_id",
        "string_agg(distinct p.program_id || ':' || x.stratum, ' ')");
  }

  private static String framed(Scope scope, String frames, String stratum) {
    return said(scope)
        + ", framed as (select x.contact_id, x.account_id, "
        + turn(":waves")
        + ", bool_or(x.drawn) as drawn, "
        + stratum
        + " as stratum from "
        + frames
        + " where (x.exclusion is null or x.drawn) and "
        + in(scope)
        + " group by x.contact_id, x.account_id, turn)";
  }

  /**
   * By which answers and frames stand for each other; those of a confidential wave for no other.
   */
  private static String turn(String waves) {
    return """
        case when x.wave_id = any (array(select c.id from wave c
          where c.id = any (cast(%s as int[])) and c.confidentiality = 'AGGREGATE')) then x.wave_id else 0 end as turn
        """
        .formatted(waves);
  }

  /** What the answers of the scope say of each aspect. */
  static String rated(Scope scope) {
    return said(scope)
        + """
        , rated as materialized (
          select s.contact_id, s.account_id, r.aspect, r.score
          from said s join wave w on w.id = s.wave_id cross join lateral unnest(w.aspects, s.ratings) as r (aspect, score)
          where r.score is not null)
        """;
  }
}
