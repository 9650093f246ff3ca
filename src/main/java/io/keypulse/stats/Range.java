package io.keypulse.stats;

/** From a lower to an upper limit, both in the unit of what they enclose. */
public record Range(double lower, double upper) {
  static final Range EVERYTHING = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public double width() {
    return upper - lower;
  }

  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** The part of it inside [0, 1], for shares. */
  public Range asShare() {
    return new Range(Math.clamp(lower, 0, 1), Math.clamp(upper, 0, 1));
  }

  /**
   * The part of it that is possible.
   *
   * @param value stays in it, however it was rounded
   */
  public Range within(Range possible, double value) {
    return new Range(
        Math.min(value, Math.max(lower, possible.lower)),
        Math.max(value, Math.min(upper, possible.upper)));
  }

  /**
   * Of a share of so many, among as many more of whom nothing is known: none of these, or all.
   *
   * @param known above 0
   */
  public Range among(double known, double unknown) {
    double all = known + unknown;
    return new Range(lower * known / all, (upper * known + unknown) / all);
  }

  static void level(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level);
    }
  }
}
