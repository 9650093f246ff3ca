package io.keypulse.stats;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * How many of a small population have a property, judged from a simple random sample without
 * replacement.
 *
 * <p>Formula: the set of all K in [x, N - n + x] with P(X &ge; x | K) &gt; a/2 and P(X &le; x | K)
 * &gt; a/2, X hypergeometric(N, K, n), a = 1 - level. Source: the exact test inverted (Wang 2015,
 * JASA 110); some tools print the first rejected counts instead, one unit wider on each side.
 * Reference case 02.
 */
public final class FinitePopulation {
  private static final double NEGLIGIBLE = 1e-17;

  private FinitePopulation() {}

  /**
   * @param count x, those of the sample that have the property
   * @param sample n
   * @param population N
   * @param lowest fewest of the population that are compatible with the sample at this level
   * @param highest most of the population that are
   */
  public record Interval(
      int count, int sample, int population, double level, int lowest, int highest) {
    /** x / n. */
    public double share() {
      return (double) count / sample;
    }

    public double lowestShare() {
      return (double) lowest / population;
    }

    public double highestShare() {
      return (double) highest / population;
    }

    /** x / N: if all who are not in the sample lack the property. */
    public double lowestShareWhateverOthersSay() {
      return (double) count / population;
    }

    /** (x + N - n) / N: if all who are not in the sample have it. */
    public double highestShareWhateverOthersSay() {
      return (double) (count + population - sample) / population;
    }
  }

  /**
   * The exact interval.
   *
   * @return nothing when the sample is empty: no estimate, and not zero
   * @throws IllegalArgumentException unless 0 &le; count &le; sample &le; population and 0 &lt;
   *     level &lt; 1
   */
  public static Optional<Interval> interval(int count, int sample, int population, double level) {
    if (count < 0 || count > sample || sample > population || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "count %d, sample %d, population %d, level %s"
              .formatted(count, sample, population, level));
    }
    if (sample == 0) {
      return Optional.empty();
    }
    double tail = (1 - level) / 2;
    int least = count;
    int most = population - sample + count;
    int lowest = firstIn(least, most, k -> atLeast(count, sample, population, k) > tail);
    int highest =
        most
            - firstIn(
                0, most - least, back -> atMost(count, sample, population, most - back) > tail);
    return Optional.of(new Interval(count, sample, population, level, lowest, highest));
  }

  /** The first value from which on a monotone condition holds; it holds at {@code to}. */
  private static int firstIn(int from, int to, IntPredicate holds) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static double atLeast(int count, int sample, int population, int k) {
    return count == 0 ? 1 : 1 - atMost(count - 1, sample, population, k);
  }

  /** The tail on the far side of the mean, in which each term is smaller than the one before. */
  private static double atMost(int count, int sample, int population, int k) {
    HypergeometricDistribution drawn = HypergeometricDistribution.of(population, k, sample);
    int least = drawn.getSupportLowerBound();
    int most = drawn.getSupportUpperBound();
    if (count >= most) {
      return 1;
    }
    double sum = 0;
    if (count < drawn.getMean()) {
      double term = drawn.probability(count);
      for (int x = count; x >= least && term > NEGLIGIBLE * sum; x--) {
        sum += term;
        term *= (double) x / (k - x + 1) * (population - k - sample + x) / (sample - x + 1);
      }
      return sum;
    }
    double term = drawn.probability(count + 1);
    for (int x = count + 1; x <= most && term > NEGLIGIBLE * sum; x++) {
      sum += term;
      term *= (double) (k - x) / (x + 1) * (sample - x) / (population - k - sample + x + 1);
    }
    return 1 - sum;
  }
}
