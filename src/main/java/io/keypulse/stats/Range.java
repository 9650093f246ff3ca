package io.keypulse.stats;

/** From a lower to an upper limit, both in the unit of what they enclose. */
public record Range(double lower, double upper) {
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

  static void level(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level);
    }
  }
}
