package io.keypulse.analysis;

import static java.util.stream.Collectors.joining;

import io.keypulse.platform.Once;
import io.keypulse.platform.WorkMemory;
import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.hibernate.Session;

/**
 * What several waves say together, from the answers, for of each person the newest counts, unless
 * it was given in confidence. All figures of a query come from one pass: they are sums over
 * accounts, and so are told by groups of accounts that are alike.
 */
@ApplicationScoped
class SeveralWaves {
  private static final List<String> ASPECTS =
      Arrays.stream(Aspect.values()).map(Aspect::name).toList();

  private static final List<String> LEVELS =
      Arrays.stream(Aspect.Level.values()).map(Aspect.Level::name).toList();

  /** Aspects, and the levels of competition after them. */
  private static final int PLACES = ASPECTS.size() + LEVELS.size();

  private static final String PLACE_OF_ASPECTS =
      each(ASPECTS.size(), "array_position(w.aspects, '%2$s') as p%1$d");

  private static final String RATINGS =
      each(ASPECTS.size(), "s.ratings[p.p%1$d] as r%1$d")
          + ", "
          + IntStream.rangeClosed(1, LEVELS.size())
              .mapToObj(level -> worst(LEVELS.get(level - 1)) + " as r" + (ASPECTS.size() + level))
              .collect(joining(", "));

  private static final String ALIKE =
      """
      , place as materialized (select w.id, %1$s from wave w where w.id = any (cast(:waves as int[]))),
      marked as (
        select f.account_id, f.drawn, s.overall, s.mode, %2$s
        from framed f left join (said s join place p on p.id = s.wave_id)
          on s.contact_id = f.contact_id and s.account_id = f.account_id and s.turn = f.turn),
      by_account as (
        select count(*) as population, count(*) filter (where drawn) as drawn,
          count(*) filter (where overall = 1) as one, count(*) filter (where overall = 2) as two,
          count(*) filter (where overall = 3) as three, count(*) filter (where overall = 4) as four,
          count(*) filter (where overall = 5) as five, count(*) filter (where mode = 'PHONE') as phone,
          %3$s, %4$s, %5$s
        from marked group by account_id)
      select cast(population - three as int) as people, cast(one + two as int) as dissatisfied, cast(one + two + four + five as int) as with_opinion,
        cast(count(*) as int) as accounts, cast(sum(population) as int) as population, cast(sum(drawn) as int) as drawn,
        cast(sum(one) as int) as extremely_dissatisfied, cast(sum(two) as int) as somewhat_dissatisfied,
        cast(sum(three) as int) as no_opinion, cast(sum(four) as int) as satisfied_overall,
        cast(sum(five) as int) as very_satisfied, cast(sum(phone) as int) as phone,
        concat_ws(',', %6$s) as rated, concat_ws(',', %7$s) as opined, concat_ws(',', %8$s) as unhappy,
        concat_ws(',', %9$s) as complaining,
        cast(count(*) filter (where greatest(%10$s) > 0) as int) as complaining_at_all
      from by_account group by population - three, one + two, one + two + four + five
      """
          .formatted(
              PLACE_OF_ASPECTS,
              RATINGS,
              each(PLACES, "count(r%1$d) as c%1$d"),
              each(PLACES, "count(*) filter (where r%1$d <> 3) as o%1$d"),
              each(PLACES, "count(*) filter (where r%1$d <= 2) as u%1$d"),
              each(PLACES, "sum(c%1$d)"),
              each(PLACES, "sum(o%1$d)"),
              each(PLACES, "sum(u%1$d)"),
              each(PLACES, "count(*) filter (where u%1$d > 0)"),
              each(ASPECTS.size(), "u%1$d"));

  @Inject Session session;
  @Inject Counts counts;

  /**
   * Accounts with equally many people, who are dissatisfied and who have an opinion, and sums over
   * them.
   *
   * @param rated people who marked an aspect or level, place by place, separated by commas; as are
   *     those with an opinion, the dissatisfied, and the accounts with anybody dissatisfied
   */
  record Alike(
      int people,
      int dissatisfied,
      int withOpinion,
      int accounts,
      int population,
      int drawn,
      int extremelyDissatisfied,
      int somewhatDissatisfied,
      int noOpinion,
      int satisfiedOverall,
      int verySatisfied,
      int phone,
      String rated,
      String opined,
      String unhappy,
      String complaining,
      int complainingAtAll) {
    private Tally tally() {
      return new Tally(
          "",
          population,
          drawn,
          extremelyDissatisfied,
          somewhatDissatisfied,
          noOpinion,
          satisfiedOverall,
          verySatisfied,
          phone);
    }

    private Rated at(String name, int place) {
      BiFunction<String, Integer, Integer> number =
          (all, at) -> Integer.parseInt(all.split(",", -1)[at]);
      return Rated.of(
          name,
          "",
          population,
          number.apply(rated, place),
          number.apply(opined, place),
          number.apply(unhappy, place),
          number.apply(complaining, place));
    }
  }

  private record Counted(Scope scope) {}

  /** One or none, for there are no strata that several waves share. */
  List<Tally> tallies(Scope scope) {
    return alike(scope).stream().map(Alike::tally).reduce(Tally::plus).stream().toList();
  }

  List<Counts.EqualAccounts> equalAccounts(Scope scope) {
    return alike(scope).stream()
        .map(
            some ->
                new Counts.EqualAccounts(
                    "",
                    some.people(),
                    some.people(),
                    some.dissatisfied(),
                    some.withOpinion(),
                    some.accounts()))
        .toList();
  }

  List<Rated> byAspect(Scope scope) {
    return rated(scope, ASPECTS, 0);
  }

  List<Rated> byLevel(Scope scope) {
    return rated(scope, LEVELS, ASPECTS.size());
  }

  int accountsWithReasons(Scope scope) {
    return alike(scope).stream().mapToInt(Alike::complainingAtAll).sum();
  }

  private List<Rated> rated(Scope scope, List<String> names, int from) {
    return IntStream.range(0, names.size())
        .mapToObj(
            place ->
                alike(scope).stream()
                    .map(some -> some.at(names.get(place), from + place))
                    .reduce(Rated::plus))
        .flatMap(rated -> rated.stream())
        .filter(rated -> rated.answered() > 0)
        .toList();
  }

  private List<Alike> alike(Scope scope) {
    return Once.of(
        new Counted(scope),
        () -> {
          WorkMemory.give(session);
          return counts.within(scope, ScopeRows.framed(scope) + ALIKE, Alike.class).getResultList();
        });
  }

  private static String worst(String level) {
    List<String> scores =
        ASPECTS.stream()
            .filter(aspect -> Aspect.valueOf(aspect).level.name().equals(level))
            .map(aspect -> "s.ratings[p.p%d]".formatted(ASPECTS.indexOf(aspect) + 1))
            .toList();
    String opinions = scores.stream().map("nullif(%s, 3)"::formatted).collect(joining(", "));
    return "coalesce(least(%s), %s)".formatted(opinions, String.join(", ", scores));
  }

  /**
   * @param one with the place and, of an aspect, its name
   */
  private static String each(int places, String one) {
    return IntStream.rangeClosed(1, places)
        .mapToObj(
            place -> one.formatted(place, place > ASPECTS.size() ? "" : ASPECTS.get(place - 1)))
        .collect(joining(", "));
  }
}
