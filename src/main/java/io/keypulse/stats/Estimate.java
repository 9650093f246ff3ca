package io.keypulse.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An estimate from a designed sample.
 *
 * @param value a mean in its own unit, or a share
 * @param standardError of it, in the same unit, finite population correction included
 * @param answers n
 * @param degreesOfFreedom of the standard error; 0 where the design leaves none
 * @param worth how many answers of equal weight it is worth, at most n: taken where the standard
 *     error says nothing
 * @param possible what the silent can make of it whatever they think; of an estimate in which
 *     nobody is silent the value alone
 */
public record Estimate(
    double value,
    double standardError,
    int answers,
    int degreesOfFreedom,
    double worth,
    Range possible) {
  /** Of answers of equal weight, of whom it is not said how many are silent. */
  Estimate(double value, double standardError, int answers, int degreesOfFreedom) {
    this(value, standardError, answers, degreesOfFreedom, answers, Range.EVERYTHING);
  }

  /** Nobody is silent. */
  static Estimate known(double value, int answers) {
    return new Estimate(value, 0, answers, answers - 1, answers, new Range(value, value));
  }

  /** value ± t(df) SE, not clipped. Reference cases 05 to 07. */
  public Outcome<Range> tInterval(double level) {
    Range.level(level);
    if (degreesOfFreedom < 1) {
      return Outcome.undefined(Outcome.Reason.ONE_ANSWER);
    }
    double reach = quantile(degreesOfFreedom, level) * standardError;
    return Outcome.of(new Range(value - reach, value + reach));
  }

  /** p(1-p) / SE²: how many answers of a large simple random sample a share is worth. */
  public double effectiveSample() {
    return saysNothingOfSpread() ? worth : value * (1 - value) / (standardError * standardError);
  }

  private boolean saysNothingOfSpread() {
    return standardError == 0 || value == 0 || value == 1;
  }

  /** As {@link #effectiveSample} times (t(n-1) / t(df))². */
  public double effectiveSampleForDegrees(double level) {
    if (saysNothingOfSpread() || degreesOfFreedom < 1) {
      return worth;
    }
    double ratio = quantile(answers - 1, level) / quantile(degreesOfFreedom, level);
    return effectiveSample() * ratio * ratio;
  }

  /**
   * Interval of a share: Clopper-Pearson at the effective sample n* and x = p n*, as far as it is
   * possible. Source: Korn and Graubard 1998, Survey Methodology 24. Where all say the same, n* is
   * what the answers are worth by their weights (NCHS, Series 2 no. 175, for equal ones). It has no
   * width only where nobody is silent. Reference cases 05, 06.
   */
  public Outcome<Range> kornGraubard(double level) {
    Range.level(level);
    if (value < 0 || value > 1) {
      throw new IllegalArgumentException("not a share: " + value);
    }
    if (possible.width() == 0) {
      return Outcome.of(possible);
    }
    if (degreesOfFreedom < 1) {
      return Outcome.undefined(Outcome.Reason.ONE_ANSWER);
    }
    double sample = effectiveSampleForDegrees(level);
    return Outcome.of(
        ProportionInterval.clopperPearson(value * sample, sample, level).within(possible, value));
  }

  /** expit(logit p ± t(df) SE / (p(1-p))); undefined where all say the same. */
  public Outcome<Range> logitInterval(double level) {
    Range.level(level);
    if (degreesOfFreedom < 1) {
      return Outcome.undefined(Outcome.Reason.ONE_ANSWER);
    }
    if (value <= 0 || value >= 1) {
      return Outcome.undefined(Outcome.Reason.NO_VARIATION);
    }
    double centre = Math.log(value / (1 - value));
    double reach = quantile(degreesOfFreedom, level) * standardError / (value * (1 - value));
    return Outcome.of(new Range(expit(centre - reach), expit(centre + reach)));
  }

  private static double expit(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static double quantile(int degrees, double level) {
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - level) / 2);
  }
}
