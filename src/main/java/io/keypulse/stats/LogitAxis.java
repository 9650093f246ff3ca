package io.keypulse.stats;

/**
 * Shares as logits from -12 to 12, on which densities of shares are numbers at equal steps: near 0
 * and near 1 they are as smooth as in the middle.
 */
final class LogitAxis {
  private static final double REACH = 12;
  private static final int FEWEST_STEPS = 240;

  private final int steps;

  /** Logarithms of the shares, and of what they lack to 1. */
  private final double[] logShare;

  private final double[] logRest;

  private LogitAxis(int steps) {
    this.steps = steps;
    logShare = new double[steps + 1];
    logRest = new double[steps + 1];
    for (int t = 0; t <= steps; t++) {
      logShare[t] = logShare(logit(t));
      logRest[t] = logShare(-logit(t));
    }
  }

  /** As fine as the sharpest of the units needs. */
  static LogitAxis forAnswers(int most) {
    return new LogitAxis(Math.max(FEWEST_STEPS, (int) (REACH * Math.sqrt(most))));
  }

  /** θ^a (1-θ)^b at each step, 1 at the highest. */
  double[] density(double a, double b) {
    double[] density = new double[steps + 1];
    double most = Double.NEGATIVE_INFINITY;
    for (int t = 0; t <= steps; t++) {
      density[t] = a * logShare[t] + b * logRest[t];
      most = Math.max(most, density[t]);
    }
    for (int t = 0; t <= steps; t++) {
      density[t] = Math.exp(density[t] - most);
    }
    return density;
  }

  /**
   * The mass of Beta(a, b) at each step. Below and above the logits that are looked at, the density
   * falls as e^(au), e^(-bu).
   */
  double[] beta(double a, double b) {
    double[] mass = density(a, b);
    double step = 2 * REACH / steps;
    mass[0] += mass[0] / (a * step);
    mass[steps] += mass[steps] / (b * step);
    double sum = 0;
    for (double part : mass) {
      sum += part;
    }
    for (int t = 0; t <= steps; t++) {
      mass[t] /= sum;
    }
    return mass;
  }

  /** In whose half step either way this share lies. */
  int step(double share) {
    return (int) Math.round(place(share));
  }

  /** Which part of that step lies above the share, 0 to 1. */
  double partAbove(double share) {
    return step(share) + 0.5 - place(share);
  }

  private double place(double share) {
    double logit = Math.log(share / (1 - share));
    return Math.clamp((logit + REACH) * steps / (2 * REACH), 0, steps);
  }

  /** The share below which so much of the mass lies. */
  double quantile(double[] mass, double at) {
    double sum = 0;
    for (int t = 0; t <= steps; t++) {
      if (sum + mass[t] >= at) {
        double inside = mass[t] == 0 ? 0.5 : (at - sum) / mass[t];
        double logit = logit(t) + (inside - 0.5) * 2 * REACH / steps;
        return 1 / (1 + Math.exp(-logit));
      }
      sum += mass[t];
    }
    return 1;
  }

  private double logit(int step) {
    return -REACH + 2 * REACH * step / steps;
  }

  /** log of 1/(1 + e^-u), without overflow. */
  private static double logShare(double logit) {
    return logit > 0 ? -Math.log1p(Math.exp(-logit)) : logit - Math.log1p(Math.exp(logit));
  }
}
