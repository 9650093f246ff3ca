package io.keypulse.stats;

/**
 * What was heard of a cluster's people, taken as drawn at random from all of them.
 *
 * @param marked of those who were heard
 * @param of how many were heard
 * @param people how many there are
 */
public record Heard(int marked, int of, int people) {
  public Heard {
    if (marked < 0 || marked > of || of < 1 || of > people) {
      throw new IllegalArgumentException("%d of %d of %d".formatted(marked, of, people));
    }
  }

  double share() {
    return (double) marked / of;
  }

  /** Fewest and most of all its people whom the silent can make it. */
  Range possible() {
    return new Range((double) marked / people, (double) (marked + people - of) / people);
  }

  /** Variance of the share: (1 - m/M) w²/m; Cochran 1977, section 10.3. */
  double doubt(Within within) {
    return (1 - (double) of / people) * within.variance() / of;
  }
}
