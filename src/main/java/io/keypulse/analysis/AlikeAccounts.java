package io.keypulse.analysis;

import static java.util.stream.Collectors.joining;

import io.keypulse.survey.Aspect;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Accounts that said the same before and now, in SQL: one pass over what was said at both times,
 * overall and of every aspect, one row of each account, and then how many are alike.
 */
final class AlikeAccounts {
  /** Overall is of no aspect. */
  static final String OVERALL = "";

  private static final List<String> NAMES =
      Stream.concat(Stream.of(OVERALL), Arrays.stream(Aspect.values()).map(Aspect::name)).toList();

  private static final String PLACES =
      """
      select w.id, %s from wave w
      where w.id = any (cast(:waves as int[])) or w.id = any (cast(:before as int[]))
      """
          .formatted(aspects("array_position(w.aspects, '%2$s') as p%1$d"));

  private static final String KEPT =
      """
      select x.account_id, %%2$s as now, x.stratum, x.population - x.no_opinion as people,
        x.extremely_dissatisfied + x.somewhat_dissatisfied as x0,
        x.extremely_dissatisfied + x.somewhat_dissatisfied + x.satisfied_overall + x.very_satisfied as n0, %s
      from account_count x join place p on p.id = x.wave_id where x.wave_id = any (cast(%%1$s as int[]))%%3$s
      """
          .formatted(aspects("x.unhappy[p.p%1$d] as x%1$d, x.opined[p.p%1$d] as n%1$d"));

  private static final String SAID =
      """
      select s.account_id, %%2$s as now, cast(null as text) as stratum, 0 as people,
        cast(s.overall <= 2 as int) as x0, cast(s.overall <> 3 as int) as n0, %s
      from (%%1$s) s join place p on p.id = s.wave_id
      """
          .formatted(
              aspects(
                  "cast(s.ratings[p.p%1$d] <= 2 as int) as x%1$d, cast(s.ratings[p.p%1$d] <> 3 as int) as n%1$d"));

  private static final String ALIKE =
      """
      with place as materialized (%s), said as (%%s union all %%s),
      heard as (
        select account_id, min(stratum) filter (where not now) as stratum1, sum(people) filter (where not now) as people1,
          min(stratum) filter (where now) as stratum2, sum(people) filter (where now) as people2, %s
        from said group by account_id),
      weighed as (
        select h.*, case
            when (n1_0 is null) = (n2_0 is null) or b.chance is null and n.chance is null then 1
            when least(b.chance, n.chance) = 0 then 0
            when b.chance is null or n.chance is null then 1 / greatest(b.chance, n.chance)
            when greatest(b.chance, n.chance) > 1 - 1e-9 then 0
            when n1_0 is null then 1 / (n.chance * greatest(0.05, 1 - b.chance))
            else 1 / (b.chance * greatest(0.05, 1 - n.chance)) end as v
        from heard h
        left join unnest(cast(:strataBefore as text[]), cast(:peopleBefore as int[]), cast(:chancesBefore as float8[]))
          as b (stratum, people, chance) on b.stratum = h.stratum1 and b.people = h.people1
        left join unnest(cast(:strataNow as text[]), cast(:peopleNow as int[]), cast(:chancesNow as float8[]))
          as n (stratum, people, chance) on n.stratum = h.stratum2 and n.people = h.people2),
      alike as (
        select %s as aspect, %s as x1, %s as n1, %s as x2, %s as n2,
          case when grouping(n1_0) = 0 then v else 1 end as v, cast(count(*) as float8) as times
        from weighed group by grouping sets ((x1_0, n1_0, x2_0, n2_0, v), %s))
      """
          .formatted(
              PLACES,
              each(
                  "sum(x%1$d) filter (where not now) as x1_%1$d, nullif(sum(n%1$d) filter (where not now), 0) as n1_%1$d,"
                      + " sum(x%1$d) filter (where now) as x2_%1$d, nullif(sum(n%1$d) filter (where now), 0) as n2_%1$d"),
              ofTheSet("'%2$s'"),
              ofTheSet("x1_%1$d"),
              ofTheSet("n1_%1$d"),
              ofTheSet("x2_%1$d"),
              ofTheSet("n2_%1$d"),
              aspects("(x1_%1$d, n1_%1$d, x2_%1$d, n2_%1$d)"));

  private AlikeAccounts() {}

  /**
   * Common table expressions up to {@code alike}: how many accounts ({@code times}) had {@code x1}
   * dissatisfied of {@code n1} with an opinion of an aspect in {@code :before}, and have {@code x2}
   * of {@code n2} in {@code :waves}; n is null where nobody has one. Overall, those that were heard
   * once only count {@code v}, the inverse of the chance to be heard then and not the other time,
   * by {@link HeardChances}; nothing where there was none the other way round, and of next to none
   * no more than of a twentieth.
   */
  static String of(Scope scope, List<Integer> before) {
    return ALIKE.formatted(said(scope, ":waves", true), said(scope.in(before), ":before", false));
  }

  private static String said(Scope scope, String waves, boolean now) {
    return KeptCounts.know(scope)
        ? KEPT.formatted(waves, now, KeptCounts.narrowed(scope))
        : SAID.formatted(ScopeRows.newest(scope, waves), now);
  }

  /** What belongs to the set that a row was grouped by. */
  private static String ofTheSet(String one) {
    return IntStream.range(0, NAMES.size())
        .mapToObj(
            place -> ("when grouping(n1_%1$d) = 0 then " + one).formatted(place, NAMES.get(place)))
        .collect(joining(" ", "case ", " end"));
  }

  private static String aspects(String one) {
    return each(one, 1);
  }

  private static String each(String one) {
    return each(one, 0);
  }

  private static String each(String one, int first) {
    return IntStream.range(first, NAMES.size())
        .mapToObj(place -> one.formatted(place, NAMES.get(place)))
        .collect(joining(", "));
  }
}
