package io.keypulse.stats;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * The likelihood of m and s for counts of many units, each as often as it stands for others: Σ log
 * B(x+ms, n-x+(1-m)s) - log B(ms, (1-m)s). Equal counts are one term, and short counts are sums of
 * logarithms.
 */
final class BetaBinomial {
  private final List<Shrinkage.Count> counts;
  private final double[] times;
  private final int most;

  /** How many units have more dissatisfied, others and answers than so many. */
  private final double[][] more;

  BetaBinomial(Map<Shrinkage.Count, Double> units) {
    counts = List.copyOf(units.keySet());
    times =
        counts.stream().mapToDouble(count -> Objects.requireNonNull(units.get(count))).toArray();
    most = counts.stream().mapToInt(Shrinkage.Count::answers).max().orElse(0);
    more = new double[3][most];
    for (int i = 0; i < times.length; i++) {
      Shrinkage.Count count = counts.get(i);
      int[] upTo = {count.dissatisfied(), count.answers() - count.dissatisfied(), count.answers()};
      for (int side = 0; side < upTo.length; side++) {
        for (int j = 0; j < upTo[side]; j++) {
          more[side][j] += times[i];
        }
      }
    }
  }

  /** n of the unit with the most answers. */
  int most() {
    return most;
  }

  double log(double mean, double size) {
    double a = mean * size;
    double b = (1 - mean) * size;
    if (most <= counts.size()) {
      return rising(more[0], a) + rising(more[1], b) - rising(more[2], size);
    }
    double constant = LogBeta.value(a, b);
    double sum = 0;
    for (int i = 0; i < times.length; i++) {
      Shrinkage.Count count = counts.get(i);
      int x = count.dissatisfied();
      sum += times[i] * (LogBeta.value(a + x, b + count.answers() - x) - constant);
    }
    return sum;
  }

  private static double rising(double[] units, double from) {
    double sum = 0;
    for (int j = 0; j < units.length && units[j] > 0; j++) {
      sum += units[j] * Math.log(from + j);
    }
    return sum;
  }
}
