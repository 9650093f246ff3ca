package io.keypulse.stats;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How many units a question needs, and what a number of units can tell. Populations are in units,
 * shares and levels fractions of 0 to 1; a population of {@code null} is unknown or without end.
 *
 * <p>Source: Cochran (1977), Sampling Techniques, ch. 4; reference case 03, computed with R package
 * PracTools.
 */
public final class SampleSize {
  /** From this part of the population on, asking everybody in turn is wiser than a sample. */
  public static final double CENSUS_SHARE = 0.6;

  private static final int HALVINGS = 100;

  private SampleSize() {}

  /**
   * @param unlimited units that an endless population would need
   * @param exact units before rounding
   * @param required whole units, at most the population
   */
  public record Needed(double unlimited, double exact, int required) {}

  /**
   * Units that estimate a share within a margin: n0 = z²p(1-p)/e², n = n0/(1 + (n0-1)/N), rounded
   * up.
   *
   * @param p expected share, 0.5 when unknown
   * @param margin half width of the interval; 0 asks for everybody
   * @throws IllegalArgumentException for a share of 0 or 1, for which 0.5 is the careful choice, or
   *     a margin of 0 without a population
   */
  public static Needed forShare(
      @Nullable Integer population, double p, double margin, double level) {
    require(p > 0 && p < 1, "p must lie between 0 and 1; take 0.5 when it is unknown");
    return needed(population, p * (1 - p), margin, level, true);
  }

  /** Units that estimate a mean within a margin: n = z²s²/(e² + z²s²/N), rounded up. */
  public static Needed forMean(
      @Nullable Integer population, double deviation, double margin, double level) {
    require(deviation > 0, "the deviation must be positive");
    return needed(population, deviation * deviation, margin, level, false);
  }

  private static Needed needed(
      @Nullable Integer population, double variance, double margin, double level, boolean share) {
    require(population == null || population > 0, "the population must be positive");
    require(margin >= 0 && margin < Double.POSITIVE_INFINITY, "the margin must not be negative");
    if (margin == 0) {
      if (population == null) {
        throw new IllegalArgumentException("a margin of 0 needs a population");
      }
      return new Needed(Double.POSITIVE_INFINITY, population, population);
    }
    double z = z(level);
    double unlimited = z * z * variance / (margin * margin);
    if (population == null) {
      return new Needed(
          unlimited, unlimited, (int) Math.min(Integer.MAX_VALUE, Math.ceil(unlimited)));
    }
    double exact = unlimited / (1 + (unlimited - (share ? 1 : 0)) / population);
    return new Needed(unlimited, exact, Math.clamp((long) Math.ceil(exact), 1, population));
  }

  /** Half width of the interval of a share: z√(p(1-p)/n · (N-n)/(N-1)); 0 when all are asked. */
  public static double margin(@Nullable Integer population, int n, double p, double level) {
    require(n > 0, "n must be positive");
    require(p >= 0 && p <= 1, "p must be a share");
    require(population == null || n <= population, "n must not exceed the population");
    if (population != null && n == population) {
      return 0;
    }
    double correction = population == null ? 1 : (population - n) / (population - 1.0);
    return z(level) * Math.sqrt(p * (1 - p) / n * correction);
  }

  /** Units to ask so that {@code n} answer: min(N, ⌈n / response⌉). */
  public static int invitations(int n, double response, int population) {
    require(n >= 0 && population >= 0, "numbers must not be negative");
    require(response > 0 && response <= 1, "the response must be a share above 0");
    return (int) Math.min(population, Math.ceil(n / response));
  }

  /** Whether a sample saves so little that everybody should be asked in turn. */
  public static boolean censusIsWiser(int n, int population) {
    return population > 0 && n > CENSUS_SHARE * population;
  }

  /**
   * The smallest share above {@code from} that a second wave of {@code n} answers tells from it,
   * two independent samples without finite population correction, two-sided: the root of power =
   * Φ((√n·|p1-p2| - z√((p1+p2)(1-(p1+p2)/2))) / √(p1q1+p2q2)), as R's power.prop.test. 1 where even
   * that cannot be told.
   */
  public static double smallestShareTold(int n, double from, double power, double level) {
    require(n > 0, "n must be positive");
    require(from >= 0 && from < 1, "from must be a share below 1");
    require(power > 0 && power < 1, "the power must lie between 0 and 1");
    double low = from;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (power(n, from, middle, level) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double power(int n, double p1, double p2, double level) {
    double spread = p1 * (1 - p1) + p2 * (1 - p2);
    if (spread == 0) {
      return p1 == p2 ? 0 : 1;
    }
    double pooled = (p1 + p2) * (1 - (p1 + p2) / 2);
    double distance = Math.sqrt(n) * Math.abs(p1 - p2) - z(level) * Math.sqrt(pooled);
    return NormalDistribution.of(0, 1).cumulativeProbability(distance / Math.sqrt(spread));
  }

  /**
   * The chance that at least one of {@code k} units is among {@code n} drawn of N: 1 - C(N-k, n) /
   * C(N, n).
   */
  public static double chanceToMeetOneOf(int k, int n, int population) {
    require(k >= 0 && k <= population, "k must not exceed the population");
    require(n >= 0 && n <= population, "n must not exceed the population");
    if (population == 0) {
      return 0;
    }
    return 1 - HypergeometricDistribution.of(population, k, n).probability(0);
  }

  /**
   * How many of {@code k} units are drawn beyond the first {@code limit} of them, on average, when
   * {@code n} of N are: E max(0, X - limit) of the hypergeometric X.
   */
  public static double expectedBeyond(int limit, int k, int n, int population) {
    require(limit >= 0, "the limit must not be negative");
    require(k >= 0 && k <= population, "k must not exceed the population");
    require(n >= 0 && n <= population, "n must not exceed the population");
    int most = Math.min(k, n);
    if (most <= limit) {
      return 0;
    }
    HypergeometricDistribution drawn = HypergeometricDistribution.of(population, k, n);
    return IntStream.rangeClosed(limit + 1, most)
        .mapToDouble(x -> (x - limit) * drawn.probability(x))
        .sum();
  }

  private static double z(double level) {
    require(level > 0 && level < 1, "the level must lie between 0 and 1");
    return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
