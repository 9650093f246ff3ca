package io.keypulse.stats;

import java.util.Arrays;
import java.util.List;

/**
 * Weights that make a sample meet known margins.
 *
 * <p>Iterative proportional fitting: weight ← weight · margin / current, margin after margin, until
 * each is met to 1e-10 of it. Source: Deming and Stephan 1940; Kalton and Flores-Cervantes 2003, J.
 * Official Statistics 19, whose table reference case 08 reproduces. One margin is
 * post-stratification: weight = N(g)/n(g).
 */
public final class Raking {
  private static final double MET = 1e-10;
  private static final int MOST_ROUNDS = 1_000;

  private Raking() {}

  /** A cell of the table: its category in each margin, counted from 0, and how many answers. */
  public record Cell(List<Integer> categories, int answers) {}

  /**
   * The weight of each answer of each cell, in their order; cells without answers get 0.
   *
   * @param margins the population of each category, for each margin; all of the same sum
   * @return undefined where a category that has people has no answer, or no weights meet all
   *     margins
   */
  public static Outcome<List<Double>> weights(List<Cell> cells, List<List<Double>> margins) {
    double population = sum(margins.getFirst());
    for (List<Double> margin : margins) {
      if (Math.abs(sum(margin) - population) > 1e-9 * population) {
        throw new IllegalArgumentException("margins of " + population + " and " + sum(margin));
      }
    }
    double[] weights = new double[cells.size()];
    int answers = cells.stream().mapToInt(Cell::answers).sum();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = cells.get(i).answers() == 0 ? 0 : population / answers;
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      for (int dimension = 0; dimension < margins.size(); dimension++) {
        double[] factors = factors(cells, weights, dimension, margins.get(dimension));
        if (Arrays.stream(factors).anyMatch(Double::isInfinite)) {
          return Outcome.undefined(Outcome.Reason.CATEGORY_WITHOUT_ANSWERS);
        }
        for (int i = 0; i < weights.length; i++) {
          weights[i] *= factors[cells.get(i).categories().get(dimension)];
        }
      }
      if (isMet(cells, weights, margins)) {
        return Outcome.of(Arrays.stream(weights).boxed().toList());
      }
    }
    return Outcome.undefined(Outcome.Reason.DOES_NOT_CONVERGE);
  }

  private static boolean isMet(List<Cell> cells, double[] weights, List<List<Double>> margins) {
    for (int dimension = 0; dimension < margins.size(); dimension++) {
      for (double factor : factors(cells, weights, dimension, margins.get(dimension))) {
        if (Math.abs(factor - 1) > MET) {
          return false;
        }
      }
    }
    return true;
  }

  private static double[] factors(
      List<Cell> cells, double[] weights, int dimension, List<Double> margin) {
    double[] current = new double[margin.size()];
    for (int i = 0; i < weights.length; i++) {
      current[cells.get(i).categories().get(dimension)] += weights[i] * cells.get(i).answers();
    }
    double[] factors = new double[current.length];
    for (int category = 0; category < factors.length; category++) {
      double wanted = margin.get(category);
      factors[category] = wanted == 0 && current[category] == 0 ? 1 : wanted / current[category];
    }
    return factors;
  }

  private static double sum(List<Double> margin) {
    return margin.stream().mapToDouble(Double::doubleValue).sum();
  }
}
