package io.keypulse.report;

import io.keypulse.analysis.ShareView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Bars that part at a middle: the dissatisfied to the left, the satisfied to the right. */
record DivergingBars(int height, String middle, List<Tick> ticks, List<Row> rows) {
  private static final double PAD = 4;
  private static final int ROW = 40;
  private static final double REACH = 32;
  private static final int AXIS = 18;

  /** One side is drawn as at least so much of the other. */
  private static final double NARROWEST = 0.25;

  /**
   * @param dissatisfied how far the dissatisfied may reach among all; where that can be told
   * @param instead what to say where there is no bar
   */
  record Bar(
      String name,
      String note,
      double extremely,
      double somewhat,
      double overall,
      double very,
      @Nullable Reach dissatisfied,
      String instead) {
    /**
     * @param whole what counts as one: a person, or all with an opinion
     */
    static Bar of(String name, String note, Five five, double whole, Reach dissatisfied) {
      return new Bar(
          name,
          note,
          five.extremely() / whole,
          five.somewhat() / whole,
          five.overall() / whole,
          five.very() / whole,
          dissatisfied,
          "");
    }

    /** Without a difference between somewhat and extremely, overall and very. */
    static Bar of(String name, String note, ShareView dissatisfied) {
      double share = (double) dissatisfied.count() / dissatisfied.of();
      return new Bar(name, note, share, 0, 0, 1 - share, Reach.of(dissatisfied), "");
    }

    static Bar without(String name, String instead) {
      return new Bar(name, "", 0, 0, 0, 0, null, instead);
    }

    boolean isMissing() {
      return !instead.isEmpty();
    }

    double left() {
      double answered = extremely + somewhat;
      return dissatisfied == null ? answered : Math.max(answered, dissatisfied.highest());
    }

    double right() {
      return overall + very;
    }
  }

  record Reach(double lowest, double estimate, double highest) {
    static Reach of(ShareView dissatisfied) {
      return new Reach(
          dissatisfied.lowestShare(), dissatisfied.share(), dissatisfied.highestShare());
    }
  }

  /**
   * @param reach a path, and the point that it reaches around; null where nothing can be told
   */
  record Row(
      int top,
      String name,
      String note,
      String instead,
      List<Part> parts,
      @Nullable String reach,
      String estimate) {
    private static final int CHARACTERS = 46;

    /** As much of the name as fits beside the note; the table has all of it. */
    public String shortName() {
      int room = CHARACTERS - width(note);
      if (width(name) <= room) {
        return name;
      }
      int end = name.length();
      while (width(name.substring(0, end)) >= room) {
        end = name.offsetByCodePoints(end, -1);
      }
      return name.substring(0, end) + "…";
    }

    /** In narrow characters; those of Chinese take two. */
    private static int width(String text) {
      return text.codePoints().map(each -> each < 0x2E80 ? 1 : 2).sum();
    }
  }

  record Part(String kind, String x, String width) {}

  /** The middle, and how wide one is. */
  private record Scale(double middle, double unit) {
    Part left(String kind, double before, double amount) {
      return part(kind, middle - (before + amount) * unit, amount);
    }

    Part right(String kind, double before, double amount) {
      return part(kind, middle + before * unit, amount);
    }

    private Part part(String kind, double x, double amount) {
      return new Part(kind, Tick.at(x), Tick.at(amount * unit));
    }

    String dissatisfied(double amount) {
      return Tick.at(middle - amount * unit);
    }
  }

  /**
   * @param least between two marks of the axis
   */
  static DivergingBars of(List<Bar> bars, double least, DoubleFunction<String> worded) {
    double left = bars.stream().mapToDouble(Bar::left).max().orElse(0);
    double right = bars.stream().mapToDouble(Bar::right).max().orElse(0);
    double longer = Math.max(Math.max(left, right), least);
    left = Math.max(left, longer * NARROWEST);
    right = Math.max(right, longer * NARROWEST);
    double unit = (Tick.WIDTH - 2 * PAD) / (left + right);
    Scale scale = new Scale(PAD + left * unit, unit);
    List<Row> rows = new ArrayList<>();
    bars.forEach(bar -> rows.add(row(bar, rows.size() * ROW, scale)));
    List<Tick> ticks = new ArrayList<>();
    double step = Math.max(least, Tick.step(longer / 2));
    for (int i = (int) -Math.floor(left / step); i * step <= right; i++) {
      ticks.add(new Tick(scale.middle() + i * step * unit, worded.apply(Math.abs(i * step))));
    }
    return new DivergingBars(bars.size() * ROW + AXIS, Tick.at(scale.middle()), ticks, rows);
  }

  private static Row row(Bar bar, int top, Scale scale) {
    List<Part> parts =
        List.of(
            scale.left("somewhat", 0, bar.somewhat()),
            scale.left("extremely", bar.somewhat(), bar.extremely()),
            scale.right("overall", 0, bar.overall()),
            scale.right("very", bar.overall(), bar.very()));
    Reach reach = bar.dissatisfied();
    return new Row(
        top,
        bar.name(),
        bar.note(),
        bar.instead(),
        bar.isMissing() ? List.of() : parts,
        reach == null ? null : path(reach, scale),
        scale.dissatisfied(reach == null ? 0 : reach.estimate()));
  }

  private static String path(Reach reach, Scale scale) {
    return "M%2$s %3$sH%1$sM%1$s %4$sv6M%2$s %4$sv6"
        .formatted(
            scale.dissatisfied(reach.lowest()),
            scale.dissatisfied(reach.highest()),
            Tick.at(REACH),
            Tick.at(REACH - 3));
  }
}
