package io.keypulse.stats;

/**
 * The gain in R² of each driver, averaged over all orders in which drivers can enter: over all
 * subsets S without it, |S|! (k - |S| - 1)! / k! (R²(S with it) - R²(S)). Source: Lindeman, Merenda
 * and Gold 1980.
 */
final class Lmg {
  private static final double SINGULAR = 1e-10;

  private Lmg() {}

  /**
   * @param correlations of the drivers with each other, and of the outcome as the last row and
   *     column
   * @return of each driver its part of the variance of the outcome, 0 to 1; undefined where drivers
   *     depend on each other
   */
  static Outcome<double[]> gains(double[][] correlations) {
    int k = correlations.length - 1;
    double[] explained = new double[1 << k];
    double[][] factor = new double[k][k];
    double[] solved = new double[k];
    int[] members = new int[k];
    for (int subset = 1; subset < explained.length; subset++) {
      int size = 0;
      for (int j = 0; j < k; j++) {
        if ((subset >> j & 1) == 1) {
          members[size++] = j;
        }
      }
      double rSquared = rSquared(correlations, members, size, factor, solved);
      if (rSquared < 0) {
        return Outcome.undefined(Outcome.Reason.COLLINEAR);
      }
      explained[subset] = rSquared;
    }
    double[] weights = new double[k];
    weights[0] = 1.0 / k;
    for (int size = 1; size < k; size++) {
      weights[size] = weights[size - 1] * size / (k - size);
    }
    double[] gains = new double[k];
    for (int subset = 0; subset < explained.length; subset++) {
      double weight = subset == explained.length - 1 ? 0 : weights[Integer.bitCount(subset)];
      for (int j = 0; j < k; j++) {
        if ((subset >> j & 1) == 0) {
          gains[j] += weight * (explained[subset | (1 << j)] - explained[subset]);
        }
      }
    }
    return Outcome.of(gains);
  }

  /** By Cholesky: the squared length of L⁻¹ r; below 0 where the drivers are dependent. */
  private static double rSquared(
      double[][] correlations, int[] members, int size, double[][] factor, double[] solved) {
    int outcome = correlations.length - 1;
    double sum = 0;
    for (int row = 0; row < size; row++) {
      double[] of = correlations[members[row]];
      double right = of[outcome];
      for (int column = 0; column <= row; column++) {
        double entry = of[members[column]];
        for (int i = 0; i < column; i++) {
          entry -= factor[row][i] * factor[column][i];
        }
        if (column < row) {
          factor[row][column] = entry / factor[column][column];
          right -= factor[row][column] * solved[column];
        } else if (entry < SINGULAR) {
          return -1;
        } else {
          factor[row][row] = Math.sqrt(entry);
        }
      }
      solved[row] = right / factor[row][row];
      sum += solved[row] * solved[row];
    }
    return sum;
  }
}
