package io.keypulse.audit;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/** The name of a type in the API and of its table: KeyDecision, key_decision. */
final class ObjectType {
  private ObjectType() {}

  static String ofTable(String table) {
    return Arrays.stream(table.split("_", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(joining());
  }

  static String table(String type) {
    return type.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  static String field(String column) {
    String camel = ofTable(column);
    return camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1);
  }
}
