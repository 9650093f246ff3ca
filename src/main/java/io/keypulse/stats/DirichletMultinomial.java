package io.keypulse.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Shrinks the answers of many small units towards what all of them say, by maximum likelihood.
 *
 * <p>A unit's shares ~ Dirichlet(α1..αK), its counts multinomial; posterior mean of category k =
 * (α(k) + r(k)) / (A + n), A = Σ α. With two categories this is the beta-binomial. Fitted by
 * Minka's fixed point (Estimating a Dirichlet distribution, 2000): α(k) ← α(k) Σ(i) Σ(j&lt;r(ik))
 * 1/(α(k)+j) / Σ(i) Σ(j&lt;n(i)) 1/(A+j). Reference cases 17 and 18.
 */
public final class DirichletMultinomial {
  private static final int MOST_ROUNDS = 200_000;
  private static final double CLOSE = 1e-11;

  private final double[] alpha;

  private DirichletMultinomial(double[] alpha) {
    this.alpha = alpha;
  }

  /**
   * @param units the counts per category of each unit, all of the same length
   * @return undefined without answers, where all answers fall in one category, and where units
   *     differ no more than samples of one population: then the pooled share holds for all of them
   */
  public static Outcome<DirichletMultinomial> fit(List<int[]> units) {
    int[][] counts =
        units.stream().filter(unit -> Arrays.stream(unit).sum() > 0).toArray(int[][]::new);
    if (counts.length == 0) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    int categories = counts[0].length;
    double[] pooled = new double[categories];
    double answers = 0;
    for (int[] unit : counts) {
      for (int k = 0; k < categories; k++) {
        pooled[k] += unit[k];
        answers += unit[k];
      }
    }
    double all = answers;
    if (Arrays.stream(pooled).anyMatch(sum -> sum == all)) {
      return Outcome.undefined(Outcome.Reason.NO_VARIATION);
    }
    if (likelihoodFallsFromNoSpread(counts, pooled, answers)) {
      return Outcome.undefined(Outcome.Reason.NO_SPREAD_BETWEEN_UNITS);
    }
    double[] alpha = Arrays.stream(pooled).map(sum -> sum / all * 5).toArray();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (step(alpha, counts) < CLOSE) {
        return Outcome.of(new DirichletMultinomial(alpha));
      }
    }
    return Outcome.undefined(Outcome.Reason.NO_SPREAD_BETWEEN_UNITS);
  }

  /** The slope of the log likelihood in 1/A at 1/A = 0, which is no spread between units. */
  private static boolean likelihoodFallsFromNoSpread(
      int[][] counts, double[] pooled, double answers) {
    double slope = 0;
    for (int[] unit : counts) {
      double n = 0;
      for (int k = 0; k < unit.length; k++) {
        n += unit[k];
        slope += pooled[k] == 0 ? 0 : unit[k] * (unit[k] - 1.0) * answers / pooled[k];
      }
      slope -= n * (n - 1);
    }
    return slope <= 0;
  }

  /** One round; how far the parameters moved, relative to themselves. */
  private static double step(double[] alpha, int[][] counts) {
    double sum = Arrays.stream(alpha).sum();
    double[] ofCategories = new double[alpha.length];
    double ofUnits = 0;
    for (int[] unit : counts) {
      int n = 0;
      for (int k = 0; k < alpha.length; k++) {
        n += unit[k];
        ofCategories[k] += inverses(alpha[k], unit[k]);
      }
      ofUnits += inverses(sum, n);
    }
    double moved = 0;
    for (int k = 0; k < alpha.length; k++) {
      double factor = ofCategories[k] / ofUnits;
      moved = Math.max(moved, alpha[k] == 0 ? 0 : Math.abs(factor - 1));
      alpha[k] *= factor;
    }
    return moved;
  }

  private static double inverses(double from, int terms) {
    double sum = 0;
    for (int j = 0; j < terms; j++) {
      sum += 1 / (from + j);
    }
    return sum;
  }

  public List<Double> alpha() {
    return Arrays.stream(alpha).boxed().toList();
  }

  /** A: how many answers of a unit weigh as much as what all the others say. */
  public double priorWeight() {
    return Arrays.stream(alpha).sum();
  }

  /** The shares to expect of a unit with these counts; of the prior where it has none. */
  public List<Double> posterior(int... counts) {
    double all = priorWeight() + Arrays.stream(counts).sum();
    double[] shares = new double[alpha.length];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = (alpha[k] + counts[k]) / all;
    }
    return Arrays.stream(shares).boxed().toList();
  }

  /** Equal-tailed, of the first of two categories. */
  public Range posteriorRange(double level, int count, int others) {
    Range.level(level);
    if (alpha.length != 2) {
      throw new IllegalArgumentException(alpha.length + " categories");
    }
    BetaDistribution beta = BetaDistribution.of(alpha[0] + count, alpha[1] + others);
    double tail = (1 - level) / 2;
    return new Range(
        beta.inverseCumulativeProbability(tail), beta.inverseSurvivalProbability(tail));
  }

  /** Of these counts, without the multinomial constants. */
  public double logLikelihood(List<int[]> units) {
    double sum = priorWeight();
    double likelihood = 0;
    for (int[] unit : units) {
      int n = 0;
      for (int k = 0; k < alpha.length; k++) {
        n += unit[k];
        likelihood += logs(alpha[k], unit[k]);
      }
      likelihood -= logs(sum, n);
    }
    return likelihood;
  }

  private static double logs(double from, int terms) {
    double sum = 0;
    for (int j = 0; j < terms; j++) {
      sum += Math.log(from + j);
    }
    return sum;
  }
}
