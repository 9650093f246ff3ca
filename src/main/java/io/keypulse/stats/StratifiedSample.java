package io.keypulse.stats;

import java.util.Arrays;
import java.util.List;

/**
 * Simple random samples in strata, those who answered taken as random inside their stratum.
 *
 * <p>Final weight N(h)/r(h); mean = Σ N(h)/N mean(h); variance = Σ (N(h)/N)² (1 - r(h)/N(h))
 * s²(h)/r(h); degrees of freedom Σ r(h) - H. Source: Cochran 1977, chapter 5. A stratum where
 * everybody answered adds no variance. One answer of several tells no spread: the deviation from
 * the overall mean is taken, as R's survey does with {@code lonely.psu = "adjust"}. Reference case
 * 06.
 */
public final class StratifiedSample {
  private StratifiedSample() {}

  /** N(h) and what its r(h) answers say. */
  public static final class Stratum {
    private final String name;
    private final int population;
    private final Spread answers;
    private final double leastVariance;

    public Stratum(String name, int population, double... values) {
      this(name, population, Spread.of(values));
    }

    public Stratum(String name, int population, Spread answers) {
      this(name, population, answers, 0);
    }

    /**
     * @param leastVariance of the answers, s²(h)
     */
    Stratum(String name, int population, Spread answers, double leastVariance) {
      if (answers.count() > population || population < 1) {
        throw new IllegalArgumentException(
            "%s: %d answers of %d".formatted(name, answers.count(), population));
      }
      this.name = name;
      this.population = population;
      this.answers = answers;
      this.leastVariance = leastVariance;
    }

    public String name() {
      return name;
    }

    /** N(h) / r(h): how many units an answer speaks for. */
    public Outcome<Double> weight() {
      return answers.count() == 0
          ? Outcome.undefined(Outcome.Reason.STRATUM_WITHOUT_ANSWERS)
          : Outcome.of((double) population / answers.count());
    }

    private double meanVariance(double overall) {
      int r = answers.count();
      double lonely = answers.mean() - overall;
      double spread = r > 1 ? answers.variance() : lonely * lonely;
      return (1 - (double) r / population) * Math.max(spread, leastVariance) / r;
    }
  }

  /**
   * @return undefined where a stratum has no answers: merge it with a named neighbour first
   */
  public static Outcome<Estimate> mean(List<Stratum> strata) {
    if (strata.isEmpty() || strata.stream().allMatch(stratum -> stratum.answers.count() == 0)) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    if (strata.stream().anyMatch(stratum -> stratum.answers.count() == 0)) {
      return Outcome.undefined(Outcome.Reason.STRATUM_WITHOUT_ANSWERS);
    }
    double population = strata.stream().mapToDouble(stratum -> stratum.population).sum();
    double mean = 0;
    int answers = 0;
    for (Stratum stratum : strata) {
      mean += stratum.population / population * stratum.answers.mean();
      answers += stratum.answers.count();
    }
    double variance = 0;
    for (Stratum stratum : strata) {
      double share = stratum.population / population;
      variance += share * share * stratum.meanVariance(mean);
    }
    return Outcome.of(new Estimate(mean, Math.sqrt(variance), answers, answers - strata.size()));
  }

  /** Effective sample of weighted answers: (Σw)² / Σw² (Kish 1965). */
  public static Outcome<Double> kish(double[] weights) {
    double squares = Arrays.stream(weights).map(weight -> weight * weight).sum();
    if (squares == 0) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    double sum = Arrays.stream(weights).sum();
    return Outcome.of(sum * sum / squares);
  }
}
