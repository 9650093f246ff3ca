package io.keypulse.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How much of a whole its largest parts make up. Parts below zero count as zero, in the parts and
 * in the whole.
 *
 * <p>Formula: shares s(1) &ge; s(2) &ge; ... of x(i) / sum of x; the k largest have s(1) + ... +
 * s(k); Herfindahl-Hirschman index = sum of s(i)², 1/n where all are equal, 1 for a single one.
 * Source: Hirschman 1964, American Economic Review 54; the curve is that of Pareto's diagram.
 */
public final class Concentration {
  private static final double ROUNDING = 1e-12;

  private final int nothing;
  private final double herfindahl;

  /** What the k largest have together, at k. */
  private final double[] cumulative;

  private Concentration(int nothing, double herfindahl, double[] cumulative) {
    this.nothing = nothing;
    this.herfindahl = herfindahl;
    this.cumulative = cumulative;
  }

  /** So many of the largest parts and what they have of the whole. */
  public record Point(int parts, double share) {}

  /**
   * Of these parts, in any order.
   *
   * @return nothing when none is above zero: there are no shares of that
   */
  public static Optional<Concentration> of(double[] parts) {
    double[] rising = Arrays.stream(parts).map(part -> Math.max(part, 0)).sorted().toArray();
    double whole = Arrays.stream(rising).sum();
    if (!(whole > 0)) {
      return Optional.empty();
    }
    double[] cumulative = new double[rising.length + 1];
    double squares = 0;
    double sum = 0;
    for (int k = 1; k <= rising.length; k++) {
      double part = rising[rising.length - k];
      sum += part;
      squares += (part / whole) * (part / whole);
      cumulative[k] = Math.min(1, sum / whole);
    }
    int nothing = (int) Arrays.stream(rising).filter(part -> part == 0).count();
    return Optional.of(new Concentration(nothing, squares, cumulative));
  }

  public int parts() {
    return cumulative.length - 1;
  }

  /** How many parts have nothing of the whole. */
  public int partsOfNothing() {
    return nothing;
  }

  public double herfindahl() {
    return herfindahl;
  }

  /** What the {@code most} largest have together, 0..1; all where there are fewer. */
  public double shareOfLargest(int most) {
    return cumulative[Math.min(most, parts())];
  }

  /** How many parts this fraction of all is, rounded up. */
  public int partsIn(double fraction) {
    return (int) Math.ceil(fraction * parts() - ROUNDING);
  }

  /** The fewest parts that have this share of the whole together. */
  public int fewestFor(double share) {
    int fewest = 0;
    while (cumulative[fewest] < share - ROUNDING) {
      fewest++;
    }
    return fewest;
  }

  /** From nobody to all, at most so many steps of about the same number of parts. */
  public List<Point> curve(int most) {
    int steps = Math.min(most, parts());
    List<Point> points = new ArrayList<>();
    for (int step = 0; step <= steps; step++) {
      int parts = (int) ((long) parts() * step / steps);
      points.add(new Point(parts, cumulative[parts]));
    }
    return points;
  }
}
