package io.keypulse.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Two independent samples of five-point answers: does the second tend to be higher?
 *
 * <p>P(first &lt; second) + ½ P(equal). p: Mann-Whitney with ties (normal approximation, continuity
 * correction); the permutation distribution of the rank sum given the ties; Brunner-Munzel, which
 * also gives the interval (Brunner and Munzel 2000, Biometrical Journal 42; Neubert and Brunner
 * 2007). All equal: ½ and p = 1. Reference case 12.
 */
public final class OrdinalChange {
  private static final int FEWEST_FOR_BRUNNER_MUNZEL = 5;
  private static final int MOST_FOR_PERMUTATIONS = 200;

  private final double[] first;
  private final double[] second;

  /** Midranks of the first, then of the second sample among all. */
  private final double[] ranks;

  private OrdinalChange(int[] first, int[] second) {
    this.first = Arrays.stream(first).asDoubleStream().toArray();
    this.second = Arrays.stream(second).asDoubleStream().toArray();
    ranks =
        ranks(DoubleStream.concat(Arrays.stream(this.first), Arrays.stream(this.second)).toArray());
  }

  /**
   * @return undefined when one of both has no answers
   */
  public static Outcome<OrdinalChange> of(int[] first, int[] second) {
    return first.length == 0 || second.length == 0
        ? Outcome.undefined(Outcome.Reason.NO_ANSWERS)
        : Outcome.of(new OrdinalChange(first, second));
  }

  /** P(first &lt; second) + ½ P(equal), 0 to 1. */
  public double probabilitySecondHigher() {
    return 1 - pairsFirstHigher() / ((double) first.length * second.length);
  }

  /** U: pairs in which the first is higher, ties counted half. */
  public double pairsFirstHigher() {
    return firstRankSum() - first.length * (first.length + 1) / 2.0;
  }

  public double mannWhitneyP() {
    double variance = rankSumVariance();
    if (variance == 0) {
      return 1;
    }
    double distance =
        Math.abs(pairsFirstHigher() - (double) first.length * second.length / 2) - 0.5;
    double tail =
        NormalDistribution.of(0, 1)
            .survivalProbability(Math.max(0, distance) / Math.sqrt(variance));
    return Math.min(1, 2 * tail);
  }

  /**
   * How often a random split of all answers is as far from even, of all splits; undefined above 200
   * answers, where the approximation is as good.
   */
  public Outcome<Double> exactP() {
    int all = ranks.length;
    if (all > MOST_FOR_PERMUTATIONS) {
      return Outcome.undefined(Outcome.Reason.TOO_MANY_ANSWERS);
    }
    int[] doubled = Arrays.stream(ranks).mapToInt(rank -> (int) Math.round(2 * rank)).toArray();
    int n = first.length;
    double[][] splits = new double[n + 1][Arrays.stream(doubled).sum() + 1];
    splits[0][0] = 1;
    int reached = 0;
    for (int seen = 0; seen < all; seen++) {
      int rank = doubled[seen];
      for (int taken = Math.min(n, seen + 1); taken >= 1; taken--) {
        for (int sum = reached; sum >= 0; sum--) {
          splits[taken][sum + rank] += splits[taken - 1][sum];
        }
      }
      reached += rank;
    }
    double even = n * (all + 1.0);
    double seen = Math.abs(2 * firstRankSum() - even);
    double total = 0;
    double asFar = 0;
    for (int sum = 0; sum < splits[n].length; sum++) {
      total += splits[n][sum];
      asFar += Math.abs(sum - even) >= seen - 1e-9 ? splits[n][sum] : 0;
    }
    return Outcome.of(asFar / total);
  }

  /**
   * @param interval of {@link #probabilitySecondHigher}, not clipped
   */
  public record BrunnerMunzel(
      double statistic, double degreesOfFreedom, double p, Range interval) {}

  /**
   * @return undefined below five answers on a side, where its t approximation does not hold, and
   *     where both samples do not overlap or do not vary
   */
  public Outcome<BrunnerMunzel> brunnerMunzel(double level) {
    Range.level(level);
    int n1 = first.length;
    int n2 = second.length;
    if (Math.min(n1, n2) < FEWEST_FOR_BRUNNER_MUNZEL) {
      return Outcome.undefined(Outcome.Reason.TOO_FEW_ANSWERS);
    }
    double v1 = placementVariance(Arrays.copyOf(ranks, n1), ranks(first));
    double v2 = placementVariance(Arrays.copyOfRange(ranks, n1, n1 + n2), ranks(second));
    double pooled = n1 * v1 + n2 * v2;
    if (pooled == 0) {
      return Outcome.undefined(Outcome.Reason.NO_VARIATION);
    }
    double mean1 = firstRankSum() / n1;
    double mean2 = (Arrays.stream(ranks).sum() - firstRankSum()) / n2;
    double statistic = (double) n1 * n2 * (mean2 - mean1) / ((n1 + n2) * Math.sqrt(pooled));
    double degrees =
        pooled * pooled / (n1 * v1 * n1 * v1 / (n1 - 1) + n2 * v2 * n2 * v2 / (n2 - 1));
    TDistribution t = TDistribution.of(degrees);
    double reach =
        t.inverseSurvivalProbability((1 - level) / 2)
            * Math.sqrt(v1 / ((double) n1 * n2 * n2) + v2 / ((double) n2 * n1 * n1));
    double centre = probabilitySecondHigher();
    return Outcome.of(
        new BrunnerMunzel(
            statistic,
            degrees,
            2 * t.survivalProbability(Math.abs(statistic)),
            new Range(centre - reach, centre + reach)));
  }

  private static double placementVariance(double[] amongAll, double[] amongOwn) {
    double[] placements = new double[amongAll.length];
    for (int i = 0; i < placements.length; i++) {
      placements[i] = amongAll[i] - amongOwn[i];
    }
    return Moments.variance(placements);
  }

  private double firstRankSum() {
    return Arrays.stream(ranks, 0, first.length).sum();
  }

  private double rankSumVariance() {
    double all = ranks.length;
    double ties = 0;
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    int from = 0;
    for (int to = 1; to <= sorted.length; to++) {
      if (to == sorted.length || sorted[to] != sorted[from]) {
        double tied = to - from;
        ties += tied * tied * tied - tied;
        from = to;
      }
    }
    return all < 2
        ? 0
        : first.length * (double) second.length / 12 * (all + 1 - ties / (all * (all - 1)));
  }

  private static double[] ranks(double[] values) {
    return new NaturalRanking(TiesStrategy.AVERAGE).apply(values);
  }
}
