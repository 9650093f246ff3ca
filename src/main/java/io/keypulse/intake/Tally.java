package io.keypulse.intake;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How many rows came to which verdict. */
record Tally(Map<RowVerdict, Integer> counts) {
  static Tally of(Collection<RowVerdict> verdicts) {
    Map<RowVerdict, Integer> counts = new EnumMap<>(RowVerdict.class);
    verdicts.forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
    return new Tally(counts);
  }

  int of(RowVerdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  int all() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
