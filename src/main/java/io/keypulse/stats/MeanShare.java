package io.keypulse.stats;

/**
 * The mean of the shares dissatisfied of accounts: each counts once, by x/n, whatever n was.
 *
 * @param shares sum of x/n
 * @param squares sum of (x/n)²
 * @param inverses sum of 1/n
 * @param dissatisfied sum of x
 * @param answers sum of n
 */
public record MeanShare(
    int accounts,
    double shares,
    double squares,
    double inverses,
    double dissatisfied,
    double answers) {
  public static final MeanShare NOTHING = new MeanShare(0, 0, 0, 0, 0, 0);

  /** Of one account; n is at least 1. */
  public static MeanShare of(int count, int sample) {
    double share = share(count, sample);
    return new MeanShare(1, share, share * share, 1.0 / sample, count, sample);
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
        shares + other.shares,
        squares + other.squares,
        inverses + other.inverses,
        dissatisfied + other.dissatisfied,
        answers + other.answers);
  }

  /**
   * @return undefined without accounts
   */
  public Outcome<Double> mean() {
    return accounts == 0
        ? Outcome.undefined(Outcome.Reason.NO_ANSWERS)
        : Outcome.of(shares / accounts);
  }

  /**
   * Of the mean: s²/m, and at least what the lot would make of it in accounts that are all alike, π
   * (1 - π) Σ(1/n) / m².
   *
   * @param alike π
   */
  double variance(double alike) {
    double mean = shares / accounts;
    double spread = Math.max(0, squares - accounts * mean * mean) / (accounts - 1) / accounts;
    double byLot = alike * (1 - alike) * inverses / ((double) accounts * accounts);
    return Math.max(spread, byLot);
  }
}
