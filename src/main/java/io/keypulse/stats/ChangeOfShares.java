package io.keypulse.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The difference of two independently estimated shares, from what is told of each: p2 - p1 with
 * limits (l1, u1) and (l2, u2).
 *
 * <p>Interval: d - √((p2-l2)² + (u1-p1)²) to d + √((u2-p2)² + (p1-l1)²), whatever method the limits
 * are of. Source: Zou and Donner 2008, Statistics in Medicine 27, 1693-1702; with Wilson's limits
 * it is Newcombe's, reference case 10. p: two-sided, normal, with the distance from the difference
 * to the limit that is nearer to no difference as its margin. Both are known exactly: p is 1 or 0.
 *
 * @param difference in shares, -1 to 1, positive where the second is larger
 * @param interval of the difference, at the level of both limits
 * @param p 0 to 1
 */
public record ChangeOfShares(double difference, Range interval, double p) {
  /**
   * @param level of the limits of both, 0 to 1
   */
  public static ChangeOfShares of(
      double share1, Range limits1, double share2, Range limits2, double level) {
    Range.level(level);
    if (!limits1.contains(share1) || !limits2.contains(share2)) {
      throw new IllegalArgumentException(
          "%s in %s, %s in %s".formatted(share1, limits1, share2, limits2));
    }
    double difference = share2 - share1;
    double below = Math.hypot(share2 - limits2.lower(), limits1.upper() - share1);
    double above = Math.hypot(limits2.upper() - share2, share1 - limits1.lower());
    return new ChangeOfShares(
        difference,
        new Range(difference - below, difference + above),
        p(Math.abs(difference), difference > 0 ? below : above, level));
  }

  private static double p(double distance, double margin, double level) {
    if (distance == 0) {
      return 1;
    }
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double margins = normal.inverseSurvivalProbability((1 - level) / 2);
    return margin == 0 ? 0 : 2 * normal.survivalProbability(distance / margin * margins);
  }
}
