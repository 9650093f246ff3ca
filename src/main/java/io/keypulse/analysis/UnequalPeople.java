package io.keypulse.analysis;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Once;
import io.keypulse.stats.UnequalShare;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/**
 * People of whose accounts a cap, or the mails of a week, left some out by lot: by stratum, each
 * account with the inverse of the part of its people who could be heard.
 */
@ApplicationScoped
class UnequalPeople {
  /** Strata with fewer answers are joined with the smallest that has more. */
  private static final int FEWEST_OF_STRATUM = 2;

  private static final String WEIGHED =
      """
      with mailed as (
        select f.wave_id, f.account_id, count(*) as drawn, count(*) filter (where f.blocked is null) as asked
        from frame_entry f
        where f.wave_id = any (cast(:waves as int[])) and f.drawn and (f.blocked is null or f.blocked = 'ACCOUNT_BUDGET')
          and f.account_id = any (array(select b.account_id from frame_entry b
            where b.wave_id = any (cast(:waves as int[])) and b.drawn and b.blocked = 'ACCOUNT_BUDGET'))
        group by f.wave_id, f.account_id),
      weighed as (
        select x.*, greatest(1, sum(x.population) over (partition by x.wave_id, x.account_id) / cast(w.account_cap as float8))
          * coalesce(cast(m.drawn as float8) / greatest(1, m.asked), 1) as weight
        from account_count x join wave w on w.id = x.wave_id
        left join mailed m on m.wave_id = x.wave_id and m.account_id = x.account_id
        where x.wave_id = any (cast(:waves as int[]))
      """;

  private static final String OVERALL =
      """
      select c.wave_id, %s as name, c.stratum, c.weight, c.population, c.population - c.no_opinion as people,
        c.extremely_dissatisfied + c.somewhat_dissatisfied as dissatisfied,
        c.satisfied_overall + c.very_satisfied as satisfied, cast(count(*) as int) as accounts
      from weighed c group by 1, 2, 3, 4, 5, 6, 7, 8
      """;

  @Inject Session session;
  @Inject FewAccounts few;

  /**
   * So many accounts of a stratum.
   *
   * @param name of the aspect, level or part; empty overall
   * @param people of each, with a possible opinion
   * @param population of each, with those who have none
   */
  record Alike(
      int waveId,
      String name,
      String stratum,
      double weight,
      int population,
      int people,
      int dissatisfied,
      int satisfied,
      int accounts) {
    UnequalShare.Accounts silent() {
      return new UnequalShare.Accounts(weight, population, 0, 0, accounts);
    }

    UnequalShare.Accounts marked(boolean unhappy) {
      return new UnequalShare.Accounts(
          weight, people, unhappy ? dissatisfied : satisfied, dissatisfied + satisfied, accounts);
    }
  }

  private record Id(int id) {}

  private record Asked(Scope scope, AspectKind kind) {}

  private enum AspectKind {
    OVERALL,
    ASPECT,
    LEVEL,
    TEAM,
    SEGMENT
  }

  /** Of one wave, as {@link #marked}: nothing where chances were equal, or of several waves. */
  List<UnequalShare.Stratum> overall(Scope scope, boolean unhappy) {
    return KeptCounts.know(scope) ? strata(of(scope, AspectKind.OVERALL), unhappy) : List.of();
  }

  /** Of those who are dissatisfied, wave by wave; only of waves in which chances were unequal. */
  Map<Integer, List<UnequalShare.Stratum>> ofEachWave(Scope scope) {
    return of(scope, AspectKind.OVERALL).stream()
        .collect(
            groupingBy(Alike::waveId, collectingAndThen(toList(), some -> strata(some, true))));
  }

  /**
   * By how much answers that are not weighted are worth less, wave by wave, as {@link
   * UnequalShare#designEffect}: it may be told in confidence. Only of waves in which chances were
   * unequal.
   */
  Map<Integer, Double> effects(Scope scope) {
    return effects(of(scope, AspectKind.OVERALL));
  }

  private static Map<Integer, Double> effects(List<Alike> some) {
    Map<Integer, Double> effects = new HashMap<>();
    some.stream()
        .collect(groupingBy(Alike::waveId))
        .forEach(
            (wave, accounts) -> {
              List<UnequalShare.Stratum> strata =
                  accounts.stream()
                      .collect(groupingBy(Alike::stratum, mapping(Alike::silent, toList())))
                      .values()
                      .stream()
                      .map(UnequalShare.Stratum::new)
                      .toList();
              if (strata.stream().anyMatch(UnequalShare.Stratum::isUnequal)) {
                effects.put(wave, UnequalShare.designEffect(strata));
              }
            });
    return effects;
  }

  /** Accounts of each part of a scope; empty where chances were equal. */
  Map<String, List<Alike>> ofParts(Scope scope, PartKind kind) {
    return of(scope, kind == PartKind.SEGMENT ? AspectKind.SEGMENT : AspectKind.TEAM).stream()
        .collect(groupingBy(Alike::name));
  }

  /** As {@link #overall}, of accounts of one wave. */
  static List<UnequalShare.Stratum> strata(List<Alike> accounts) {
    return strata(accounts, true);
  }

  /** The largest of {@link #effects}; nothing where chances were equal. */
  static Optional<Double> effect(List<Alike> accounts) {
    return effects(accounts).values().stream().max(Comparator.naturalOrder());
  }

  /** Of those who are dissatisfied with an aspect or level. */
  List<UnequalShare.Stratum> marked(Scope scope, ConfidentialAnswers.By by, String name) {
    AspectKind kind = by == ConfidentialAnswers.By.LEVEL ? AspectKind.LEVEL : AspectKind.ASPECT;
    if (!KeptCounts.know(scope)) {
      return List.of();
    }
    return strata(of(scope, kind).stream().filter(some -> some.name().equals(name)).toList(), true);
  }

  /** Of strata with answers; nothing where all people of a stratum had the same chance. */
  private static List<UnequalShare.Stratum> strata(List<Alike> accounts, boolean unhappy) {
    List<UnequalShare.Stratum> strata = new ArrayList<>();
    List<UnequalShare.Stratum> lonely = new ArrayList<>();
    accounts.stream()
        .collect(groupingBy(Alike::stratum))
        .values()
        .forEach(
            some -> {
              UnequalShare.Stratum stratum =
                  new UnequalShare.Stratum(some.stream().map(one -> one.marked(unhappy)).toList());
              if (stratum.answers() > 0) {
                (stratum.answers() < FEWEST_OF_STRATUM ? lonely : strata).add(stratum);
              }
            });
    strata.sort(Comparator.comparingInt(UnequalShare.Stratum::people));
    if (!lonely.isEmpty()) {
      if (!strata.isEmpty()) {
        lonely.add(strata.removeFirst());
      }
      strata.add(
          new UnequalShare.Stratum(
              lonely.stream().flatMap(stratum -> stratum.accounts().stream()).toList()));
    }
    return strata.stream().anyMatch(UnequalShare.Stratum::isUnequal) ? strata : List.of();
  }

  private List<Alike> of(Scope scope, AspectKind kind) {
    return Once.of(
        new Asked(scope, kind),
        () -> {
          List<Integer> waves = Once.of(new Waves(scope.waveIds()), () -> unequal(scope));
          return waves.isEmpty() ? List.of() : read(few.named(scope.in(waves)), kind);
        });
  }

  private List<Alike> read(Scope scope, AspectKind kind) {
    String figures =
        switch (kind) {
          case OVERALL -> OVERALL.formatted("''");
          case TEAM -> OVERALL.formatted(PartKind.TEAM.of("c"));
          case SEGMENT -> OVERALL.formatted(PartKind.SEGMENT.of("c"));
          case ASPECT -> marked(AspectPlaces.ASPECTS);
          case LEVEL -> marked(AspectPlaces.LEVELS);
        };
    return Narrowing.of(
            scope,
            session.createNativeQuery(
                WEIGHED + KeptCounts.narrowed(scope) + ")\n" + figures, Alike.class))
        .setParameter("waves", scope.waveIds().toArray(Integer[]::new))
        .getResultList();
  }

  private static String marked(AspectPlaces places) {
    return """
        select c.wave_id, %1$s as name, c.stratum, c.weight, c.population,
          c.population - coalesce(c.rated[p.place], 0) + coalesce(c.opined[p.place], 0) as people,
          coalesce(c.unhappy[p.place], 0) as dissatisfied,
          coalesce(c.opined[p.place], 0) - coalesce(c.unhappy[p.place], 0) as satisfied, cast(count(*) as int) as accounts
        from weighed c join wave w on w.id = c.wave_id cross join generate_series(%2$d, %3$d) as p (place)
        where %1$s is not null group by 1, 2, 3, 4, 5, 6, 7, 8
        """
        .formatted(places.name(), places.first(), places.last());
  }

  /** Waves in which a cap or the mails of a week left out anybody at all. */
  private List<Integer> unequal(Scope scope) {
    return session
        .createNativeQuery(
            """
            select w.id from wave w where w.id = any (cast(:waves as int[]))
              and (w.account_cap is not null
                  and exists (select from wave_stratum s where s.wave_id = w.id and s.candidates < s.units)
                or exists (
                  select from frame_entry f where f.wave_id = w.id and f.drawn and f.blocked = 'ACCOUNT_BUDGET'))
            """,
            Id.class)
        .setParameter("waves", scope.waveIds().toArray(Integer[]::new))
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }

  private record Waves(List<Integer> ids) {}
}
