package io.keypulse.analysis;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of a file of figures: one shape for shares, numbers, and why there is none. */
record FigureRows(CsvWriter csv) {
  private static final List<String> COLUMNS =
      List.of(
          "figure",
          "name",
          "count",
          "of",
          "population",
          "share",
          "lowest",
          "highest",
          "note",
          "fewest",
          "most",
          "need",
          "effective",
          "wide",
          "unheard",
          "currency",
          "accounts");

  static FigureRows into(CsvWriter csv) {
    csv.writeRecord(COLUMNS);
    return new FigureRows(csv);
  }

  void write(String figure, String name, Map<String, String> further) {
    Map<String, String> cells = new HashMap<>(further);
    cells.put("figure", figure);
    cells.put("name", name);
    csv.writeRecord(COLUMNS.stream().map(column -> cells.getOrDefault(column, "")).toList());
  }

  void count(String figure, String name, int count) {
    write(figure, name, Map.of("count", number(count)));
  }

  void count(String figure, String name, int count, int of) {
    write(figure, name, Map.of("count", number(count), "of", number(of)));
  }

  void note(String figure, String name, Object note) {
    write(figure, name, Map.of("note", note.toString()));
  }

  void share(String figure, String name, ShareResult result) {
    write(figure, name, cells(result));
  }

  /**
   * @param result of any union of this room, that is no figure
   */
  void refused(String figure, Object result) {
    write(figure, "", why(result));
  }

  private static Map<String, String> cells(ShareResult result) {
    return switch (result) {
      case ShareView share ->
          Map.of(
              "count", number(share.count()),
              "of", number(share.of()),
              "population", number(share.population()),
              "share", share(share.share()),
              "lowest", share(share.lowestShare()),
              "highest", share(share.highestShare()),
              "note", share.method().name(),
              "effective", tenths(share.effectiveSample()),
              "wide", Boolean.toString(share.wide()),
              "unheard", number(share.unheard()));
      case FewAnswersView few ->
          Map.of(
              "count", number(few.count()),
              "of", number(few.of()),
              "population", number(few.population()),
              "fewest", number(few.fewest()),
              "most", number(few.most()),
              "note", few.unit().name());
      default -> why(result);
    };
  }

  static Map<String, String> why(Object result) {
    return switch (result) {
      case InsufficientData none ->
          Map.of(
              "of", number(none.have()),
              "need", number(none.need()),
              "note", none.reason().name());
      case Suppressed withheld -> Map.of("note", withheld.reason().name());
      default -> throw new IllegalStateException(result.toString());
    };
  }

  static String number(int count) {
    return Integer.toString(count);
  }

  static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  /** Of what need not be whole. */
  static String tenths(double number) {
    return BigDecimal.valueOf(number)
        .setScale(1, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
