package io.keypulse.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * How a sample is divided among strata. Sizes are in units; S is the standard deviation of a
 * stratum's scores, 1 in all of them for a proportional allocation.
 *
 * <p>Source: Neyman (1934); Wright (2012, 2014) for the exact whole numbers; reference case 04,
 * computed with R packages PracTools, stratallo and optimall.
 */
public final class Allocation {
  private static final int HALVINGS = 200;

  private Allocation() {}

  /** In fractions of units, without bounds: n·N_h·S_h / ΣN·S. */
  public static double[] real(int n, int[] sizes, double[] deviations) {
    double[] products = products(sizes, deviations);
    double total = Arrays.stream(products).sum();
    return Arrays.stream(products).map(product -> n * product / total).toArray();
  }

  /**
   * The division in whole units that makes the variance of the mean smallest: starts at the minimum
   * of each stratum and gives one unit at a time to the stratum below its size with the largest
   * N_h·S_h / √(n_h(n_h+1)), the first of equal ones. Empty strata get none.
   *
   * @param minimum of each stratum; one smaller than it is taken whole
   * @throws IllegalArgumentException when the minima need more than n, or n more than there are
   */
  public static int[] whole(int n, int[] sizes, double[] deviations, int[] minimum) {
    double[] products = products(sizes, deviations);
    int[] given =
        IntStream.range(0, sizes.length).map(h -> Math.min(minimum[h], sizes[h])).toArray();
    int left = n - Arrays.stream(given).sum();
    if (left < 0) {
      throw new IllegalArgumentException(
          "the minima need " + (n - left) + " units: raise n = " + n + " or merge strata");
    }
    if (n > Arrays.stream(sizes).asLongStream().sum()) {
      throw new IllegalArgumentException("n = " + n + " exceeds the population");
    }
    PriorityQueue<Next> queue = new PriorityQueue<>(Next.ORDER);
    for (int h = 0; h < sizes.length; h++) {
      if (given[h] < sizes[h]) {
        queue.add(Next.of(h, products[h], given[h]));
      }
    }
    for (; left > 0; left--) {
      int h = queue.remove().stratum();
      given[h]++;
      if (given[h] < sizes[h]) {
        queue.add(Next.of(h, products[h], given[h]));
      }
    }
    return given;
  }

  /**
   * A stratum that may get one more; those that have none yet come first, the larger ones before.
   */
  private record Next(int stratum, boolean empty, double worth) {
    static final Comparator<Next> ORDER =
        Comparator.comparing(Next::empty)
            .thenComparingDouble(Next::worth)
            .reversed()
            .thenComparingInt(Next::stratum);

    static Next of(int stratum, double product, int given) {
      return given == 0
          ? new Next(stratum, true, product)
          : new Next(stratum, false, product / Math.sqrt((double) given * (given + 1)));
    }
  }

  /**
   * In fractions of units, between bounds: minimises Σ(N_h·S_h)²/n_h under m_h ≤ n_h ≤ M_h. The
   * solution is t·N_h·S_h cut to the bounds for one t.
   *
   * @throws IllegalArgumentException when n lies outside the sums of the bounds
   */
  public static double[] bounded(int n, double[] products, int[] minimum, int[] maximum) {
    if (n < Arrays.stream(minimum).sum() || n > Arrays.stream(maximum).asLongStream().sum()) {
      throw new IllegalArgumentException("n = " + n + " lies outside the bounds");
    }
    double low = 0;
    double high = 1;
    while (total(cut(high, products, minimum, maximum)) < n && high < Double.MAX_VALUE / 2) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (total(cut(middle, products, minimum, maximum)) < n) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return cut(high, products, minimum, maximum);
  }

  /** Variance of the stratified mean: Σ(N_h·S_h)²(1/n_h - 1/N_h) / N². */
  public static double varianceOfMean(int[] sizes, double[] deviations, int[] given) {
    double[] products = products(sizes, deviations);
    double total = Arrays.stream(sizes).asLongStream().sum();
    double sum = 0;
    for (int h = 0; h < sizes.length; h++) {
      sum += products[h] * products[h] * (1.0 / given[h] - 1.0 / sizes[h]);
    }
    return sum / (total * total);
  }

  private static double[] cut(double t, double[] products, int[] minimum, int[] maximum) {
    return IntStream.range(0, products.length)
        .mapToDouble(h -> Math.clamp(t * products[h], minimum[h], maximum[h]))
        .toArray();
  }

  private static double total(double[] given) {
    return Arrays.stream(given).sum();
  }

  private static double[] products(int[] sizes, double[] deviations) {
    if (sizes.length != deviations.length) {
      throw new IllegalArgumentException("a stratum lacks its size or its deviation");
    }
    if (Arrays.stream(sizes).anyMatch(size -> size < 0)
        || Arrays.stream(deviations).anyMatch(deviation -> !(deviation > 0))) {
      throw new IllegalArgumentException("sizes and deviations must be positive");
    }
    return IntStream.range(0, sizes.length).mapToDouble(h -> sizes[h] * deviations[h]).toArray();
  }
}
