package io.keypulse.analysis;

import io.keypulse.stats.Estimate;
import io.keypulse.stats.FinitePopulation;
import io.keypulse.stats.ProportionInterval;
import io.keypulse.stats.Range;
import io.keypulse.stats.StratifiedShare;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What may be shown of people, as {@link Disclosure} has it. */
final class DisclosureOfPeople {
  private static final int LARGEST_EXACT = 10_000;

  private DisclosureOfPeople() {}

  /** By the strata of the draw. */
  static ShareResult of(List<Tally> strata, ToIntFunction<Tally> counted) {
    Tally all = strata.stream().reduce(Tally.NOTHING, Tally::plus);
    int count = counted.applyAsInt(all);
    int of = all.withOpinion();
    int unheard = Strata.unheard(strata);
    return few(count, of, all.possible() - unheard, unheard)
        .or(
            () ->
                Strata.share(strata, counted)
                    .map(weighted -> weighted(count, all.possible(), weighted)))
        .orElseGet(() -> of(count, of, all.possible()));
  }

  /** Of people who are a simple random sample of so many. */
  static ShareResult of(int count, int of, int population) {
    Optional<ShareResult> few = few(count, of, population, 0);
    if (few.isPresent()) {
      return few.get();
    }
    return population > LARGEST_EXACT
        ? ofMany(count, of, population)
        : shown(FinitePopulation.interval(count, of, population, Disclosure.LEVEL).orElseThrow());
  }

  private static ShareResult ofMany(int count, int of, int population) {
    Range range = ProportionInterval.wilson(count, of, Disclosure.LEVEL).orElseThrow();
    if (of >= Disclosure.FEWEST_TO_COMPARE && range.width() > Disclosure.WIDEST) {
      return Disclosure.tooWide(of, range);
    }
    double share = (double) count / of;
    Range possible =
        new Range((double) count / population, (double) (count + population - of) / population);
    return told(
        count,
        of,
        population,
        share,
        range.within(possible, share),
        possible,
        ShareView.Method.WILSON,
        of,
        0);
  }

  private static ShareResult weighted(int count, int population, StratifiedShare share) {
    Estimate heard = share.heard();
    Range range = heard.kornGraubard(Disclosure.LEVEL).orElseThrow();
    return heard.answers() >= Disclosure.FEWEST_TO_COMPARE && range.width() > Disclosure.WIDEST
        ? Disclosure.tooWide(heard.answers(), range)
        : told(
            count,
            heard.answers(),
            population,
            heard.value(),
            share.interval(Disclosure.LEVEL).orElseThrow(),
            share.possible(),
            ShareView.Method.STRATIFIED,
            heard.worth(),
            share.unheard());
  }

  /**
   * @param range of all of the population
   * @param possible whatever the silent would say
   * @param unheard of the population, of whom nothing is known
   */
  static ShareView told(
      int count,
      int of,
      int population,
      double share,
      Range range,
      Range possible,
      ShareView.Method method,
      double effectiveSample,
      int unheard) {
    return new ShareView(
        ShareView.Unit.PEOPLE,
        count,
        of,
        population,
        share,
        Disclosure.LEVEL,
        range.lower(),
        range.upper(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(possible.lower()),
        Optional.of(possible.upper()),
        method,
        effectiveSample,
        unheard,
        Disclosure.isWide(of, range));
  }

  private static ShareView shown(FinitePopulation.Interval exact) {
    return new ShareView(
        ShareView.Unit.PEOPLE,
        exact.count(),
        exact.sample(),
        exact.population(),
        exact.share(),
        Disclosure.LEVEL,
        exact.lowestShare(),
        exact.highestShare(),
        Optional.of(exact.lowest()),
        Optional.of(exact.highest()),
        Optional.of(exact.lowestShareWhateverOthersSay()),
        Optional.of(exact.highestShareWhateverOthersSay()),
        ShareView.Method.EXACT_HYPERGEOMETRIC,
        exact.sample(),
        0,
        Disclosure.isWide(exact.sample(), new Range(exact.lowestShare(), exact.highestShare())));
  }

  /**
   * @param unheard more people, of whom nothing is known
   */
  private static Optional<ShareResult> few(int count, int of, int population, int unheard) {
    if (of < Disclosure.FEWEST_TO_COUNT) {
      return Optional.of(Disclosure.tooFew(of, Disclosure.FEWEST_TO_COUNT));
    }
    return of < Disclosure.FEWEST_FOR_SHARE
        ? FinitePopulation.interval(count, of, population, Disclosure.LEVEL)
            .map(
                exact ->
                    new FewAnswersView(
                        ShareView.Unit.PEOPLE,
                        count,
                        of,
                        population + unheard,
                        Disclosure.LEVEL,
                        exact.lowest(),
                        exact.highest() + unheard))
        : Optional.empty();
  }
}
