package io.keypulse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What complaints are about, the most first, and how much of all of them the first make up: where
 * they are too few for parts of them, how many there are of each.
 */
record Pareto(int height, List<Tick> ticks, List<Row> rows, String line) {
  private static final double PAD = 6;
  private static final int ROW = 40;
  private static final int MIDDLE = 25;
  private static final int AXIS = 18;
  private static final double UNIT = Tick.WIDTH - 2 * PAD;

  /**
   * @param share of all complaints
   * @param cumulative with those before; absent where they are too few
   */
  record Part(String name, String note, double share, Optional<Double> cumulative) {}

  record Row(int top, String name, String note, String width, @Nullable String sum) {}

  static Pareto of(List<Part> parts, Phrases words) {
    List<Row> rows = new ArrayList<>();
    for (Part part : parts) {
      rows.add(
          new Row(
              rows.size() * ROW,
              part.name(),
              part.note(),
              Tick.at(part.share() * UNIT),
              part.cumulative().map(sum -> Tick.at(PAD + sum * UNIT)).orElse(null)));
    }
    return new Pareto(
        rows.size() * ROW + AXIS,
        parts.stream().allMatch(part -> part.cumulative().isPresent())
            ? List.of(tick(0, words), tick(0.5, words), tick(1, words))
            : List.of(),
        rows,
        rows.stream()
            .filter(row -> row.sum() != null)
            .map(row -> row.sum() + "," + (row.top() + MIDDLE))
            .collect(Collectors.joining(" ")));
  }

  private static Tick tick(double share, Phrases words) {
    return new Tick(PAD + share * UNIT, words.percent(share));
  }
}
