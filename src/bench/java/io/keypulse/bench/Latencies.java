package io.keypulse.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long single requests took. */
final class Latencies {
  private final List<Long> nanoseconds = Collections.synchronizedList(new ArrayList<>());

  void add(long taken) {
    nanoseconds.add(taken);
  }

  double milliseconds(double quantile) {
    List<Long> sorted = nanoseconds.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, quantile * sorted.size())) / 1e6;
  }

  @Override
  public String toString() {
    double median = milliseconds(0.5);
    double slow = milliseconds(0.99);
    return String.format(
        Locale.ROOT, "p50 %.1f ms, p99 %.1f ms (%.1f times p50)", median, slow, slow / median);
  }
}
