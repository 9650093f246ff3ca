package io.keypulse.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * What moves an outcome: how much of its variance each driver explains, where drivers go together.
 *
 * <p>LMG: the gain in R² averaged over all orders in which drivers can enter (Lindeman, Merenda and
 * Gold 1980; Shapley); Σ = R². Relative weight: Λ = R_xx^½, β = Λ⁻¹ r_xy, Λ²β² elementwise (Johnson
 * 2000), a check only. Least squares on scores, from the correlations of each pair over the rows
 * that have both. A driver that moves with a true one receives a share too, however many answers
 * there are. Reference case 14.
 */
public final class Drivers {
  /** 2^k subsets are looked at. */
  public static final int MOST_DRIVERS = 15;

  private static final double SINGULAR = 1e-10;
  private static final double NOTHING = 1e-12;
  private static final int MOST_RESAMPLED = 2_000;

  /**
   * @param lmg part of the variance of the outcome, 0 to 1
   * @param lmgShare part of R², 0 to 1
   * @param relativeWeight Johnson's, in the unit of {@code lmg}
   * @param coefficient of least squares, outcome per unit of the driver
   * @param correlation with the outcome alone
   * @param vif variance inflation: 1 / (1 - R² on the other drivers)
   */
  public record Driver(
      String name,
      double lmg,
      double lmgShare,
      double relativeWeight,
      double coefficient,
      double correlation,
      double vif) {}

  /** From the best to the worst place that a driver takes in so many per cent of the resamples. */
  public record RankRange(int best, int worst) {}

  /**
   * @param answers behind each pair at least
   * @param constant drivers that everybody rated alike; they explain nothing and are left out
   */
  public record Explained(
      int answers, double rSquared, List<Driver> drivers, List<String> constant) {}

  private final List<String> names;
  private final List<PairSums> perCluster;

  private Drivers(List<String> names, List<PairSums> perCluster) {
    this.names = names;
    this.perCluster = perCluster;
  }

  /**
   * One answer: the account it comes from, what it says of each driver, and the outcome; NaN where
   * it says nothing.
   */
  public static final class Row {
    private final int cluster;
    private final double[] values;

    public Row(int cluster, double outcome, double... drivers) {
      this.cluster = cluster;
      values = Arrays.copyOf(drivers, drivers.length + 1);
      values[drivers.length] = outcome;
    }
  }

  public static Drivers of(List<String> names, List<Row> rows) {
    if (names.isEmpty() || names.size() > MOST_DRIVERS) {
      throw new IllegalArgumentException(names.size() + " drivers");
    }
    Map<Integer, PairSums> clusters = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.values.length != names.size() + 1) {
        throw new IllegalArgumentException(row.values.length - 1 + " values");
      }
      clusters.computeIfAbsent(row.cluster, any -> new PairSums(row.values.length)).add(row.values);
    }
    return new Drivers(List.copyOf(names), List.copyOf(clusters.values()));
  }

  /**
   * @return undefined without variation of the outcome, with fewer answers than drivers need, where
   *     a driver is told by others: merge those first, and where all together explain nothing, for
   *     then there is nothing to have a share of
   */
  public Outcome<Explained> explain() {
    PairSums all = new PairSums(names.size() + 1);
    perCluster.forEach(all::add);
    if (all.fewest() <= names.size() + 1) {
      return Outcome.undefined(Outcome.Reason.TOO_FEW_ANSWERS);
    }
    int outcome = names.size();
    if (all.isConstant(outcome)) {
      return Outcome.undefined(Outcome.Reason.NO_VARIATION);
    }
    int[] kept = all.varying(outcome);
    if (kept.length == 0) {
      return Outcome.undefined(Outcome.Reason.NO_VARIATION);
    }
    double[][] correlations = all.correlations(kept, outcome);
    Outcome<double[]> lmg = Lmg.gains(correlations);
    if (!(lmg instanceof Outcome.Known<double[]>(double[] gains))) {
      return Outcome.undefined(Outcome.Reason.COLLINEAR);
    }
    double rSquared = Arrays.stream(gains).sum();
    if (rSquared < NOTHING) {
      return Outcome.undefined(Outcome.Reason.NOTHING_EXPLAINED);
    }
    int k = kept.length;
    RealMatrix among = MatrixUtils.createRealMatrix(correlations).getSubMatrix(0, k - 1, 0, k - 1);
    double[] with = Arrays.copyOf(correlations[k], k);
    RealMatrix inverse = new CholeskyDecomposition(among, 1e-9, SINGULAR).getSolver().getInverse();
    double[] beta = inverse.operate(with);
    double[] weights = johnson(among, with);
    List<Driver> drivers = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      drivers.add(
          new Driver(
              names.get(kept[j]),
              gains[j],
              gains[j] / rSquared,
              weights[j],
              beta[j] * all.deviation(outcome) / all.deviation(kept[j]),
              with[j],
              inverse.getEntry(j, j)));
    }
    List<String> constant = new ArrayList<>(names);
    drivers.forEach(driver -> constant.remove(driver.name()));
    return Outcome.of(
        new Explained(all.fewest(), rSquared, List.copyOf(drivers), List.copyOf(constant)));
  }

  /**
   * In which places the drivers of {@link #explain} stand when accounts are drawn again and again,
   * with replacement; of many accounts, by groups of them put together once.
   *
   * @param seed the same seed gives the same places
   * @param level for example 0.9
   * @return undefined as {@link #explain}, and where most resamples are
   */
  public Outcome<List<RankRange>> places(int resamples, long seed, double level) {
    Range.level(level);
    PairSums all = new PairSums(names.size() + 1);
    perCluster.forEach(all::add);
    int outcome = names.size();
    int[] kept = all.varying(outcome);
    List<PairSums> units = grouped();
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> places = new ArrayList<>();
    for (int round = 0; round < resamples; round++) {
      PairSums drawn = new PairSums(outcome + 1);
      for (int i = 0; i < units.size(); i++) {
        drawn.add(units.get(random.nextInt(units.size())));
      }
      if (!drawn.isConstant(outcome) && drawn.varying(outcome).length == kept.length) {
        Lmg.gains(drawn.correlations(kept, outcome))
            .optional()
            .ifPresent(gain -> places.add(ranks(gain)));
      }
    }
    if (places.size() * 2 < resamples || kept.length == 0) {
      return Outcome.undefined(Outcome.Reason.COLLINEAR);
    }
    List<RankRange> ranges = new ArrayList<>();
    for (int j = 0; j < kept.length; j++) {
      int driver = j;
      int[] sorted = places.stream().mapToInt(ranks -> ranks[driver]).sorted().toArray();
      int cut = (int) ((1 - level) / 2 * sorted.length);
      ranges.add(new RankRange(sorted[cut], sorted[sorted.length - 1 - cut]));
    }
    return Outcome.of(List.copyOf(ranges));
  }

  private List<PairSums> grouped() {
    if (perCluster.size() <= MOST_RESAMPLED) {
      return perCluster;
    }
    List<PairSums> groups = new ArrayList<>();
    for (int i = 0; i < perCluster.size(); i++) {
      if (i < MOST_RESAMPLED) {
        groups.add(new PairSums(names.size() + 1));
      }
      groups.get(i % MOST_RESAMPLED).add(perCluster.get(i));
    }
    return groups;
  }

  private static int[] ranks(double[] gains) {
    int[] ranks = new int[gains.length];
    for (int j = 0; j < gains.length; j++) {
      double own = gains[j];
      ranks[j] = 1 + (int) Arrays.stream(gains).filter(gain -> gain > own).count();
    }
    return ranks;
  }

  private static double[] johnson(RealMatrix among, double[] with) {
    RealMatrix root = new EigenDecompositionSymmetric(among).getSquareRoot();
    double[] beta = new CholeskyDecomposition(root, 1e-9, 0).getSolver().getInverse().operate(with);
    double[] weights = new double[with.length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        double loading = root.getEntry(i, j);
        weights[i] += loading * loading * beta[j] * beta[j];
      }
    }
    return weights;
  }
}
