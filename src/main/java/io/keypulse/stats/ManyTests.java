package io.keypulse.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adjusts the p of many tests that are shown together.
 *
 * <p>Benjamini and Hochberg 1995, JRSS B 57: from the largest p down, the running minimum of p m/i,
 * at most 1; where it is at most q, no more than the part q of what is called a change is expected
 * to be none. Holm 1979: from the smallest up, the running maximum of p (m - i + 1). Both in the
 * order given. Reference case 16.
 */
public final class ManyTests {
  private ManyTests() {}

  public static List<Double> benjaminiHochberg(List<Double> p) {
    int m = checked(p);
    int[] rising = rising(p);
    double[] adjusted = new double[m];
    double least = 1;
    for (int i = m - 1; i >= 0; i--) {
      least = Math.min(least, p.get(rising[i]) * m / (i + 1));
      adjusted[rising[i]] = least;
    }
    return Arrays.stream(adjusted).boxed().toList();
  }

  public static List<Double> holm(List<Double> p) {
    int m = checked(p);
    int[] rising = rising(p);
    double[] adjusted = new double[m];
    double most = 0;
    for (int i = 0; i < m; i++) {
      most = Math.max(most, Math.min(1, p.get(rising[i]) * (m - i)));
      adjusted[rising[i]] = most;
    }
    return Arrays.stream(adjusted).boxed().toList();
  }

  private static int[] rising(List<Double> p) {
    return IntStream.range(0, p.size())
        .boxed()
        .sorted(Comparator.comparing(p::get))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int checked(List<Double> p) {
    if (p.stream().anyMatch(one -> !(one >= 0 && one <= 1))) {
      throw new IllegalArgumentException("not all between 0 and 1: " + p);
    }
    return p.size();
  }
}
