package io.keypulse.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.BinomialTest;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Whether the people of one account say the same, and whether accounts differ more than people do.
 *
 * <p>r(wg) = 1 - s²/2, 0 if negative: 2 is the variance of answers that are even over five points
 * (James, Demaree and Wolf 1984). Average deviation: mean of |y - mean| (Burke and Dunlap 2002).
 * ICC(1) = (MSB - MSW)/(MSB + (k-1) MSW), k the mean number of answers; ICC(2) = (MSB - MSW)/MSB
 * (Bliese 2000). Reference case 23.
 */
public final class Agreement {
  private static final double VARIANCE_OF_EVEN_ANSWERS = 2;
  private static final int MOST_EXACT = 200;

  private Agreement() {}

  /** 0 no agreement to 1 full; undefined for one voice. */
  public static Outcome<Double> withinGroup(double[] scores) {
    return scores.length < 2
        ? few(scores)
        : Outcome.of(Math.max(0, 1 - Moments.variance(scores) / VARIANCE_OF_EVEN_ANSWERS));
  }

  /** In points of the scale; undefined for one voice. */
  public static Outcome<Double> averageDeviation(double[] scores) {
    double mean = Moments.mean(scores);
    return scores.length < 2
        ? few(scores)
        : Outcome.of(
            Arrays.stream(scores).map(score -> Math.abs(score - mean)).average().orElse(0));
  }

  private static Outcome<Double> few(double[] scores) {
    return Outcome.undefined(
        scores.length == 0 ? Outcome.Reason.NO_ANSWERS : Outcome.Reason.ONE_ANSWER);
  }

  /**
   * @param one how much of the variance stands between accounts
   * @param two how reliable the mean of an account is
   */
  public record Icc(double one, double two) {}

  public static Outcome<Icc> icc(List<double[]> accounts) {
    double[] all = accounts.stream().flatMapToDouble(Arrays::stream).toArray();
    int groups = accounts.size();
    if (groups < 2 || all.length <= groups) {
      return Outcome.undefined(Outcome.Reason.TOO_FEW_ANSWERS);
    }
    double mean = Moments.mean(all);
    double between = 0;
    double within = 0;
    for (double[] scores : accounts) {
      double own = Moments.mean(scores);
      between += scores.length * (own - mean) * (own - mean);
      within += Moments.squares(scores, own);
    }
    double msb = between / (groups - 1);
    double msw = within / (all.length - groups);
    if (msb == 0) {
      return Outcome.undefined(Outcome.Reason.NO_VARIATION);
    }
    double size = (double) all.length / groups;
    return Outcome.of(new Icc((msb - msw) / (msb + (size - 1) * msw), (msb - msw) / msb));
  }

  /**
   * Two sides of each account, for example buyer and user, and the gap between them.
   *
   * @param meanGap second minus first, in points
   * @param signP two-sided binomial test of the direction, ties left out
   * @param signedRankP Wilcoxon's signed rank, zeros left out: exact given the ties, above 200
   *     pairs normal with continuity correction
   */
  public record Gap(int pairs, double meanGap, double signP, double signedRankP) {}

  public static Outcome<Gap> gap(double[] first, double[] second) {
    sameLength(first, second);
    if (first.length == 0) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    double[] gaps = new double[first.length];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = second[i] - first[i];
    }
    double[] moved = Arrays.stream(gaps).filter(gap -> gap != 0).toArray();
    int up = (int) Arrays.stream(moved).filter(gap -> gap > 0).count();
    double sign =
        moved.length == 0 ? 1 : BinomialTest.withDefaults().test(moved.length, up, 0.5).getPValue();
    return Outcome.of(new Gap(gaps.length, Moments.mean(gaps), sign, signedRank(moved)));
  }

  private static double signedRank(double[] gaps) {
    if (gaps.length == 0) {
      return 1;
    }
    double[] sizes = Arrays.stream(gaps).map(Math::abs).toArray();
    double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).apply(sizes);
    return gaps.length > MOST_EXACT ? normal(gaps, ranks) : exact(gaps, ranks);
  }

  private static double normal(double[] gaps, double[] ranks) {
    double apart = 0;
    double squares = 0;
    for (int i = 0; i < gaps.length; i++) {
      apart += Math.signum(gaps[i]) * ranks[i] / 2;
      squares += ranks[i] * ranks[i] / 4;
    }
    double distance = Math.max(0, Math.abs(apart) - 0.5);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(distance / Math.sqrt(squares));
  }

  /** Over all ways to give the ranks their signs, by their sums. */
  private static double exact(double[] gaps, double[] ranks) {
    int[] doubled = Arrays.stream(ranks).mapToInt(rank -> (int) Math.round(2 * rank)).toArray();
    int all = Arrays.stream(doubled).sum();
    double[] chance = new double[all + 1];
    chance[0] = 1;
    int positive = 0;
    for (int i = 0; i < doubled.length; i++) {
      positive += gaps[i] > 0 ? doubled[i] : 0;
      for (int sum = all; sum >= 0; sum--) {
        double taken = sum >= doubled[i] ? chance[sum - doubled[i]] : 0;
        chance[sum] = (chance[sum] + taken) / 2;
      }
    }
    double tail = 0;
    for (int sum = 0; sum <= Math.min(positive, all - positive); sum++) {
      tail += chance[sum];
    }
    return Math.min(1, 2 * tail);
  }

  /**
   * Krippendorff's alpha for ordinal scores 1 to 5 of two sides: 1 - observed / expected
   * disagreement, the distance of two scores being the number of answers between them, squared.
   */
  public static Outcome<Double> krippendorff(int[] first, int[] second) {
    double[] counts = new double[6];
    for (int i = 0; i < first.length; i++) {
      counts[first[i]]++;
      counts[second[i]]++;
    }
    double observed = 0;
    for (int i = 0; i < first.length; i++) {
      observed += 2 * distance(counts, first[i], second[i]);
    }
    double expected = 0;
    for (int c = 1; c <= 5; c++) {
      for (int k = 1; k <= 5; k++) {
        expected += counts[c] * counts[k] * distance(counts, c, k);
      }
    }
    return expected == 0
        ? Outcome.undefined(Outcome.Reason.NO_VARIATION)
        : Outcome.of(1 - (2.0 * first.length - 1) * observed / expected);
  }

  private static double distance(double[] counts, int c, int k) {
    double between = -(counts[c] + counts[k]) / 2;
    for (int g = Math.min(c, k); g <= Math.max(c, k); g++) {
      between += counts[g];
    }
    return between * between;
  }

  /** Cohen's kappa with squared distances (Cohen 1968). */
  public static Outcome<Double> kappa(double[] first, double[] second) {
    sameLength(first, second);
    double observed = 0;
    double expected = 0;
    for (int i = 0; i < first.length; i++) {
      observed += (first[i] - second[i]) * (first[i] - second[i]);
      for (double other : second) {
        expected += (first[i] - other) * (first[i] - other) / first.length;
      }
    }
    return expected == 0
        ? Outcome.undefined(Outcome.Reason.NO_VARIATION)
        : Outcome.of(1 - observed / expected);
  }

  private static void sameLength(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(first.length + " and " + second.length + " scores");
    }
  }
}
