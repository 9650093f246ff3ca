package io.keypulse.stats;

import java.util.Arrays;

/**
 * Marks of how an answer was given; never a reason to delete it: a straight line of fives may be
 * true.
 *
 * <p>Longest run of equal scores in the order of the page; the deviation within one person's scores
 * (divisor k - 1); seconds over the median of the wave. Source: Meade and Craig 2012, Psychological
 * Methods 17; package careless. Reference case 24.
 */
public final class ResponseQuality {
  /** Of the median, below which an answer is fast. */
  public static final double FAST = 0.4;

  /** For each question, below which it is fast. */
  public static final int SECONDS_PER_ITEM = 2;

  /** Questions of which the same answer to all is called a line. */
  public static final int FEWEST_OF_A_LINE = 4;

  private ResponseQuality() {}

  /**
   * @param longestRun scores
   * @param spread in points of the scale
   * @param speedShare seconds / median seconds
   */
  public record Marks(int longestRun, double spread, double speedShare) {
    public boolean isStraightLine() {
      return spread == 0;
    }
  }

  /**
   * @return undefined for fewer than two scores
   */
  public static Outcome<Marks> marks(int[] scores, double seconds, double medianSeconds) {
    if (!(seconds >= 0 && medianSeconds > 0)) {
      throw new IllegalArgumentException(seconds + " s, median " + medianSeconds + " s");
    }
    if (scores.length < 2) {
      return Outcome.undefined(Outcome.Reason.TOO_FEW_ANSWERS);
    }
    int run = 1;
    int longest = 1;
    for (int i = 1; i < scores.length; i++) {
      run = scores[i] == scores[i - 1] ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    double spread = Math.sqrt(Moments.variance(Arrays.stream(scores).asDoubleStream().toArray()));
    return Outcome.of(new Marks(longest, spread, seconds / medianSeconds));
  }

  /** To be looked at: straight, fast and without a word. */
  public static boolean toCheck(Marks marks, int scores, double seconds, boolean hasText) {
    return marks.isStraightLine()
        && marks.speedShare() < FAST
        && seconds < SECONDS_PER_ITEM * scores
        && !hasText;
  }
}
