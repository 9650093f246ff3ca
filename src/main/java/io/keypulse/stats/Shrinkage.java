package io.keypulse.stats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * How dissatisfied each of many small units is, judged together: a few answers of one unit are read
 * in the light of what all units say, and not knowing how much units differ is part of the doubt.
 *
 * <p>θ(i) ~ Beta(ms, (1-m)s), x(i) ~ Binomial(n(i), θ(i)); m and k = s^-½ uniform on (0, 1), so
 * that the prior weighs at least as much as one answer. Weight of (m, k) ∝ Π B(x+ms,
 * n-x+(1-m)s)/B(ms, (1-m)s), on a grid ({@link PriorGrid}) that a hundred thousand units are no
 * problem for. A unit's posterior is the weighted mixture of Beta(ms+x, (1-m)s+n-x), read off in
 * logits. Source: Gelman et al., Bayesian Data Analysis, section 5.3. Reference case 28.
 */
public final class Shrinkage {
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

  private final List<PriorGrid.Point> points;
  private final LogitAxis axis;
  private final double[][] priors;
  private final double level;
  private final Map<Count, Judged> judged = new HashMap<>();

  private Shrinkage(BetaBinomial likelihood, double level) {
    this.points = PriorGrid.heaviest(likelihood);
    this.axis = LogitAxis.forAnswers(likelihood.most());
    this.priors =
        points.stream()
            .map(point -> axis.beta(point.dissatisfied(), point.others()))
            .toArray(double[][]::new);
    this.level = level;
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
    Shrinkage shrinkage = new Shrinkage(new BetaBinomial(times), level);
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
    return points.stream().mapToDouble(point -> point.weight() * point.mean()).sum();
  }

  /** The median of s: how many answers of a unit weigh as much as all the others say. */
  public double medianPriorWeight() {
    List<PriorGrid.Point> rising = new ArrayList<>(points);
    rising.sort((one, other) -> Double.compare(one.size(), other.size()));
    NavigableMap<Double, Double> upTo = new TreeMap<>();
    double sum = 0;
    for (PriorGrid.Point point : rising) {
      sum += point.weight();
      upTo.put(point.size(), sum);
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

  private Judged judge(Count unit) {
    int x = unit.dissatisfied();
    int n = unit.answers();
    double[] answers = axis.density(x, n - x);
    double[] mixture = new double[answers.length];
    double share = 0;
    double own = 0;
    double worse = 0;
    for (int p = 0; p < priors.length; p++) {
      PriorGrid.Point point = points.get(p);
      double[] prior = priors[p];
      int middle = axis.step(point.mean());
      double atMiddle = prior[middle] * answers[middle];
      double above = product(prior, answers, middle + 1, answers.length);
      double all = product(prior, answers, 0, middle) + atMiddle + above;
      double weight = point.weight() / all;
      for (int t = 0; t < mixture.length; t++) {
        mixture[t] += weight * prior[t];
      }
      share += point.weight() * (point.dissatisfied() + x) / (point.size() + n);
      own += point.weight() * n / (point.size() + n);
      worse += weight * (above + atMiddle * axis.partAbove(point.mean()));
    }
    for (int t = 0; t < mixture.length; t++) {
      mixture[t] *= answers[t];
    }
    double tail = (1 - level) / 2;
    Range range = new Range(axis.quantile(mixture, tail), axis.quantile(mixture, 1 - tail));
    return new Judged(share, range, own, worse);
  }

  private static double product(double[] one, double[] other, int from, int to) {
    double sum = 0;
    for (int t = from; t < to; t++) {
      sum += one[t] * other[t];
    }
    return sum;
  }
}
