package io.keypulse.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sums and products of a number of rows, of each pair over the rows that have both. */
final class PairSums {
  private static final double CONSTANT = 1e-10;

  private final int[][] count;
  private final double[][] sum;
  private final double[][] squares;
  private final double[][] product;

  PairSums(int variables) {
    squares = new double[variables][variables];
    count = new int[variables][variables];
    sum = new double[variables][variables];
    product = new double[variables][variables];
  }

  void add(double[] values) {
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        if (!Double.isNaN(values[i] + values[j])) {
          count[i][j]++;
          sum[i][j] += values[i];
          squares[i][j] += values[i] * values[i];
          product[i][j] += values[i] * values[j];
        }
      }
    }
  }

  void add(PairSums other) {
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        count[i][j] += other.count[i][j];
        sum[i][j] += other.sum[i][j];
        squares[i][j] += other.squares[i][j];
        product[i][j] += other.product[i][j];
      }
    }
  }

  int fewest() {
    return Arrays.stream(count).flatMapToInt(Arrays::stream).min().orElse(0);
  }

  private double covariance(int i, int j) {
    int n = count[i][j];
    return product[i][j] / n - sum[i][j] / n * (sum[j][i] / n);
  }

  double deviation(int i) {
    return Math.sqrt(covariance(i, i));
  }

  boolean isConstant(int i) {
    return count[i][i] == 0 || covariance(i, i) <= CONSTANT;
  }

  int[] varying(int variables) {
    return IntStream.range(0, variables).filter(i -> !isConstant(i)).toArray();
  }

  /** Of the drivers kept, and the outcome last. */
  double[][] correlations(int[] kept, int outcome) {
    int[] all = Arrays.copyOf(kept, kept.length + 1);
    all[kept.length] = outcome;
    double[][] correlations = new double[all.length][all.length];
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        correlations[i][j] = i == j ? 1 : correlation(all[i], all[j]);
      }
    }
    return correlations;
  }

  private double correlation(int i, int j) {
    double spread = spread(i, j) * spread(j, i);
    return spread <= CONSTANT * CONSTANT ? 0 : covariance(i, j) / Math.sqrt(spread);
  }

  /** The variance of one over the rows that have both. */
  private double spread(int i, int j) {
    double mean = sum[i][j] / count[i][j];
    return squares[i][j] / count[i][j] - mean * mean;
  }
}
