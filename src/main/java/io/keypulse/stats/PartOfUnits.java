package io.keypulse.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Some of the units that {@link Shrinkage} judges, taken together: a team's or a segment's accounts
 * among all.
 *
 * <p>If these units were like all others, x = Σ x(i) would have the mean n m and the variance n m
 * (1 - m) (1 + ρ Σ n(i)(n(i) - 1) / n), ρ = 1/(s + 1): people of one unit are no independent
 * witnesses. So would a beta-binomial count of n answers with s' = n (n - 1) / (ρ Σ n(i)(n(i) - 1))
 * - 1, by which it is judged; above 20,000 answers a normal one. What all units leave possible for
 * m and s is averaged over. Source of the effect: Rao and Scott 1992, Biometrics 48, 577-585.
 *
 * @param dissatisfied x
 * @param answers n
 * @param pairs Σ n(i)(n(i) - 1) over its units, ordered pairs of people of one unit
 */
public record PartOfUnits(int dissatisfied, int answers, double pairs) {
  private static final int MOST_EXACT = 20_000;
  private static final double INDEPENDENT = 1e9;
  private static final double NEGLIGIBLE = 1e-17;

  public PartOfUnits {
    if (dissatisfied < 0 || dissatisfied > answers || pairs < 0) {
      throw new IllegalArgumentException(dissatisfied + " of " + answers + ", pairs " + pairs);
    }
  }

  public PartOfUnits plus(PartOfUnits other) {
    return new PartOfUnits(
        dissatisfied + other.dissatisfied, answers + other.answers, pairs + other.pairs);
  }

  /**
   * As many answers of people who do not know each other: x and n less by the design effect, in
   * whole answers.
   *
   * @param alike ρ
   */
  public Shrinkage.Count worth(double alike) {
    if (answers == 0) {
      return new Shrinkage.Count(0, 0);
    }
    int worth = Math.max(1, (int) Math.round(answers / effect(alike)));
    int marked = (int) Math.round((double) dissatisfied / answers * worth);
    return new Shrinkage.Count(Math.min(marked, worth), worth);
  }

  private double effect(double alike) {
    return 1 + alike * pairs / answers;
  }

  /** How likely x or fewer, and x or more, are. */
  record Tails(double atMost, double atLeast) {
    Tails times(double weight) {
      return new Tails(weight * atMost, weight * atLeast);
    }

    Tails plus(Tails other) {
      return new Tails(atMost + other.atMost, atLeast + other.atLeast);
    }

    /** Twice the smaller. */
    double twoSided() {
      return Math.min(1, 2 * Math.min(atMost, atLeast));
    }
  }

  /** With these m and s. */
  Tails tails(PriorGrid.Point units) {
    double alike = 1 / (units.size() + 1);
    return answers > MOST_EXACT ? normal(units.mean(), alike) : exact(units.mean(), alike);
  }

  private Tails normal(double mean, double alike) {
    double error = Math.sqrt(answers * mean * (1 - mean) * effect(alike));
    double above = (dissatisfied - answers * mean) / error;
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double half = 0.5 / error;
    return new Tails(
        normal.cumulativeProbability(above + half), normal.survivalProbability(above - half));
  }

  private Tails exact(double mean, double alike) {
    double together = alike * pairs;
    double size =
        together == 0
            ? INDEPENDENT
            : Math.min(INDEPENDENT, answers * (answers - 1.0) / together - 1);
    double a = mean * size;
    double b = (1 - mean) * size;
    int middle = (int) Math.round(answers * mean);
    double below = 0;
    double at = 0;
    double above = 0;
    double term = 1;
    double sum = 0;
    for (int k = middle; k >= 0 && term > NEGLIGIBLE * sum; k--) {
      sum += term;
      below += k < dissatisfied ? term : 0;
      at += k == dissatisfied ? term : 0;
      above += k > dissatisfied ? term : 0;
      term *= k * (b + answers - k) / ((answers - k + 1.0) * (a + k - 1));
    }
    term = next(1, middle, a, b);
    for (int k = middle + 1; k <= answers && term > NEGLIGIBLE * sum; k++) {
      sum += term;
      below += k < dissatisfied ? term : 0;
      at += k == dissatisfied ? term : 0;
      above += k > dissatisfied ? term : 0;
      term = next(term, k, a, b);
    }
    return new Tails((below + at) / sum, (above + at) / sum);
  }

  /** The chance of k + 1, from that of k. */
  private double next(double term, int k, double a, double b) {
    return term * (answers - k) * (a + k) / ((k + 1.0) * (b + answers - k - 1));
  }
}
