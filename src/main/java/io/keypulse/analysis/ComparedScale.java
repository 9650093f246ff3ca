package io.keypulse.analysis;

import io.keypulse.stats.OrdinalChange;
import io.keypulse.stats.Range;
import io.keypulse.stats.ScaleChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * All answers before and now, before it is known how many others a request compares.
 *
 * @param range absent where the method has none
 */
record ComparedScale(
    ChangeView.ScaleMethod method,
    int before,
    int now,
    double probabilityWorse,
    Optional<Range> range,
    double p) {
  private static final int FEWEST_ON_ONE_SIDE = 5;

  /** Of those that were heard both times if they are enough, else of all. */
  static Optional<ComparedScale> of(List<AccountsTwice.Answers> accounts) {
    List<ScaleChange.Accounts> all = accounts.stream().map(AccountsTwice.Answers::alike).toList();
    List<ScaleChange.Accounts> same =
        all.stream().filter(some -> some.wasHeard() && some.isHeard()).toList();
    return compared(same, ChangeView.ScaleMethod.BRUNNER_MUNZEL_PAIRED)
        .or(() -> compared(all, ChangeView.ScaleMethod.BRUNNER_MUNZEL))
        .or(() -> permuted(all));
  }

  private static Optional<ComparedScale> compared(
      List<ScaleChange.Accounts> accounts, ChangeView.ScaleMethod method) {
    return ScaleChange.of(accounts)
        .optional()
        .filter(
            change -> Math.min(change.accountsBefore(), change.accountsNow()) >= Compared.FEWEST)
        .map(
            change -> {
              ScaleChange.Tested tested = change.tested(Disclosure.LEVEL);
              return new ComparedScale(
                  method,
                  change.accountsBefore(),
                  change.accountsNow(),
                  change.probabilityWorse(),
                  Optional.of(tested.interval()).filter(range -> range.width() > 0),
                  tested.p());
            });
  }

  /** Of one voice each: their answers can be dealt anew among the accounts. */
  private static Optional<ComparedScale> permuted(List<ScaleChange.Accounts> accounts) {
    int[] before = voices(accounts, ScaleChange.Accounts::before);
    int[] now = voices(accounts, ScaleChange.Accounts::now);
    boolean oneEach =
        accounts.stream().allMatch(some -> people(some.before()) < 2 && people(some.now()) < 2);
    if (!oneEach
        || Math.min(before.length, now.length) < FEWEST_ON_ONE_SIDE
        || Math.max(before.length, now.length) < Compared.FEWEST) {
      return Optional.empty();
    }
    OrdinalChange change = OrdinalChange.of(before, now).orElseThrow();
    return change
        .exactP()
        .map(
            p ->
                new ComparedScale(
                    ChangeView.ScaleMethod.PERMUTATION,
                    before.length,
                    now.length,
                    1 - change.probabilitySecondHigher(),
                    Optional.empty(),
                    p))
        .optional();
  }

  private static int[] voices(
      List<ScaleChange.Accounts> accounts, Function<ScaleChange.Accounts, List<Integer>> side) {
    return accounts.stream()
        .flatMapToInt(
            some ->
                IntStream.range(0, side.apply(some).size())
                    .flatMap(
                        point ->
                            IntStream.generate(() -> point + 1)
                                .limit((long) some.times() * side.apply(some).get(point))))
        .toArray();
  }

  private static int people(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * @param adjusted p for all that is compared
   */
  ChangeView.WholeScale adjusted(double adjusted) {
    boolean stands = adjusted <= Compared.FALSE_CHANGES && probabilityWorse != 0.5;
    boolean shown = Math.min(before, now) >= Disclosure.FEWEST_TO_COMPARE;
    return new ChangeView.WholeScale(
        Compared.direction(stands, probabilityWorse - 0.5),
        method,
        before,
        now,
        shown ? Optional.of(probabilityWorse) : Optional.empty(),
        range.filter(any -> shown).map(Range::lower),
        range.filter(any -> shown).map(Range::upper),
        adjusted);
  }
}
