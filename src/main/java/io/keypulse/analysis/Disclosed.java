package io.keypulse.analysis;

import io.keypulse.stats.Range;
import java.util.Optional;

/** What {@link Disclosure} lets be said of a share: it with its interval, or why it is not told. */
public sealed interface Disclosed {
  /**
   * @param value 0 to 1, as is its interval
   * @param wide not for comparing
   */
  record Share(double value, Range range, boolean wide) implements Disclosed {}

  record Withheld(InsufficientData why) implements Disclosed {}

  default Optional<Share> share() {
    return this instanceof Share told ? Optional.of(told) : Optional.empty();
  }

  default Optional<InsufficientData> withheld() {
    return this instanceof Withheld(InsufficientData why) ? Optional.of(why) : Optional.empty();
  }

  default boolean wide() {
    return share().map(Share::wide).orElse(false);
  }
}
