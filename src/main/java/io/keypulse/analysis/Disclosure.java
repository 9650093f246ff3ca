package io.keypulse.analysis;

import io.keypulse.stats.Estimate;
import io.keypulse.stats.FinitePopulation;
import io.keypulse.stats.ProportionInterval;
import io.keypulse.stats.Range;
import io.keypulse.stats.SimpleSample;
import io.keypulse.stats.Spread;
import io.keypulse.stats.StratifiedSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
  private static final double WIDEST = 0.30;
  private static final int LARGEST_EXACT = 10_000;

  private Disclosure() {}

  /** Of people, by the strata of the draw. */
  static ShareResult ofPeople(List<Tally> strata, ToIntFunction<Tally> counted) {
    Tally all = strata.stream().reduce(Tally.NOTHING, Tally::plus);
    int count = counted.applyAsInt(all);
    int of = all.withOpinion();
    if (of < FEWEST_FOR_SHARE || strata.size() < 2) {
      return ofPeople(count, of, all.possible());
    }
    List<StratifiedSample.Stratum> judged =
        joined(strata).stream()
            .map(
                stratum ->
                    new StratifiedSample.Stratum(
                        stratum.stratum(),
                        stratum.possible(),
                        Spread.marked(counted.applyAsInt(stratum), stratum.withOpinion())))
            .toList();
    return StratifiedSample.mean(judged)
        .map(
            estimate ->
                shown(
                    ShareView.Unit.PEOPLE,
                    count,
                    all.possible(),
                    estimate,
                    ShareView.Method.STRATIFIED))
        .optional()
        .orElseGet(() -> ofPeople(count, of, all.possible()));
  }

  /** Of people who are a simple random sample of so many. */
  static ShareResult ofPeople(int count, int of, int population) {
    Optional<ShareResult> few = few(ShareView.Unit.PEOPLE, count, of, population);
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
        (double) count / population,
        (double) (count + population - of) / population,
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
        exact.lowestShareWhateverOthersSay(),
        exact.highestShareWhateverOthersSay(),
        ShareView.Method.EXACT_HYPERGEOMETRIC,
        exact.sample(),
        exact.sample() < FEWEST_TO_COMPARE);
  }

  /** Of accounts, each by the part of its people. */
  static ShareResult ofAccounts(List<Counts.EqualAccounts> equal, int accounts) {
    List<Counts.EqualAccounts> opined =
        equal.stream().filter(some -> some.withOpinion() > 0).toList();
    int count =
        opined.stream()
            .filter(some -> some.dissatisfied() > 0)
            .mapToInt(Counts.EqualAccounts::accounts)
            .sum();
    Spread shares =
        opined.stream()
            .map(
                some ->
                    Spread.repeated(
                        (double) some.dissatisfied() / some.withOpinion(), some.accounts()))
            .reduce(Spread.NOTHING, Spread::plus);
    return few(ShareView.Unit.ACCOUNTS, count, shares.count(), accounts)
        .orElseGet(
            () ->
                shown(
                    ShareView.Unit.ACCOUNTS,
                    count,
                    accounts,
                    SimpleSample.mean(shares, accounts).orElseThrow(),
                    ShareView.Method.CLUSTERED_BY_ACCOUNT));
  }

  private static Optional<ShareResult> few(ShareView.Unit unit, int count, int of, int population) {
    if (of < FEWEST_TO_COUNT) {
      return Optional.of(tooFew(of, FEWEST_TO_COUNT));
    }
    return of < FEWEST_FOR_SHARE
        ? FinitePopulation.interval(count, of, population, LEVEL)
            .map(
                exact ->
                    new FewAnswersView(
                        unit, count, of, population, LEVEL, exact.lowest(), exact.highest()))
        : Optional.empty();
  }

  private static ShareResult shown(
      ShareView.Unit unit, int count, int population, Estimate estimate, ShareView.Method method) {
    Range range = estimate.kornGraubard(LEVEL).orElseThrow();
    int of = estimate.answers();
    if (of >= FEWEST_TO_COMPARE && range.width() > WIDEST) {
      return tooWide(of, range);
    }
    double known = (double) of / population;
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
        unit == ShareView.Unit.ACCOUNTS ? estimate.value() * known : (double) count / population,
        unit == ShareView.Unit.ACCOUNTS
            ? estimate.value() * known + 1 - known
            : (double) (count + population - of) / population,
        method,
        estimate.effectiveSample(),
        of < FEWEST_TO_COMPARE);
  }

  static InsufficientData tooFew(int have, int need) {
    return new InsufficientData(
        have == 0 ? WithheldReason.NO_ANSWERS : WithheldReason.TOO_FEW_ANSWERS, have, need);
  }

  private static InsufficientData tooWide(int have, Range range) {
    double times = range.width() / WIDEST;
    return new InsufficientData(
        WithheldReason.INTERVAL_TOO_WIDE, have, (int) Math.ceil(have * times * times));
  }

  /** Strata with fewer than two answers are joined with the smallest that has more. */
  private static List<Tally> joined(List<Tally> strata) {
    List<Tally> kept = new ArrayList<>(strata);
    kept.removeIf(stratum -> stratum.withOpinion() < 2);
    if (kept.isEmpty()) {
      return List.of(strata.stream().reduce(Tally.NOTHING, Tally::plus));
    }
    kept.sort(Comparator.comparingInt(Tally::population));
    for (Tally lonely : strata) {
      if (lonely.withOpinion() < 2) {
        kept.set(0, kept.getFirst().plus(lonely));
      }
    }
    return kept;
  }
}
