package io.keypulse.stats;

/**
 * What accounts that were heard twice come to: each counts by its own share dissatisfied then and
 * now, x1/n1 and x2/n2, whatever n was.
 *
 * <p>How much the mean difference is in doubt follows from how the differences d spread, and is at
 * least what the lot would make of it if no account had changed: given the t = x1 + x2 dissatisfied
 * of its N = n1 + n2 answers, x2 is hypergeometric and d has the variance t (N - t) / (n1 n2 (N -
 * 1)). Without that least doubt a handful of single answers, none of them dissatisfied, would be
 * known for certain. Source: Mantel and Haenszel 1959, Journal of the National Cancer Institute 22;
 * of one answer each it is the variance of McNemar's test.
 *
 * @param differences sum of d, in shares, positive where more are dissatisfied now
 * @param squares sum of d²
 * @param byLot sum of what the lot would make of d²
 */
public record PairedShares(int accounts, double differences, double squares, double byLot) {
  public static final PairedShares NOTHING = new PairedShares(0, 0, 0, 0);

  /** Of one account; both n are at least 1. */
  public static PairedShares of(int count1, int sample1, int count2, int sample2) {
    double difference = MeanShare.share(count2, sample2) - MeanShare.share(count1, sample1);
    double dissatisfied = count1 + count2;
    double all = sample1 + sample2;
    return new PairedShares(
        1,
        difference,
        difference * difference,
        dissatisfied * (all - dissatisfied) / ((double) sample1 * sample2 * (all - 1)));
  }

  public PairedShares plus(PairedShares other) {
    return new PairedShares(
        accounts + other.accounts,
        differences + other.differences,
        squares + other.squares,
        byLot + other.byLot);
  }

  /**
   * The mean difference, with t of n - 1 degrees of freedom.
   *
   * @return undefined for fewer than two accounts
   */
  public Outcome<MeanChange> change() {
    if (accounts < 2) {
      return Outcome.undefined(
          accounts == 0 ? Outcome.Reason.NO_ANSWERS : Outcome.Reason.ONE_ANSWER);
    }
    double mean = differences / accounts;
    double spread = Math.max(0, squares - accounts * mean * mean) / (accounts - 1);
    double variance = Math.max(spread, byLot / accounts) / accounts;
    return Outcome.of(new MeanChange(mean, Math.sqrt(variance), accounts - 1));
  }
}
