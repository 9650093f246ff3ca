package io.keypulse.stats;

/**
 * The mean of the shares dissatisfied of accounts: each counts by x/n, whatever n was, and by v,
 * the inverse of its chance to be heard; 1 where all chances are equal.
 *
 * @param weights sum of v
 * @param shares sum of v x/n
 * @param squaredWeights sum of v²
 * @param squaredShares sum of v² x/n
 * @param squares sum of v² (x/n)²
 * @param inverses sum of v²/n
 * @param dissatisfied sum of x
 * @param answers sum of n
 */
public record MeanShare(
    int accounts,
    double weights,
    double shares,
    double squaredWeights,
    double squaredShares,
    double squares,
    double inverses,
    double dissatisfied,
    double answers) {
  public static final MeanShare NOTHING = new MeanShare(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final double ROUNDING = 1e-9;

  /** Of one account; n is at least 1. */
  public static MeanShare of(int count, int sample) {
    return of(count, sample, 1);
  }

  /**
   * @param weight v, above 0
   */
  public static MeanShare of(int count, int sample, double weight) {
    double share = share(count, sample);
    double squared = weight * weight;
    return new MeanShare(
        1,
        weight,
        weight * share,
        squared,
        squared * share,
        squared * share * share,
        squared / sample,
        count,
        sample);
  }

  /** Of accounts that count alike, by sums of x/n, of (x/n)² and of 1/n. */
  public static MeanShare alike(
      int accounts,
      double shares,
      double squares,
      double inverses,
      double dissatisfied,
      double answers) {
    return new MeanShare(
        accounts, accounts, shares, accounts, shares, squares, inverses, dissatisfied, answers);
  }

  static double share(int count, int sample) {
    if (count < 0 || count > sample || sample == 0) {
      throw new IllegalArgumentException(count + " of " + sample);
    }
    return (double) count / sample;
  }

  public MeanShare plus(MeanShare other) {
    return new MeanShare(
        accounts + other.accounts,
        weights + other.weights,
        shares + other.shares,
        squaredWeights + other.squaredWeights,
        squaredShares + other.squaredShares,
        squares + other.squares,
        inverses + other.inverses,
        dissatisfied + other.dissatisfied,
        answers + other.answers);
  }

  /** Whether all accounts have one weight. */
  public boolean countsAlike() {
    return squaredWeights * accounts <= weights * weights * (1 + ROUNDING);
  }

  /**
   * @return undefined without accounts
   */
  public Outcome<Double> mean() {
    return accounts == 0
        ? Outcome.undefined(Outcome.Reason.NO_ANSWERS)
        : Outcome.of(shares / weights);
  }

  /**
   * Of the mean: m/(m-1) Σ v² (x/n - mean)² / (Σ v)², which is s²/m where all v are equal, and at
   * least what the lot would make of it in accounts that are all alike, π (1 - π) Σ(v²/n) / (Σ v)².
   * Source: Särndal, Swensson and Wretman 1992, section 5.7, drawn as if with replacement.
   *
   * @param alike π
   */
  double variance(double alike) {
    double mean = shares / weights;
    double apart = Math.max(0, squares - 2 * mean * squaredShares + mean * mean * squaredWeights);
    double spread = apart * accounts / (accounts - 1);
    double byLot = alike * (1 - alike) * inverses;
    return Math.max(spread, byLot) / (weights * weights);
  }
}
