package io.keypulse.analysis;

import io.keypulse.stats.ChangeOfShares;
import io.keypulse.stats.MeanChange;
import io.keypulse.stats.MeanShare;
import io.keypulse.stats.PairedChange;
import io.keypulse.stats.Range;
import io.keypulse.stats.TwoProportions;
import java.util.List;
import java.util.Optional;

/**
 * Two shares, before it is known how many others a request compares.
 *
 * @param before how many accounts or people are dissatisfied, and as a share
 */
record Compared(
    ChangeView.Method method,
    int before,
    int beforeOf,
    double beforeShare,
    int now,
    int nowOf,
    double nowShare,
    double difference,
    Range range,
    double p) {
  static final int FEWEST = 10;
  private static final int FEWEST_TO_SHOW = 30;

  /** Of what a request calls a change, how much may be chance. */
  static final double FALSE_CHANGES = 0.10;

  /** How many accounts there have to be; means of shares need more than counts of accounts. */
  static int fewest(List<Moved> some) {
    return isSplit(some) ? FEWEST_TO_SHOW : FEWEST;
  }

  private static boolean isSplit(List<Moved> some) {
    return some.stream().anyMatch(Moved::split);
  }

  /**
   * @param both of accounts that were heard both times; where of each all people say the same, a
   *     table of four
   */
  static Optional<Compared> sameAccounts(List<Moved> both) {
    int accounts = Moved.accounts(both, any -> true);
    if (accounts < fewest(both)) {
      return Optional.empty();
    }
    if (isSplit(both)) {
      return Optional.of(
          of(ChangeView.Method.PAIRED_MEANS, both, both, Moved.pairs(both).change().orElseThrow()));
    }
    PairedChange four =
        new PairedChange(
            Moved.accounts(both, some -> some.unhappyBefore() && some.unhappyNow()),
            Moved.accounts(both, some -> some.unhappyBefore() && !some.unhappyNow()),
            Moved.accounts(both, some -> !some.unhappyBefore() && some.unhappyNow()),
            Moved.accounts(both, some -> !some.unhappyBefore() && !some.unhappyNow()));
    return Optional.of(
        of(
            ChangeView.Method.PAIRED,
            both,
            both,
            four.difference().orElseThrow(),
            four.interval(Disclosure.LEVEL).orElseThrow(),
            four.exactP()));
  }

  static Optional<Compared> differentAccounts(List<Moved> before, List<Moved> now) {
    int beforeOf = Moved.accounts(before, any -> true);
    int nowOf = Moved.accounts(now, any -> true);
    MeanShare then = once(before, Moved.before(before));
    MeanShare since = once(now, Moved.now(now));
    boolean means = isSplit(before) || isSplit(now) || !then.countsAlike() || !since.countsAlike();
    if (Math.min(beforeOf, nowOf) < (means ? FEWEST_TO_SHOW : FEWEST)) {
      return Optional.empty();
    }
    if (means) {
      MeanChange change = MeanChange.independent(then, since).orElseThrow();
      return Optional.of(
          of(
              ChangeView.Method.INDEPENDENT_MEANS,
              before,
              now,
              then.mean().orElseThrow(),
              since.mean().orElseThrow(),
              change.difference(),
              change.interval(Disclosure.LEVEL),
              change.p()));
    }
    TwoProportions two =
        TwoProportions.of(
                Moved.accounts(now, Moved::unhappyNow),
                nowOf,
                Moved.accounts(before, Moved::unhappyBefore),
                beforeOf)
            .orElseThrow();
    return Optional.of(
        of(
            ChangeView.Method.INDEPENDENT,
            before,
            now,
            two.difference(),
            two.interval(Disclosure.LEVEL),
            two.p()));
  }

  /** By chances only where these differ. */
  private static MeanShare once(List<Moved> some, MeanShare alike) {
    MeanShare weighted = Moved.once(some);
    return weighted.countsAlike() ? alike : weighted;
  }

  private static Compared of(
      ChangeView.Method method, List<Moved> before, List<Moved> now, MeanChange change) {
    return of(
        method, before, now, change.difference(), change.interval(Disclosure.LEVEL), change.p());
  }

  private static Compared of(
      ChangeView.Method method,
      List<Moved> before,
      List<Moved> now,
      double difference,
      Range range,
      double p) {
    return of(
        method,
        before,
        now,
        Moved.before(before).mean().orElseThrow(),
        Moved.now(now).mean().orElseThrow(),
        difference,
        range,
        p);
  }

  private static Compared of(
      ChangeView.Method method,
      List<Moved> before,
      List<Moved> now,
      double beforeShare,
      double nowShare,
      double difference,
      Range range,
      double p) {
    return new Compared(
        method,
        Moved.accounts(before, Moved::unhappyBefore),
        Moved.accounts(before, any -> true),
        beforeShare,
        Moved.accounts(now, Moved::unhappyNow),
        Moved.accounts(now, any -> true),
        nowShare,
        difference,
        range,
        p);
  }

  /** Nothing where one of both is not told as a share. */
  static Optional<Compared> told(ShareResult before, ShareResult now) {
    if (!(before instanceof ShareView was && now instanceof ShareView is)) {
      return Optional.empty();
    }
    ChangeOfShares change =
        ChangeOfShares.of(was.share(), limits(was), is.share(), limits(is), Disclosure.LEVEL);
    return Optional.of(
        new Compared(
            ChangeView.Method.OF_SHARES,
            was.count(),
            was.of(),
            was.share(),
            is.count(),
            is.of(),
            is.share(),
            change.difference(),
            change.interval(),
            change.p()));
  }

  private static Range limits(ShareView share) {
    return new Range(share.lowestShare(), share.highestShare());
  }

  boolean isShown() {
    return Math.min(beforeOf, nowOf) >= FEWEST_TO_SHOW;
  }

  /**
   * @param p for all that is compared
   */
  ChangeView.Comparison adjusted(double p) {
    return new ChangeView.Comparison(
        direction(p <= FALSE_CHANGES && difference != 0, difference),
        method,
        before,
        beforeOf,
        shown(beforeShare),
        now,
        nowOf,
        shown(nowShare),
        shown(difference),
        shown(range.lower()),
        shown(range.upper()),
        p);
  }

  static ChangeView.Direction direction(boolean stands, double difference) {
    ChangeView.Direction change =
        difference > 0 ? ChangeView.Direction.UP : ChangeView.Direction.DOWN;
    return stands ? change : ChangeView.Direction.CANNOT_TELL;
  }

  private Optional<Double> shown(double figure) {
    return isShown() ? Optional.of(figure) : Optional.empty();
  }
}
