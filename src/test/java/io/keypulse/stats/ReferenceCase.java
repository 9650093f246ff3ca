package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A reference case: its input, the values that published software computed from it, and how close
 * to come.
 */
record ReferenceCase(String name) {
  JsonNode input() {
    return json("case.json").get("input");
  }

  JsonNode expected() {
    return json("expected.json").get("expected");
  }

  double tolerance() {
    return json("expected.json").at("/tolerance/abs").asDouble();
  }

  List<String> lines(String file) {
    return text(file).lines().skip(1).toList();
  }

  /** A line of a CSV file, by column. */
  record Row(Map<String, String> cells) {
    String get(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }
  }

  List<Row> table(String file) {
    List<String> lines = text(file).lines().toList();
    List<String> columns = cells(lines.getFirst());
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              List<String> cells = cells(line);
              Map<String, String> row = new LinkedHashMap<>();
              for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), cells.get(i));
              }
              return new Row(row);
            })
        .toList();
  }

  double[] column(List<Row> table, String name) {
    return table.stream().mapToDouble(row -> Double.parseDouble(row.get(name))).toArray();
  }

  /** As near as the case asks for; a value that is null in the case must be undefined. */
  void check(JsonNode wanted, Outcome<Double> got) {
    if (wanted.isNull()) {
      assertTrue(got.optional().isEmpty(), () -> name + ": " + got);
    } else {
      check(wanted, got.orElseThrow());
    }
  }

  void check(JsonNode wanted, double got) {
    assertTrue(wanted.isNumber(), () -> name + " has no number there");
    assertEquals(wanted.asDouble(), got, tolerance(), name);
  }

  void check(JsonNode wanted, Range got) {
    check(wanted.get("lower"), got.lower());
    check(wanted.get("upper"), got.upper());
  }

  void check(JsonNode wanted, String lower, String upper, Range got) {
    check(wanted.get(lower), got.lower());
    check(wanted.get(upper), got.upper());
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }

  private JsonNode json(String file) {
    try {
      return new ObjectMapper().readTree(text(file));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private String text(String file) {
    String path = "/stats/" + name + "/" + file;
    try (InputStream in =
        Objects.requireNonNull(ReferenceCase.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
