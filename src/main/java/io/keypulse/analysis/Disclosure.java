package io.keypulse.analysis;

import io.keypulse.platform.Once;
import io.keypulse.stats.Estimate;
import io.keypulse.stats.FinitePopulation;
import io.keypulse.stats.ProportionInterval;
import io.keypulse.stats.Range;
import io.keypulse.stats.SimpleSample;
import io.keypulse.stats.StratifiedSample;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What may be shown, for every figure of this room.
 *
 * <p>By size: without answers nothing, of one to four no share, of five to nine a count and its
 * range, of ten to 29 a share that is called wide, from 30 on everything but an interval of more
 * than 30 points. By promise: answers of a confidential wave only in cells of at least so many, and
 * no cell that follows from others by subtraction.
 */
@ApplicationScoped
class Disclosure {
  static final double LEVEL = 0.95;
  static final int FEWEST_TO_COUNT = 5;
  static final int FEWEST_FOR_SHARE = 10;
  static final int FEWEST_TO_COMPARE = 30;
  private static final double WIDEST = 0.30;
  private static final int LARGEST_EXACT = 10_000;

  @Inject Counts counts;

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
                        marks(counted.applyAsInt(stratum), stratum.withOpinion())))
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
    FinitePopulation.Interval exact =
        FinitePopulation.interval(count, of, population, LEVEL).orElseThrow();
    boolean large = population > LARGEST_EXACT;
    Range range =
        large
            ? ProportionInterval.wilson(count, of, LEVEL).orElseThrow()
            : new Range(exact.lowestShare(), exact.highestShare());
    if (large && of >= FEWEST_TO_COMPARE && range.width() > WIDEST) {
      return tooWide(of, range);
    }
    return new ShareView(
        ShareView.Unit.PEOPLE,
        count,
        of,
        population,
        exact.share(),
        LEVEL,
        range.lower(),
        range.upper(),
        large ? Optional.empty() : Optional.of(exact.lowest()),
        large ? Optional.empty() : Optional.of(exact.highest()),
        exact.lowestShareWhateverOthersSay(),
        exact.highestShareWhateverOthersSay(),
        large ? ShareView.Method.WILSON : ShareView.Method.EXACT_HYPERGEOMETRIC,
        of,
        of < FEWEST_TO_COMPARE);
  }

  /** Of accounts, each by the part of its people. */
  static ShareResult ofAccounts(List<Counts.EqualAccounts> equal, int accounts) {
    List<Double> shares = new ArrayList<>();
    int any = 0;
    for (Counts.EqualAccounts some : equal) {
      for (int i = 0; i < some.accounts() && some.withOpinion() > 0; i++) {
        shares.add((double) some.dissatisfied() / some.withOpinion());
      }
      any += some.dissatisfied() > 0 ? some.accounts() : 0;
    }
    int count = any;
    Optional<ShareResult> few = few(ShareView.Unit.ACCOUNTS, count, shares.size(), accounts);
    return few.orElseGet(
        () ->
            shown(
                ShareView.Unit.ACCOUNTS,
                count,
                accounts,
                SimpleSample.mean(
                        shares.stream().mapToDouble(Double::doubleValue).toArray(), accounts)
                    .orElseThrow(),
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

  private static double[] marks(int count, int of) {
    double[] marks = new double[of];
    Arrays.fill(marks, 0, count, 1);
    return marks;
  }

  private record Promised(List<Integer> waveIds) {}

  /** Confidential answers of one account. */
  record Cell(int accountId, int teamId, String segment, int answers) {}

  /**
   * @param atLeast from how many confidential answers on a cell may be shown
   */
  record Promise(int atLeast, List<Cell> cells) {}

  /** What was promised in these waves; nothing where nobody was promised anything. */
  Optional<Promise> promise(List<Integer> waveIds) {
    return Once.of(
        new Promised(waveIds),
        () ->
            counts
                .confidentialFrom(waveIds)
                .map(atLeast -> new Promise(atLeast, counts.confidential(waveIds))));
  }

  /** Why nothing of this scope may be shown; nothing where it may. */
  Optional<Suppressed> refuses(Scope scope) {
    return promise(scope.waveIds()).flatMap(promise -> refuses(scope, promise));
  }

  /** Whether a part of a scope, made of so many answers, must not be shown where the scope may. */
  boolean isTooSmall(Scope scope, int answers) {
    return promise(scope.waveIds()).filter(promise -> isFew(answers, promise)).isPresent();
  }

  static Optional<Suppressed> refuses(Scope scope, Promise promise) {
    int within = 0;
    int all = 0;
    for (Cell cell : promise.cells()) {
      all += cell.answers();
      within += isIn(scope, cell) ? cell.answers() : 0;
    }
    int answers = within;
    if (isFew(within, promise)) {
      return Optional.of(new Suppressed(answers, WithheldReason.CONFIDENTIAL));
    }
    if (isFew(all - within, promise)) {
      return Optional.of(new Suppressed(answers, WithheldReason.DERIVABLE));
    }
    List<Function<Cell, Object>> divisions = List.of(Cell::accountId, Cell::teamId, Cell::segment);
    boolean derivable =
        divisions.stream().anyMatch(division -> tellsHidden(scope, promise, division));
    return derivable
        ? Optional.of(new Suppressed(answers, WithheldReason.DERIVABLE))
        : Optional.empty();
  }

  /** Whether what is hidden of a division stands so that this scope or the rest would tell it. */
  private static boolean tellsHidden(
      Scope scope, Promise promise, Function<Cell, Object> division) {
    Map<Object, Integer> answers = new HashMap<>();
    promise
        .cells()
        .forEach(cell -> answers.merge(division.apply(cell), cell.answers(), Integer::sum));
    Set<Object> hidden = hidden(answers, promise.atLeast());
    int within = 0;
    int outside = 0;
    for (Cell cell : promise.cells()) {
      if (hidden.contains(division.apply(cell))) {
        within += isIn(scope, cell) ? cell.answers() : 0;
        outside += isIn(scope, cell) ? 0 : cell.answers();
      }
    }
    return isFew(within, promise)
        || isFew(outside, promise)
        || isOneOf(scope, promise, division, hidden);
  }

  /** A scope that is one hidden cell, hidden for the sake of another, is hidden itself. */
  private static boolean isOneOf(
      Scope scope, Promise promise, Function<Cell, Object> division, Set<Object> hidden) {
    List<Object> parts =
        promise.cells().stream()
            .filter(cell -> isIn(scope, cell))
            .map(division)
            .distinct()
            .toList();
    boolean whole =
        promise.cells().stream()
            .noneMatch(cell -> !isIn(scope, cell) && parts.contains(division.apply(cell)));
    boolean everything = promise.cells().stream().allMatch(cell -> isIn(scope, cell));
    return parts.size() == 1 && whole && !everything && hidden.contains(parts.getFirst());
  }

  /** Accounts of the scope whose answers are withheld one by one. */
  static Set<Integer> hiddenAccounts(Scope scope, Promise promise) {
    Map<Integer, Integer> answers = new HashMap<>();
    promise.cells().stream()
        .filter(cell -> isIn(scope, cell))
        .forEach(cell -> answers.merge(cell.accountId(), cell.answers(), Integer::sum));
    Set<Integer> hidden = new LinkedHashSet<>(hidden(answers, promise.atLeast()));
    answers.keySet().stream()
        .filter(account -> refuses(scope.ofAccounts(List.of(account)), promise).isPresent())
        .forEach(hidden::add);
    return hidden;
  }

  /** Too small ones, and the next smallest until what is hidden together is not too small. */
  static <K> Set<K> hidden(Map<K, Integer> answers, int atLeast) {
    List<Map.Entry<K, Integer>> rising =
        answers.entrySet().stream()
            .filter(cell -> cell.getValue() > 0)
            .sorted(
                Comparator.comparing((Map.Entry<K, Integer> cell) -> cell.getValue())
                    .thenComparing(cell -> cell.getKey().toString()))
            .toList();
    Set<K> hidden = new LinkedHashSet<>();
    int sum = 0;
    for (Map.Entry<K, Integer> cell : rising) {
      if (cell.getValue() < atLeast || (sum > 0 && sum < atLeast)) {
        hidden.add(cell.getKey());
        sum += cell.getValue();
      }
    }
    return hidden;
  }

  private static boolean isFew(int answers, Promise promise) {
    return answers > 0 && answers < promise.atLeast();
  }

  private static boolean isIn(Scope scope, Cell cell) {
    return scope.has(cell.accountId(), cell.teamId(), cell.segment());
  }
}
