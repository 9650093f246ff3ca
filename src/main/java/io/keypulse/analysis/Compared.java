package io.keypulse.analysis;

import io.keypulse.stats.ChangeOfShares;
import io.keypulse.stats.PairedChange;
import io.keypulse.stats.Range;
import io.keypulse.stats.TwoProportions;
import java.util.Optional;

/** Two shares, before it is known how many others a request compares. */
record Compared(
    ChangeView.Method method,
    int before,
    int beforeOf,
    int now,
    int nowOf,
    double difference,
    Range range,
    double p) {
  static final int FEWEST = 10;
  static final int FEWEST_TO_SHOW = 30;
  private static final double FALSE_CHANGES = 0.10;

  static Optional<Compared> paired(PairedChange change) {
    return change.pairs() < FEWEST
        ? Optional.empty()
        : Optional.of(
            new Compared(
                ChangeView.Method.PAIRED,
                change.both() + change.onlyBefore(),
                change.pairs(),
                change.both() + change.onlyAfter(),
                change.pairs(),
                change.difference().orElseThrow(),
                change.interval(Disclosure.LEVEL).orElseThrow(),
                change.exactP()));
  }

  static Optional<Compared> independent(int before, int beforeOf, int now, int nowOf) {
    if (Math.min(beforeOf, nowOf) < FEWEST) {
      return Optional.empty();
    }
    TwoProportions two = TwoProportions.of(now, nowOf, before, beforeOf).orElseThrow();
    return Optional.of(
        new Compared(
            ChangeView.Method.INDEPENDENT,
            before,
            beforeOf,
            now,
            nowOf,
            two.difference(),
            two.interval(Disclosure.LEVEL),
            two.p()));
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
            is.count(),
            is.of(),
            change.difference(),
            change.interval(),
            change.p()));
  }

  private static Range limits(ShareView share) {
    return new Range(share.lowestShare(), share.highestShare());
  }

  /**
   * @param p for all that is compared
   */
  ChangeView.Comparison adjusted(double p) {
    boolean shown = Math.min(beforeOf, nowOf) >= FEWEST_TO_SHOW;
    boolean stands = p <= FALSE_CHANGES && difference != 0;
    ChangeView.Direction change =
        difference > 0 ? ChangeView.Direction.UP : ChangeView.Direction.DOWN;
    return new ChangeView.Comparison(
        stands ? change : ChangeView.Direction.CANNOT_TELL,
        method,
        before,
        beforeOf,
        now,
        nowOf,
        shown ? Optional.of(difference) : Optional.empty(),
        shown ? Optional.of(range.lower()) : Optional.empty(),
        shown ? Optional.of(range.upper()) : Optional.empty(),
        p);
  }
}
