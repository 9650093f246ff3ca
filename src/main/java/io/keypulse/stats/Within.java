package io.keypulse.stats;

/**
 * How much people of one cluster differ, pooled over clusters, for most have too few to tell by
 * themselves.
 *
 * @param squares around the share of each cluster
 * @param freedom people who were heard, less one of each cluster
 * @param people all of them, whatever their cluster
 */
record Within(double squares, long freedom, Spread people) {
  static final Within NOTHING = new Within(0, 0, Spread.NOTHING);

  Within plus(Heard heard, int times) {
    return new Within(
        squares + times * heard.of() * heard.share() * (1 - heard.share()),
        freedom + (long) times * (heard.of() - 1),
        people.plus(Spread.marked(heard.marked() * times, heard.of() * times)));
  }

  /**
   * w²; where no cluster has two, that of all people. Where of each cluster all say the same, the
   * {@link Spread#leastVariance} of one cluster that tells as much.
   */
  double variance() {
    if (freedom > 0) {
      return squares > 0 ? squares / freedom : Spread.leastVariance((int) freedom + 1);
    }
    return people.count() > 1 ? people.variance() : 0;
  }
}
