package io.keypulse.stats;

import java.util.Collection;

/**
 * The mean over clusters of the share marked in each, where clusters are heard with different
 * chances, and some are known from some of their people only.
 *
 * <p>Mean = Σ v p / Σ v over a of A clusters, v the inverse of the chance (Hájek 1971). With g = Σ
 * v / (A v), at most 1, the part of those like it that was heard: variance = [a/(a-1) Σ (1 - g) v²
 * (p - mean)² + Σ g v² (1 - m/M) w²/m] / (Σ v)², w² within clusters and pooled over them. Where all
 * chances are equal that is (1 - a/A) s²/a + Σ (1 - m/M) w²/m / (a A). Degrees of freedom a - 1.
 * Where all clusters say the same, (p - mean)² is the {@link Spread#leastVariance}. The mean and
 * its interval stay in what the silent can make of it; it is worth (Σ v)² / Σ v² clusters. Source:
 * Cochran 1977, Sampling Techniques, sections 10.3 and 10.4; Hájek 1964 for the first part.
 */
public final class TwoStageShare {
  private TwoStageShare() {}

  /**
   * So many clusters alike.
   *
   * @param chance to be heard at all, above 0 and at most 1
   */
  public record Clusters(Heard people, double chance, int times) {
    public Clusters {
      if (!(chance > 0 && chance <= 1) || times < 0) {
        throw new IllegalArgumentException("chance " + chance + ", " + times + " times");
      }
    }

    private double weight() {
      return 1 / chance;
    }
  }

  /**
   * @param population A
   * @return as {@link SimpleSample#mean}
   */
  public static Outcome<Estimate> mean(Collection<Clusters> clusters, int population) {
    int heard = clusters.stream().mapToInt(Clusters::times).sum();
    double weights = clusters.stream().mapToDouble(some -> some.times() * some.weight()).sum();
    double mean =
        clusters.stream()
                .mapToDouble(some -> some.times() * some.weight() * some.people().share())
                .sum()
            / weights;
    if (heard < 2 || heard > population) {
      return SimpleSample.mean(Spread.repeated(mean, heard), population);
    }
    Within within = Within.NOTHING;
    for (Clusters some : clusters) {
      within = within.plus(some.people(), some.times());
    }
    double alike =
        clusters.stream().mapToDouble(some -> some.people().share()).distinct().count() > 1
            ? 0
            : Spread.leastVariance(heard) * (heard - 1) / heard;
    double between = 0;
    double silent = 0;
    double squares = 0;
    for (Clusters some : clusters) {
      double part = Math.min(1, weights / (population * some.weight()));
      double squared = some.times() * some.weight() * some.weight();
      double apart = some.people().share() - mean;
      between += (1 - part) * squared * (apart * apart + alike);
      silent += part * squared * some.people().doubt(within);
      squares += squared;
    }
    double variance = (between * heard / (heard - 1) + silent) / (weights * weights);
    Range possible = possible(clusters, heard).among(heard, population - heard);
    return Outcome.of(
        new Estimate(
            Math.clamp(mean, possible.lower(), possible.upper()),
            Math.sqrt(variance),
            heard,
            heard - 1,
            weights * weights / squares,
            possible));
  }

  private static Range possible(Collection<Clusters> clusters, int heard) {
    double least = 0;
    double most = 0;
    for (Clusters some : clusters) {
      Range one = some.people().possible();
      least += some.times() * one.lower();
      most += some.times() * one.upper();
    }
    return new Range(least / heard, most / heard);
  }
}
