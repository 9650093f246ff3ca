package io.keypulse.stats;

import static java.util.stream.Collectors.toMap;

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
   * So many units.
   *
   * @param chance of each to be heard, above 0
   */
  public record Alike(Count count, int units, double chance) {
    private double weight() {
      return units / chance;
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
  private final Map<Count, Judged> judged;

  private Shrinkage(List<PriorGrid.Point> points, Map<Count, Judged> judged) {
    this.points = points;
    this.judged = judged;
  }

  /**
   * @param units of all units, those nobody has answered for too; at least one
   * @param level of the ranges
   * @return undefined where nobody has answered
   */
  public static Outcome<Shrinkage> of(Collection<Count> units, double level) {
    return byChance(units.stream().map(unit -> new Alike(unit, 1, 1)).toList(), level);
  }

  /**
   * The same of equal units told together, of which some were more likely to be heard than others:
   * in the prior each counts by the inverse of its chance, all of them together as many as equal
   * ones would be worth, (Σ1/chance)²/Σ1/chance². Source: Savitsky and Toth 2016, Bayesian
   * estimation under informative sampling; Kish 1965.
   */
  public static Outcome<Shrinkage> byChance(List<Alike> units, double level) {
    Range.level(level);
    List<Alike> heard = units.stream().filter(some -> some.count().answers() > 0).toList();
    double worth =
        heard.stream().mapToDouble(Alike::weight).sum()
            / heard.stream().mapToDouble(some -> some.weight() / some.chance()).sum();
    Map<Count, Double> times = new HashMap<>();
    heard.forEach(some -> times.merge(some.count(), worth * some.weight(), Double::sum));
    if (times.isEmpty()) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    BetaBinomial likelihood = new BetaBinomial(times);
    List<PriorGrid.Point> points = PriorGrid.heaviest(likelihood);
    Set<Count> distinct = new HashSet<>(times.keySet());
    distinct.add(new Count(0, 0));
    LogitAxis axis = LogitAxis.forAnswers(likelihood.most());
    return Outcome.of(new Shrinkage(points, judged(distinct, points, axis, level)));
  }

  /** All units in one pass over the priors, of which there are hundreds. */
  private static Map<Count, Judged> judged(
      Set<Count> distinct, List<PriorGrid.Point> points, LogitAxis axis, double level) {
    List<Posterior> posteriors = distinct.stream().map(unit -> new Posterior(unit, axis)).toList();
    for (PriorGrid.Point point : points) {
      double[] prior = axis.beta(point.dissatisfied(), point.others());
      posteriors.forEach(posterior -> posterior.add(point, prior));
    }
    return posteriors.stream().collect(toMap(Posterior::unit, one -> one.judged(level)));
  }

  /** Of a unit that was among those given; without answers it is what one of them may be. */
  public Judged of(Count unit) {
    Judged found = judged.get(unit.answers() == 0 ? new Count(0, 0) : unit);
    if (found == null) {
      throw new IllegalArgumentException("not among the units: " + unit);
    }
    return found;
  }

  /**
   * How often a part of as many answers is as far from the mean share as this one, two-sided, if
   * its units are like all others.
   */
  public double chance(PartOfUnits part) {
    return points.stream()
        .map(point -> part.tails(point).times(point.weight()))
        .reduce(new PartOfUnits.Tails(0, 0), PartOfUnits.Tails::plus)
        .twoSided();
  }

  /** How alike people of one unit are: the mean of 1/(s + 1), 0 to 1. */
  public double alike() {
    return points.stream().mapToDouble(point -> point.weight() / (point.size() + 1)).sum();
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
}
