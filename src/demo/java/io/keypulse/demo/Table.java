package io.keypulse.demo;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One CSV file of the sample company, as {@code POST /import/{kind}} takes it. */
final class Table {
  static final String SOURCE = "crm";

  private final String kind;
  private final int columns;
  private final StringBuilder csv = new StringBuilder();
  private int rows;

  /** Every row starts with its source; {@code columns} are those after it. */
  Table(String kind, String... columns) {
    this.kind = kind;
    this.columns = columns.length;
    append("source", columns);
  }

  void row(@Nullable String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(kind + " has " + columns + " columns");
    }
    append(SOURCE, cells);
    rows++;
  }

  String kind() {
    return kind;
  }

  int rows() {
    return rows;
  }

  String csv() {
    return csv.toString();
  }

  private void append(String first, @Nullable String... rest) {
    csv.append(first)
        .append(Arrays.stream(rest).map(cell -> "," + quoted(cell)).collect(Collectors.joining()))
        .append("\r\n");
  }

  private static String quoted(@Nullable String cell) {
    return cell == null ? "" : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
