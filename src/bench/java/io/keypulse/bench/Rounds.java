package io.keypulse.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What one measurement gave in each round. */
record Rounds(List<Double> values) {
  private static final int COUNT = 5;

  interface Measurement {
    double take() throws Exception;
  }

  /** Two measurements taken in turns, so that whatever else the machine does disturbs both. */
  record Pair(Rounds first, Rounds second) {}

  /** After one turn that does not count. */
  static Pair inTurns(Measurement first, Measurement second) throws Exception {
    first.take();
    second.take();
    List<Double> firsts = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (int round = 0; round < COUNT; round++) {
      firsts.add(first.take());
      seconds.add(second.take());
    }
    return new Pair(new Rounds(firsts), new Rounds(seconds));
  }

  double median() {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Round by round. */
  Rounds over(Rounds limit) {
    return new Rounds(
        IntStream.range(0, values.size())
            .mapToObj(round -> values.get(round) / limit.values.get(round))
            .toList());
  }

  @Override
  public String toString() {
    return "%s (%s to %s)"
        .formatted(
            number(median()), number(Collections.min(values)), number(Collections.max(values)));
  }

  private static String number(double value) {
    return value < 100
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%,.0f", value);
  }
}
