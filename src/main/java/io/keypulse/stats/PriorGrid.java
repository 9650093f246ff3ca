package io.keypulse.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the counts of all units leave possible for m and k = s^-½: midpoints of a grid that is first
 * laid over the whole square and then, finer each time, over the part that has all but e^-12 of the
 * largest weight.
 */
final class PriorGrid {
  private static final int CELLS = 30;
  private static final int MOST_ROUNDS = 12;
  private static final double NEGLIGIBLE = 12;
  private static final double TAIL_MASS = 1e-5;

  private PriorGrid() {}

  /**
   * @param mean m
   * @param size s
   * @param weight its part of the posterior
   */
  record Point(double mean, double size, double weight) {
    /** How many dissatisfied answers the prior Beta(ms, (1-m)s) is worth. */
    double dissatisfied() {
      return mean * size;
    }

    double others() {
      return (1 - mean) * size;
    }
  }

  /** Points of the finest grid, their weights adding up to 1. */
  static List<Point> heaviest(BetaBinomial likelihood) {
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

    double[][] weigh(BetaBinomial likelihood) {
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
}
