package io.keypulse.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who waits for each other in a circle, where everybody waits for one other at most. */
final class Circles {
  private Circles() {}

  /**
   * @param awaited what each waits for
   * @return every circle once, in the order of waiting; those who only wait for one of a circle are
   *     in none
   */
  static <T> List<List<T>> among(Map<T, T> awaited) {
    List<List<T>> circles = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (T start : awaited.keySet()) {
      Set<T> path = new LinkedHashSet<>();
      @Nullable T at = start;
      while (at != null && seen.add(at)) {
        path.add(at);
        at = awaited.get(at);
      }
      if (at != null && path.contains(at)) {
        List<T> steps = List.copyOf(path);
        circles.add(steps.subList(steps.indexOf(at), steps.size()));
      }
    }
    return circles;
  }
}
