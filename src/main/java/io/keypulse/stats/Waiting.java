package io.keypulse.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How long things wait for what is to happen to them, where it has not happened to all yet.
 *
 * <p>Kaplan and Meier 1958, JASA 53: from the shortest time up, S is multiplied by 1 - d/r where d
 * of the r that had waited so long were done with; whoever still waits is among the r for as long
 * as they have waited. Leaving them out would call slow what is not done at all. Reference case 20.
 */
public final class Waiting {
  private Waiting() {}

  /**
   * @param time in the caller's unit
   * @param done false where it still waits after that time
   */
  public record Span(double time, boolean done) {}

  /** The first time by which half are done with, in the unit of the spans; undefined until then. */
  public static Outcome<Double> median(List<Span> spans) {
    if (spans.isEmpty()) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    Span[] rising = spans.toArray(Span[]::new);
    Arrays.sort(rising, Comparator.comparingDouble(Span::time).thenComparing(span -> !span.done()));
    double waiting = 1;
    for (int i = 0; i < rising.length; i++) {
      if (rising[i].done()) {
        waiting *= 1 - 1.0 / (rising.length - i);
        if (waiting <= 0.5 + 1e-12) {
          return Outcome.of(rising[i].time());
        }
      }
    }
    return Outcome.undefined(Outcome.Reason.TOO_FEW_ANSWERS);
  }
}
