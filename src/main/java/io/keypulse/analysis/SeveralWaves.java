package io.keypulse.analysis;

import static java.util.stream.Collectors.joining;

import io.keypulse.platform.Once;
import io.keypulse.platform.WorkMemory;
import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * What several waves say together, from the answers, for of each person the newest counts, unless
 * it was given in confidence. All figures of a query come from one pass: they are sums over the
 * strata of the draws, and over accounts, which are told by groups of accounts that are alike.
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
        select f.account_id, f.stratum, f.drawn, s.overall, s.mode, %2$s
        from framed f left join (said s join place p on p.id = s.wave_id)
          on s.contact_id = f.contact_id and s.account_id = f.account_id and s.turn = f.turn),
      counted as (
        select grouping(account_id) = 0 as of_account, coalesce(stratum, min(stratum)) as stratum, count(*) as population, count(*) filter (where drawn) as drawn,
          count(*) filter (where overall = 1) as one, count(*) filter (where overall = 2) as two,
          count(*) filter (where overall = 3) as three, count(*) filter (where overall = 4) as four,
          count(*) filter (where overall = 5) as five, count(*) filter (where mode = 'PHONE') as phone,
          %3$s, %4$s, %5$s
        from marked group by grouping sets ((account_id), (stratum)))
      select of_account, stratum, cast(population - three as int) as people, cast(one + two as int) as dissatisfied,
        cast(one + two + four + five as int) as with_opinion,
        cast(count(*) as int) as accounts, cast(sum(population) as int) as population, cast(sum(drawn) as int) as drawn,
        cast(sum(one) as int) as extremely_dissatisfied, cast(sum(two) as int) as somewhat_dissatisfied,
        cast(sum(three) as int) as no_opinion, cast(sum(four) as int) as satisfied_overall,
        cast(sum(five) as int) as very_satisfied, cast(sum(phone) as int) as phone,
        concat_ws(',', %6$s) as rated, concat_ws(',', %7$s) as opined, concat_ws(',', %8$s) as unhappy,
        concat_ws(',', %9$s) as complaining,
        cast(count(*) filter (where greatest(%10$s) > 0) as int) as complaining_at_all
      from counted group by of_account, stratum, population - three, one + two, one + two + four + five
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
  @Inject FewAccounts few;

  /**
   * Accounts of a stratum with equally many people, who are dissatisfied and who have an opinion,
   * and sums over them; or all people of a stratum.
   *
   * @param stratum as {@link ScopeRows#framedInStrata}, of accounts the first of those of their
   *     people
   * @param rated people who marked an aspect or level, place by place, separated by commas; as are
   *     those with an opinion, the dissatisfied, and the accounts with anybody dissatisfied
   */
  record Alike(
      boolean ofAccount,
      String stratum,
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
      int complainingAtAll)
      implements Tallied {
    private Tally marked(int place) {
      return Rated.marked(
          stratum, population, at(rated, place), at(opined, place), at(unhappy, place));
    }

    private static int at(String numbers, int place) {
      return Integer.parseInt(numbers.split(",", -1)[place]);
    }
  }

  private record Counted(Scope scope) {}

  /** By the strata of all draws in which somebody stood; one where all are of the same. */
  List<Tally> tallies(Scope scope) {
    return strata(scope).map(Alike::tally).toList();
  }

  List<Counts.EqualAccounts> equalAccounts(Scope scope) {
    return accounts(scope)
        .map(
            some ->
                new Counts.EqualAccounts(
                    some.stratum(),
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
    return accounts(scope).mapToInt(Alike::complainingAtAll).sum();
  }

  private List<Rated> rated(Scope scope, List<String> names, int from) {
    return IntStream.range(0, names.size())
        .mapToObj(
            place ->
                new Rated(
                    names.get(place),
                    accounts(scope)
                        .mapToInt(some -> Alike.at(some.complaining(), from + place))
                        .sum(),
                    strata(scope).map(some -> some.marked(from + place)).toList()))
        .filter(rated -> rated.answered() > 0)
        .toList();
  }

  private Stream<Alike> accounts(Scope scope) {
    return alike(scope).stream().filter(Alike::ofAccount);
  }

  private Stream<Alike> strata(Scope scope) {
    return alike(scope).stream().filter(some -> !some.ofAccount());
  }

  private List<Alike> alike(Scope scope) {
    return Once.of(
        new Counted(scope),
        () -> {
          Scope named = few.named(scope);
          if (named.accountIds() == null) {
            WorkMemory.give(session);
          }
          return counts.within(named, framed(named) + ALIKE, Alike.class).getResultList();
        });
  }

  /** As {@link ScopeRows#framed}, in strata where these waves drew from any. */
  String framed(Scope scope) {
    return haveStrata(scope) ? ScopeRows.framedInStrata(scope) : ScopeRows.framed(scope);
  }

  private record Drew(List<Integer> waveIds) {}

  private record Mixed(boolean strata) {}

  /** Whether these waves drew from anything but one list of people. */
  boolean haveStrata(Scope scope) {
    return Once.of(
            new Drew(scope.waveIds()),
            () ->
                session
                    .createNativeQuery(
                        """
                        select count(distinct (w.program_id, s.stratum)) > 1 as strata
                        from wave w join wave_stratum s on s.wave_id = w.id where w.id = any (cast(:waves as int[]))
                        """,
                        Mixed.class)
                    .setParameter("waves", scope.waveIds().toArray(Integer[]::new))
                    .getSingleResult())
        .strata();
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
