package io.keypulse.report;

import io.keypulse.analysis.PulseView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The share dissatisfied wave by wave, and within which limits it moves when nothing changes.
 *
 * @param lines of points that follow each other without a gap
 * @param limits a path; empty where there are none
 */
record Trend(
    List<Tick> shares,
    List<Tick> waves,
    List<String> lines,
    List<Dot> dots,
    String limits,
    @Nullable String centre) {
  private static final double LEFT = 46;
  private static final double RIGHT = 330;
  private static final double TOP = 10;
  private static final double BOTTOM = 150;
  private static final int MOST_NAMES = 3;

  record Dot(String x, String y, boolean signal) {}

  private record Scale(int waves, double highest) {
    double x(int place) {
      return waves == 1 ? (LEFT + RIGHT) / 2 : LEFT + place * step();
    }

    double step() {
      return (RIGHT - LEFT) / Math.max(1, waves - 1);
    }

    double y(double share) {
      return BOTTOM - share / highest * (BOTTOM - TOP);
    }
  }

  /**
   * @param names of the waves, in the order of the points
   */
  static Trend of(PulseView pulse, List<String> names, Phrases words) {
    List<PulseView.Point> points = pulse.points();
    Scale scale = new Scale(points.size(), highest(points));
    List<String> lines = new ArrayList<>();
    List<Dot> dots = new ArrayList<>();
    StringBuilder limits = new StringBuilder();
    String line = "";
    for (int i = 0; i < points.size(); i++) {
      PulseView.Point point = points.get(i);
      limits.append(limit(point.lowerLimit().orElse(null), scale.x(i), scale));
      limits.append(limit(point.upperLimit().orElse(null), scale.x(i), scale));
      if (point.share().isPresent()) {
        String x = Tick.at(scale.x(i));
        String y = Tick.at(scale.y(point.share().get()));
        dots.add(new Dot(x, y, point.signal()));
        line += " " + x + "," + y;
      } else {
        lines.add(line);
        line = "";
      }
    }
    lines.add(line);
    return new Trend(
        Stream.of(0.0, scale.highest() / 2, scale.highest())
            .map(share -> new Tick(scale.y(share), words.percent(share)))
            .toList(),
        named(names, scale),
        lines.stream().filter(one -> !one.isEmpty()).toList(),
        dots,
        limits.toString(),
        pulse.centre().map(share -> Tick.at(scale.y(share))).orElse(null));
  }

  /** Full tenths, so that the marks of the axis are whole percents. */
  private static double highest(List<PulseView.Point> points) {
    double most =
        points.stream()
            .flatMap(point -> Stream.concat(point.share().stream(), point.upperLimit().stream()))
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    return Math.max(1, Math.ceil(most * 10)) / 10;
  }

  private static String limit(@Nullable Double share, double x, Scale scale) {
    double reach = Math.min(scale.step() / 2, LEFT / 4);
    return share == null
        ? ""
        : "M%s %sH%s".formatted(Tick.at(x - reach), Tick.at(scale.y(share)), Tick.at(x + reach));
  }

  private static List<Tick> named(List<String> names, Scale scale) {
    int every = Math.ceilDiv(names.size(), MOST_NAMES);
    List<Tick> ticks = new ArrayList<>();
    for (int i = names.size() - 1; i >= 0; i -= every) {
      ticks.addFirst(new Tick(scale.x(i), names.get(i)));
    }
    return ticks;
  }
}
