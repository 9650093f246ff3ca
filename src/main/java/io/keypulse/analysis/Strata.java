package io.keypulse.analysis;

import io.keypulse.stats.StratifiedShare;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The share of people over the strata of a draw, each weighted by whom it stands for. */
final class Strata {
  private Strata() {}

  /** Nothing where the draw had no strata, or nobody in them has an opinion. */
  static Optional<StratifiedShare> share(List<Tally> strata, ToIntFunction<Tally> counted) {
    return strata.size() < 2
        ? Optional.empty()
        : StratifiedShare.of(
                strata.stream()
                    .map(
                        one ->
                            new StratifiedShare.Stratum(
                                one.population(),
                                one.answered(),
                                one.withOpinion(),
                                counted.applyAsInt(one)))
                    .toList())
            .optional();
  }

  /** People who may have an opinion, in strata without any. */
  static int unheard(List<Tally> strata) {
    return strata.stream().filter(one -> one.withOpinion() == 0).mapToInt(Tally::possible).sum();
  }
}
