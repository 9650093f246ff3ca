package io.keypulse.analysis;

import io.keypulse.stats.Estimate;
import io.keypulse.stats.FinitePopulation;
import io.keypulse.stats.ProportionInterval;
import io.keypulse.stats.Range;
import io.keypulse.stats.TwoStageShare;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What may be shown of so many answers, for every figure of this room that {@link Promises} allow:
 * without answers nothing, of one to four no share, of five to nine a count and its range, of ten
 * to 29 a share that is called wide, from 30 on everything but an interval of more than 30 points.
 */
final class Disclosure {
  static final double LEVEL = 0.95;
  static final int FEWEST_TO_COUNT = 5;
  static final int FEWEST_FOR_SHARE = 10;
  static final int FEWEST_TO_COMPARE = 30;
  static final double WIDEST = 0.30;
  private static final int LARGEST_EXACT = 10_000;

  private Disclosure() {}

  /** Of people, by the strata of the draw. */
  static ShareResult ofPeople(List<Tally> strata, ToIntFunction<Tally> counted) {
    Tally all = strata.stream().reduce(Tally.NOTHING, Tally::plus);
    int count = counted.applyAsInt(all);
    int of = all.withOpinion();
    if (of < FEWEST_FOR_SHARE) {
      return ofPeople(count, of, all.possible());
    }
    return Strata.share(strata, counted)
        .map(
            weighted ->
                shown(
                    ShareView.Unit.PEOPLE,
                    count,
                    all.possible(),
                    weighted.estimate(),
                    weighted.effectiveSample(),
                    ShareView.Method.STRATIFIED))
        .orElseGet(() -> ofPeople(count, of, all.possible()));
  }

  /** Of people who are a simple random sample of so many. */
  static ShareResult ofPeople(int count, int of, int population) {
    Optional<ShareResult> few = few(count, of, population);
    if (few.isPresent()) {
      return few.get();
    }
    return population > LARGEST_EXACT
        ? ofMany(count, of, population)
        : shown(FinitePopulation.interval(count, of, population, LEVEL).orElseThrow());
  }

  private static ShareResult ofMany(int count, int of, int population) {
    Range range = ProportionInterval.wilson(count, of, LEVEL).orElseThrow();
    if (of >= FEWEST_TO_COMPARE && range.width() > WIDEST) {
      return tooWide(of, range);
    }
    return new ShareView(
        ShareView.Unit.PEOPLE,
        count,
        of,
        population,
        (double) count / of,
        LEVEL,
        range.lower(),
        range.upper(),
        Optional.empty(),
        Optional.empty(),
        Optional.of((double) count / population),
        Optional.of((double) (count + population - of) / population),
        ShareView.Method.WILSON,
        of,
        of < FEWEST_TO_COMPARE);
  }

  private static ShareView shown(FinitePopulation.Interval exact) {
    return new ShareView(
        ShareView.Unit.PEOPLE,
        exact.count(),
        exact.sample(),
        exact.population(),
        exact.share(),
        LEVEL,
        exact.lowestShare(),
        exact.highestShare(),
        Optional.of(exact.lowest()),
        Optional.of(exact.highest()),
        Optional.of(exact.lowestShareWhateverOthersSay()),
        Optional.of(exact.highestShareWhateverOthersSay()),
        ShareView.Method.EXACT_HYPERGEOMETRIC,
        exact.sample(),
        exact.sample() < FEWEST_TO_COMPARE);
  }

  /**
   * Of accounts, each by the part of its people, and by the inverse of its chance to be drawn:
   * those who are silent in an account that was heard are part of the doubt. Of accounts that were
   * not heard at least one is silent each, but where nobody has an opinion.
   *
   * @param strata of all people of these accounts, read a moment before them: an answer may have
   *     come between
   */
  static ShareResult ofAccounts(List<Counts.EqualAccounts> equal, List<Tally> strata) {
    int accounts = equal.stream().mapToInt(Counts.EqualAccounts::accounts).sum();
    List<Counts.EqualAccounts> heard =
        equal.stream().filter(some -> some.withOpinion() > 0).toList();
    int of = heard.stream().mapToInt(Counts.EqualAccounts::accounts).sum();
    int count =
        heard.stream()
            .filter(some -> some.dissatisfied() > 0)
            .mapToInt(Counts.EqualAccounts::accounts)
            .sum();
    if (of < FEWEST_TO_COUNT) {
      return tooFew(of, FEWEST_TO_COUNT);
    }
    if (of < FEWEST_FOR_SHARE) {
      Tally people = strata.stream().reduce(Tally.NOTHING, Tally::plus);
      int silent = people.possible() - people.withOpinion();
      return fewAccounts(count, of, accounts, Math.min(silent, accounts - count));
    }
    Chances chances = Chances.of(equal, strata);
    Estimate estimate =
        TwoStageShare.mean(
                heard.stream()
                    .map(
                        some ->
                            new TwoStageShare.Clusters(
                                some.heard(), chances.of(some), some.accounts()))
                    .toList(),
                accounts)
            .orElseThrow();
    return shown(
        ShareView.Unit.ACCOUNTS,
        count,
        accounts,
        estimate,
        estimate.effectiveSample(),
        ShareView.Method.CLUSTERED_BY_ACCOUNT);
  }

  /**
   * @param open accounts in which nobody is dissatisfied yet and somebody is silent, at most
   */
  private static FewAnswersView fewAccounts(int count, int of, int accounts, int open) {
    int fewest = FinitePopulation.interval(count, of, accounts, LEVEL).orElseThrow().lowest();
    return new FewAnswersView(
        ShareView.Unit.ACCOUNTS,
        count,
        of,
        accounts,
        LEVEL,
        Math.min(fewest, count + open),
        count + open);
  }

  private static Optional<ShareResult> few(int count, int of, int population) {
    if (of < FEWEST_TO_COUNT) {
      return Optional.of(tooFew(of, FEWEST_TO_COUNT));
    }
    return of < FEWEST_FOR_SHARE
        ? FinitePopulation.interval(count, of, population, LEVEL)
            .map(
                exact ->
                    new FewAnswersView(
                        ShareView.Unit.PEOPLE,
                        count,
                        of,
                        population,
                        LEVEL,
                        exact.lowest(),
                        exact.highest()))
        : Optional.empty();
  }

  private static ShareResult shown(
      ShareView.Unit unit,
      int count,
      int population,
      Estimate estimate,
      double effectiveSample,
      ShareView.Method method) {
    Range range = estimate.kornGraubard(LEVEL).orElseThrow();
    int of = estimate.answers();
    if (of >= FEWEST_TO_COMPARE && range.width() > WIDEST) {
      return tooWide(of, range);
    }
    boolean people = unit == ShareView.Unit.PEOPLE;
    return new ShareView(
        unit,
        count,
        of,
        population,
        estimate.value(),
        LEVEL,
        range.lower(),
        range.upper(),
        Optional.empty(),
        Optional.empty(),
        people ? Optional.of((double) count / population) : Optional.empty(),
        people ? Optional.of((double) (count + population - of) / population) : Optional.empty(),
        method,
        effectiveSample,
        of < FEWEST_TO_COMPARE);
  }

  /** What may not be told is not computed. */
  static ShareResult unless(Optional<Suppressed> refused, Supplier<ShareResult> share) {
    return refused.<ShareResult>map(one -> one).orElseGet(share);
  }

  static InsufficientData tooFew(int have, int need) {
    return new InsufficientData(
        have == 0 ? WithheldReason.NO_ANSWERS : WithheldReason.TOO_FEW_ANSWERS, have, need);
  }

  static InsufficientData tooWide(int have, Range range) {
    double times = range.width() / WIDEST;
    return new InsufficientData(
        WithheldReason.INTERVAL_TOO_WIDE, have, (int) Math.ceil(have * times * times));
  }
}
