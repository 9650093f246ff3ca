package io.keypulse.stats;

import java.util.Collection;

/**
 * The mean over clusters of the share marked in each, where some clusters are known from some of
 * their people only.
 *
 * <p>Variance = (1 - a/A) s²/a + (1 - f) w² Σ(1/m) / (a A): a of A clusters with m people heard of
 * each, s² between their shares, w² within them, pooled over clusters with two or more, f the part
 * of all people that was heard. Who is silent in a cluster that was heard counts as often as
 * everywhere, which makes the interval rather too wide. Where no cluster has two, w² is that of all
 * people. Degrees of freedom a - 1. Source: Cochran 1977, Sampling Techniques, sections 10.3 and
 * 10.4.
 */
public final class TwoStageShare {
  private TwoStageShare() {}

  /** So many clusters alike: marked people of those heard, at least one. */
  public record Clusters(int marked, int heard, int times) {
    public Clusters {
      if (marked < 0 || marked > heard || heard < 1 || times < 0) {
        throw new IllegalArgumentException(marked + " of " + heard + ", " + times + " times");
      }
    }

    private double share() {
      return (double) marked / heard;
    }
  }

  /**
   * @param population A
   * @param heard f, 0 to 1
   * @return as {@link SimpleSample#mean}
   */
  public static Outcome<Estimate> mean(
      Collection<Clusters> clusters, int population, double heard) {
    if (!(heard >= 0 && heard <= 1)) {
      throw new IllegalArgumentException("heard " + heard);
    }
    Spread shares =
        clusters.stream()
            .map(some -> Spread.repeated(some.share(), some.times()))
            .reduce(Spread.NOTHING, Spread::plus);
    double silent = (1 - heard) * within(clusters) * perPerson(clusters);
    return SimpleSample.mean(shares, population)
        .map(
            estimate ->
                new Estimate(
                    estimate.value(),
                    Math.sqrt(
                        estimate.standardError() * estimate.standardError()
                            + silent / ((double) shares.count() * population)),
                    estimate.answers(),
                    estimate.degreesOfFreedom()));
  }

  private static double perPerson(Collection<Clusters> clusters) {
    return clusters.stream().mapToDouble(some -> (double) some.times() / some.heard()).sum();
  }

  private static double within(Collection<Clusters> clusters) {
    double squares = 0;
    long freedom = 0;
    Spread people = Spread.NOTHING;
    for (Clusters some : clusters) {
      squares += some.times() * some.heard() * some.share() * (1 - some.share());
      freedom += (long) some.times() * (some.heard() - 1);
      people =
          people.plus(Spread.marked(some.marked() * some.times(), some.heard() * some.times()));
    }
    if (freedom > 0) {
      return squares / freedom;
    }
    return people.count() > 1 ? people.variance() : 0;
  }
}
