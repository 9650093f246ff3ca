package io.keypulse.analysis;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;

/** With what people are dissatisfied in one wave, from the counts that the database keeps. */
@ApplicationScoped
class KeptAspects {
  @Inject KeptCounts kept;

  private record Figure(int number) {}

  List<Rated> byAspect(Scope scope) {
    return rated(scope, AspectPlaces.ASPECTS);
  }

  List<Rated> byLevel(Scope scope) {
    return rated(scope, AspectPlaces.LEVELS);
  }

  private record Part(
      String name,
      String stratum,
      int population,
      int answered,
      int withOpinion,
      int dissatisfied,
      int accounts) {
    Rated rated() {
      return Rated.of(name, stratum, population, answered, withOpinion, dissatisfied, accounts);
    }
  }

  /** Accounts are counted over all strata. */
  private List<Rated> rated(Scope scope, AspectPlaces places) {
    String accounts =
        scope.accountIds() == null
            ? "sum(x.unhappy[place])"
            : "count(distinct x.account_id) filter (where x.unhappy[place] > 0)";
    return kept
        .of(
            scope,
            """
            select %1$s as name, c.stratum, cast(c.population as int) as population,
              cast(coalesce(p.rated, 0) as int) as answered, cast(coalesce(p.opined, 0) as int) as with_opinion,
              cast(coalesce(p.unhappy, 0) as int) as dissatisfied,
              cast(case when c.first then coalesce(p.accounts, 0) else 0 end as int) as accounts
            from wave w
            cross join (
              select x.stratum, row_number() over (order by x.stratum) = 1 as first, sum(x.population) as population,
                %2$s as rated, %3$s as opined, %4$s as unhappy %5$s
              group by x.stratum having sum(x.population) > 0) as c
            cross join (select %6$s as accounts %7$s) as a
            cross join unnest(array(select generate_series(%8$d, %9$d)), c.rated, c.opined, c.unhappy, a.accounts)
              as p (place, rated, opined, unhappy, accounts)
            where w.id = :wave and %1$s is not null order by c.stratum, p.place
            """
                .formatted(
                    places.name(),
                    places.each("sum(x.rated[place])"),
                    places.each("sum(x.opined[place])"),
                    places.each("sum(x.unhappy[place])"),
                    KeptCounts.from(KeptCounts.people(scope), scope),
                    places.each(accounts),
                    KeptCounts.from(KeptCounts.spread(scope), scope),
                    places.first(),
                    places.last()),
            Part.class)
        .stream()
        .map(Part::rated)
        .collect(toMap(Rated::name, one -> one, Rated::and, LinkedHashMap::new))
        .values()
        .stream()
        .filter(one -> one.answered() > 0)
        .toList();
  }

  int accountsWithReasons(Scope scope) {
    String number =
        scope.accountIds() == null
            ? "coalesce(sum(x.unhappy_at_all), 0)"
            : "count(distinct x.account_id) filter (where 0 < any (x.unhappy))";
    return kept.of(
            scope,
            "select cast("
                + number
                + " as int) as number"
                + KeptCounts.from(KeptCounts.spread(scope), scope),
            Figure.class)
        .getFirst()
        .number();
  }
}
