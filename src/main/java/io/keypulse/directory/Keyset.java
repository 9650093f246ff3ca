package io.keypulse.directory;

import static java.util.stream.Collectors.joining;

import io.keypulse.platform.Page;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of a list: by some columns, and by the id of rows that agree in them.
 *
 * @param id an SQL expression
 */
record Keyset(List<Column> columns, String id, boolean descends) {
  private static final String SEPARATOR = "\u001f";

  /** An SQL expression and its type. */
  record Column(String sql, String type) {}

  /** A text that tells the place of a row. */
  String place() {
    return columns.stream()
        .map(column -> column.sql() + "::text")
        .collect(joining(" || E'\\x1f' || "));
  }

  /** The columns, to be selected under their names. */
  String named() {
    return columns.stream().map(Column::sql).collect(joining(", "));
  }

  String orderBy() {
    String direction = descends ? " desc" : "";
    return columns.stream().map(column -> column.sql() + direction + ", ").collect(joining())
        + id
        + direction;
  }

  /** What is true of rows after this place. */
  String after(Page.Key key, Conditions conditions) {
    String[] values = key.value().split(SEPARATOR, columns.size());
    String row = columns.stream().map(Column::sql).collect(joining(", ", "(", ", " + id + ")"));
    String last =
        IntStream.range(0, values.length)
            .mapToObj(i -> conditions.value(values[i]) + "::" + columns.get(i).type())
            .collect(joining(", ", "(", ", "));
    return row
        + (descends ? " < " : " > ")
        + last
        + conditions.value(Long.toString(key.id()))
        + "::bigint)";
  }
}
