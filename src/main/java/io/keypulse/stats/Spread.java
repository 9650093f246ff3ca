package io.keypulse.stats;

/**
 * What many values come to: how many they are, their mean and how they spread around it. Values
 * that were counted need not be written out one by one: a million equal ones are one step.
 *
 * <p>Two of them are joined as Chan, Golub and LeVeque 1979 join two samples: squares = a + b +
 * (mean(a) - mean(b))² n(a) n(b) / (n(a) + n(b)).
 *
 * @param mean in the unit of the values; 0 of none
 * @param squares sum of squared deviations from the mean
 */
public record Spread(int count, double mean, double squares) {
  public static final Spread NOTHING = new Spread(0, 0, 0);

  public static Spread of(double... values) {
    if (values.length == 0) {
      return NOTHING;
    }
    double mean = Moments.mean(values);
    return new Spread(values.length, mean, Moments.squares(values, mean));
  }

  /** So many equal values. */
  public static Spread repeated(double value, int times) {
    return times == 0 ? NOTHING : new Spread(times, value, 0);
  }

  /** 1 for each of those that are marked, 0 for the others. */
  public static Spread marked(int marked, int of) {
    if (marked < 0 || marked > of) {
      throw new IllegalArgumentException(marked + " of " + of);
    }
    return repeated(1, marked).plus(repeated(0, of - marked));
  }

  public Spread plus(Spread other) {
    int all = count + other.count;
    if (all == 0) {
      return NOTHING;
    }
    double apart = other.mean - mean;
    double part = (double) other.count / all;
    return new Spread(
        all, mean + apart * part, squares + other.squares + apart * apart * count * part);
  }

  /**
   * The least variance that a share is given as long as somebody is silent, for so many of whom all
   * say the same: p (1 - p) with p = 1 / (n + 2), as if one more had said each (Laplace's rule of
   * succession). Taken as 0 the intervals of unanimous strata were points.
   */
  static double leastVariance(int unanimous) {
    double other = 1.0 / (unanimous + 2);
    return other * (1 - other);
  }

  /** With divisor n - 1; needs two values. */
  double variance() {
    return squares / (count - 1);
  }
}
