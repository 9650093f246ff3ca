package io.keypulse.stats;

/** What a unit's own answers make of each prior, added up to the mixture that it is judged by. */
final class Posterior {
  private final Shrinkage.Count unit;
  private final LogitAxis axis;
  private final double[] answers;
  private final double[] mixture;
  private double share;
  private double ownWeight;
  private double worse;

  Posterior(Shrinkage.Count unit, LogitAxis axis) {
    this.unit = unit;
    this.axis = axis;
    this.answers = axis.density(unit.dissatisfied(), unit.answers() - unit.dissatisfied());
    this.mixture = new double[answers.length];
  }

  Shrinkage.Count unit() {
    return unit;
  }

  /**
   * @param prior its mass at each step of the axis
   */
  void add(PriorGrid.Point point, double[] prior) {
    int n = unit.answers();
    int middle = axis.step(point.mean());
    double atMiddle = prior[middle] * answers[middle];
    double above = product(prior, answers, middle + 1, answers.length);
    double all = product(prior, answers, 0, middle) + atMiddle + above;
    double weight = point.weight() / all;
    for (int t = 0; t < mixture.length; t++) {
      mixture[t] += weight * prior[t];
    }
    share += point.weight() * (point.dissatisfied() + unit.dissatisfied()) / (point.size() + n);
    ownWeight += point.weight() * n / (point.size() + n);
    worse += weight * (above + atMiddle * axis.partAbove(point.mean()));
  }

  /**
   * @param level of the range
   */
  Shrinkage.Judged judged(double level) {
    double[] posterior = new double[mixture.length];
    for (int t = 0; t < posterior.length; t++) {
      posterior[t] = mixture[t] * answers[t];
    }
    double tail = (1 - level) / 2;
    Range range = new Range(axis.quantile(posterior, tail), axis.quantile(posterior, 1 - tail));
    return new Shrinkage.Judged(share, range, ownWeight, worse);
  }

  /** In four sums that do not wait for each other. */
  private static double product(double[] one, double[] other, int from, int to) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int t = from;
    for (; t + 3 < to; t += 4) {
      first += one[t] * other[t];
      second += one[t + 1] * other[t + 1];
      third += one[t + 2] * other[t + 2];
      fourth += one[t + 3] * other[t + 3];
    }
    for (; t < to; t++) {
      first += one[t] * other[t];
    }
    return first + second + third + fourth;
  }
}
