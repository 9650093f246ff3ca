package io.keypulse.analysis;

import io.keypulse.stats.Estimate;
import io.keypulse.stats.Spread;
import io.keypulse.stats.StratifiedSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The share of people over the strata of a draw, each weighted by whom it stands for. */
final class Strata {
  private Strata() {}

  /**
   * @param effectiveSample how many unweighted answers it is worth (Kish)
   */
  record Share(Estimate estimate, double effectiveSample) {}

  /** Nothing where the draw had no strata, or too few answers to tell them apart. */
  static Optional<Share> share(List<Tally> strata, ToIntFunction<Tally> counted) {
    if (strata.size() < 2) {
      return Optional.empty();
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
        .map(mean -> new Share(mean, StratifiedSample.kish(judged).orElseThrow()))
        .optional();
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
