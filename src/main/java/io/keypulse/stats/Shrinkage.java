package io.keypulse.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * How dissatisfied each of many small units is, judged together: a few answers of one unit are read
 * in the light of what all units say, and not knowing how much units differ is part of the doubt.
 *
 * <p>θ(i) ~ Beta(ms, (1-m)s), x(i) ~ Binomial(n(i), θ(i)); m and k = s^-½ uniform on (0, 1), so
 * that the prior weighs at least as much as one answer. Weight of (m, k) ∝ Π B(x+ms,
 * n-x+(1-m)s)/B(ms, (1-m)s). The grid of midpoints is first laid over the whole square and then,
 * finer each time, over the part that has all but e^-12 of the largest weight, so that a hundred
 * thousand units are no problem for it. A unit's posterior is the weighted mixture of Beta(ms+x,
 * (1-m)s+n-x), read off in logits. Source: Gelman et al., Bayesian Data Analysis, section 5.3.
 * Reference case 28.
 */
public final class Shrinkage {
  private static final int CELLS = 30;
  private static final int MOST_ROUNDS = 12;
  private static final double NEGLIGIBLE = 12;
  private static final double TAIL_MASS = 1e-5;
  private static final double REACH = 12;
  private static final int FEWEST_STEPS = 240;

  /** x dissatisfied of n with an opinion. */
  public record Count(int dissatisfied, int answers) {
    public Count {
      if (dissatisfied < 0 || dissatisfied > answers) {
        throw new IllegalArgumentException(dissatisfied + " of " + answers);
      }
    }
  }

  /**
   * What to think of a unit.
   *
   * @param share shrunken share dissatisfied, 0 to 1
   * @param range equal-tailed
   * @param ownWeight n / (n + s): how much the unit's own answers count, 0 to 1
   * @param worseThanAll the probability that its share is above the mean of all units
   */
  public record Judged(double share, Range range, double ownWeight, double worseThanAll) {}

  private final List<Point> points;
  private final Map<Count, Judged> judged = new HashMap<>();
  private final double[] logits;

  /** As fine as the sharpest of the units needs. */
  private final int steps;

  /** The density of each point's prior over the logits, times their step. */
  private final double[][] prior;

  private final double level;

  private Shrinkage(List<Point> points, int mostAnswers, double level) {
    this.points = points;
    this.level = level;
    steps = Math.max(FEWEST_STEPS, (int) (REACH * Math.sqrt(mostAnswers)));
    logits = new double[steps + 1];
    for (int t = 0; t <= steps; t++) {
      logits[t] = -REACH + 2 * REACH * t / steps;
    }
    prior = new double[points.size()][];
  }

  /**
   * @param units of all units, those nobody has answered for too; at least one
   * @param level of the ranges
   * @return undefined where nobody has answered
   */
  public static Outcome<Shrinkage> of(Collection<Count> units, double level) {
    Map<Count, Integer> times = new HashMap<>();
    units.forEach(unit -> times.merge(unit, 1, Integer::sum));
    return of(times, level);
  }

  /** The same of equal units told together: how many there are of each. */
  public static Outcome<Shrinkage> of(Map<Count, Integer> units, double level) {
    Range.level(level);
    Map<Count, Integer> times = new HashMap<>(units);
    times.keySet().removeIf(unit -> unit.answers() == 0);
    if (times.isEmpty()) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    Likelihood likelihood = new Likelihood(times);
    Shrinkage shrinkage = new Shrinkage(heaviest(likelihood), likelihood.most, level);
    Set<Count> distinct = new HashSet<>(times.keySet());
    distinct.add(new Count(0, 0));
    distinct.forEach(unit -> shrinkage.judged.put(unit, shrinkage.judge(unit)));
    return Outcome.of(shrinkage);
  }

  /** Of a unit that was among those given; without answers it is what one of them may be. */
  public Judged of(Count unit) {
    Judged found = judged.get(unit.answers() == 0 ? new Count(0, 0) : unit);
    if (found == null) {
      throw new IllegalArgumentException("not among the units: " + unit);
    }
    return found;
  }

  /** The mean share of all units. */
  public double mean() {
    return points.stream().mapToDouble(point -> point.weight * point.mean).sum();
  }

  /** The median of s: how many answers of a unit weigh as much as all the others say. */
  public double medianPriorWeight() {
    List<Point> rising = new ArrayList<>(points);
    rising.sort((one, other) -> Double.compare(one.size, other.size));
    NavigableMap<Double, Double> upTo = new TreeMap<>();
    double sum = 0;
    for (Point point : rising) {
      sum += point.weight;
      upTo.put(point.size, sum);
    }
    double below = upTo.firstKey();
    double before = 0;
    for (Map.Entry<Double, Double> size : upTo.entrySet()) {
      if (size.getValue() >= 0.5) {
        double inside = (0.5 - before) / (size.getValue() - before);
        return size.getKey() + (size.getKey() - below) * (inside - 0.5);
      }
      below = size.getKey();
      before = size.getValue();
    }
    return upTo.lastKey();
  }

  /** A point of the grid: m, s and its part of the posterior. */
  private record Point(double mean, double size, double weight) {}

  /** Of all units: equal counts are one term, and short counts are sums of logarithms. */
  private static final class Likelihood {
    private final List<Count> counts;
    private final int[] times;
    private final int most;

    /** How many units have more dissatisfied, others and answers than so many. */
    private final int[][] more;

    Likelihood(Map<Count, Integer> units) {
      counts = List.copyOf(units.keySet());
      times = counts.stream().mapToInt(count -> Objects.requireNonNull(units.get(count))).toArray();
      most = counts.stream().mapToInt(Count::answers).max().orElse(0);
      more = new int[3][most];
      for (int i = 0; i < times.length; i++) {
        Count count = counts.get(i);
        int[] upTo = {
          count.dissatisfied(), count.answers() - count.dissatisfied(), count.answers()
        };
        for (int side = 0; side < upTo.length; side++) {
          for (int j = 0; j < upTo[side]; j++) {
            more[side][j] += times[i];
          }
        }
      }
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
        Count count = counts.get(i);
        int x = count.dissatisfied();
        sum += times[i] * (LogBeta.value(a + x, b + count.answers() - x) - constant);
      }
      return sum;
    }

    private static double rising(int[] units, double from) {
      double sum = 0;
      for (int j = 0; j < units.length && units[j] > 0; j++) {
        sum += units[j] * Math.log(from + j);
      }
      return sum;
    }
  }

  private static List<Point> heaviest(Likelihood likelihood) {
    Square square = new Square(0, 1, 0, 1);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[][] logs = square.weigh(likelihood);
      Square smaller = square.around(logs);
      if (smaller.area() > 0.5 * square.area()) {
        return square.points(logs);
      }
      square = smaller;
    }
    return square.points(square.weigh(likelihood));
  }

  /** Where the grid lies: m from a to b, k from c to d. */
  private record Square(double a, double b, double c, double d) {
    double area() {
      return (b - a) * (d - c);
    }

    double mean(int i) {
      return a + (b - a) * (i + 0.5) / CELLS;
    }

    double size(int j) {
      double k = c + (d - c) * (j + 0.5) / CELLS;
      return 1 / (k * k);
    }

    double[][] weigh(Likelihood likelihood) {
      double[][] logs = new double[CELLS][CELLS];
      for (int i = 0; i < CELLS; i++) {
        for (int j = 0; j < CELLS; j++) {
          logs[i][j] = likelihood.log(mean(i), size(j));
        }
      }
      return logs;
    }

    /** The part that holds all that is not negligible, with a cell around it. */
    Square around(double[][] logs) {
      double most = Arrays.stream(logs).flatMapToDouble(Arrays::stream).max().orElse(0);
      int left = CELLS;
      int right = -1;
      int low = CELLS;
      int high = -1;
      for (int i = 0; i < CELLS; i++) {
        for (int j = 0; j < CELLS; j++) {
          if (logs[i][j] > most - NEGLIGIBLE) {
            left = Math.min(left, i);
            right = Math.max(right, i);
            low = Math.min(low, j);
            high = Math.max(high, j);
          }
        }
      }
      double width = (b - a) / CELLS;
      double height = (d - c) / CELLS;
      return new Square(
          Math.max(a, a + (left - 1) * width),
          Math.min(b, a + (right + 2) * width),
          Math.max(c, c + (low - 1) * height),
          Math.min(d, c + (high + 2) * height));
    }

    List<Point> points(double[][] logs) {
      double most = Arrays.stream(logs).flatMapToDouble(Arrays::stream).max().orElse(0);
      double sum =
          Arrays.stream(logs)
              .flatMapToDouble(Arrays::stream)
              .map(log -> Math.exp(log - most))
              .sum();
      List<Point> points = new ArrayList<>();
      double kept = 0;
      for (int i = 0; i < CELLS; i++) {
        for (int j = 0; j < CELLS; j++) {
          double weight = Math.exp(logs[i][j] - most) / sum;
          if (weight > TAIL_MASS) {
            points.add(new Point(mean(i), size(j), weight));
            kept += weight;
          }
        }
      }
      double all = kept;
      return points.stream()
          .map(point -> new Point(point.mean, point.size, point.weight / all))
          .toList();
    }
  }

  private Judged judge(Count unit) {
    int x = unit.dissatisfied();
    int n = unit.answers();
    double[] answers = new double[steps + 1];
    for (int t = 0; t <= steps; t++) {
      answers[t] = x * logShare(logits[t]) + (n - x) * logShare(-logits[t]);
    }
    double most = Arrays.stream(answers).max().orElse(0);
    for (int t = 0; t <= steps; t++) {
      answers[t] = Math.exp(answers[t] - most);
    }
    double[] mass = new double[steps + 1];
    double share = 0;
    double own = 0;
    double worse = 0;
    for (int p = 0; p < points.size(); p++) {
      Point point = points.get(p);
      double[] density = prior(p);
      int above = firstAbove(point.mean);
      double total = 0;
      double higher = 0;
      for (int t = 0; t <= steps; t++) {
        double part = density[t] * answers[t];
        total += part;
        higher += t >= above ? part : 0;
      }
      double weight = point.weight / total;
      for (int t = 0; t <= steps; t++) {
        mass[t] += weight * density[t] * answers[t];
      }
      share += point.weight * (point.mean * point.size + x) / (point.size + n);
      own += point.weight * n / (point.size + n);
      worse += point.weight * higher / total;
    }
    double tail = (1 - level) / 2;
    return new Judged(share, new Range(quantile(mass, tail), quantile(mass, 1 - tail)), own, worse);
  }

  /**
   * Below and above the logits that are looked at, the density falls as e^(ms u), e^(-(1-m)s u).
   */
  private double[] prior(int p) {
    double[] known = prior[p];
    if (known != null) {
      return known;
    }
    Point point = points.get(p);
    double ms = point.mean * point.size;
    double rest = (1 - point.mean) * point.size;
    double step = 2 * REACH / steps;
    double[] logs = new double[steps + 1];
    for (int t = 0; t <= steps; t++) {
      logs[t] = ms * logShare(logits[t]) + rest * logShare(-logits[t]);
    }
    double most = Arrays.stream(logs).max().orElse(0);
    double[] density = new double[steps + 1];
    double sum = 0;
    for (int t = 0; t <= steps; t++) {
      density[t] = Math.exp(logs[t] - most);
      density[t] += t == 0 ? density[t] / (ms * step) : 0;
      density[t] += t == steps ? density[t] / (rest * step) : 0;
      sum += density[t];
    }
    for (int t = 0; t <= steps; t++) {
      density[t] /= sum;
    }
    prior[p] = density;
    return density;
  }

  private int firstAbove(double mean) {
    double logit = Math.log(mean / (1 - mean));
    return (int) Math.clamp(Math.ceil((logit + REACH) * steps / (2 * REACH)), 0, steps);
  }

  private double quantile(double[] mass, double at) {
    double sum = 0;
    for (int t = 0; t <= steps; t++) {
      if (sum + mass[t] >= at) {
        double inside = mass[t] == 0 ? 0.5 : (at - sum) / mass[t];
        double logit = logits[t] + (inside - 0.5) * 2 * REACH / steps;
        return 1 / (1 + Math.exp(-logit));
      }
      sum += mass[t];
    }
    return 1;
  }

  /** log of 1/(1 + e^-u), without overflow. */
  private static double logShare(double logit) {
    return logit > 0 ? -Math.log1p(Math.exp(-logit)) : logit - Math.log1p(Math.exp(logit));
  }
}
