package io.keypulse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What complaints are about, the most first, and how much of all of them the first make up. */
record Pareto(int height, List<Tick> ticks, List<Row> rows, String line) {
  private static final double PAD = 6;
  private static final int ROW = 40;
  private static final int MIDDLE = 25;
  private static final int AXIS = 18;
  private static final double UNIT = Tick.WIDTH - 2 * PAD;

  /**
   * @param share of all complaints
   * @param cumulative with those before
   */
  record Part(String name, String note, double share, double cumulative) {}

  record Row(int top, String name, String note, String width, String sum) {}

  static Pareto of(List<Part> parts, Phrases words) {
    List<Row> rows = new ArrayList<>();
    for (Part part : parts) {
      rows.add(
          new Row(
              rows.size() * ROW,
              part.name(),
              part.note(),
              Tick.at(part.share() * UNIT),
              Tick.at(PAD + part.cumulative() * UNIT)));
    }
    return new Pareto(
        rows.size() * ROW + AXIS,
        List.of(tick(0, words), tick(0.5, words), tick(1, words)),
        rows,
        rows.stream()
            .map(row -> row.sum() + "," + (row.top() + MIDDLE))
            .collect(Collectors.joining(" ")));
  }

  private static Tick tick(double share, Phrases words) {
    return new Tick(PAD + share * UNIT, words.percent(share));
  }
}
