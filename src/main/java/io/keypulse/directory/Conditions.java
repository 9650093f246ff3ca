package io.keypulse.directory;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/**
 * What a statement asks of a row {@code a}, and the values it names: they travel as one array of
 * texts, {@code $1}, and are never part of the statement.
 */
final class Conditions {
  private static final String SEPARATOR = "\u001f";

  private final List<String> sql = new ArrayList<>(List.of("true"));
  private final List<String> given;

  Conditions() {
    this(new ArrayList<>());
  }

  private Conditions(List<String> given) {
    this.given = given;
  }

  /** Of a row {@code a} of its own, that a condition of this one is about. */
  Conditions ofAnotherRow() {
    return new Conditions(given);
  }

  void add(String condition) {
    sql.add(condition);
  }

  /** How the statement names this value, a text until cast. */
  String value(String value) {
    given.add(value);
    return "($1)[" + given.size() + "]";
  }

  /** To stand behind an equals sign. */
  String any(List<?> values, String type) {
    return "any (" + all(values, type) + ")";
  }

  /** All of them, as an array. */
  String all(List<?> values, String type) {
    String joined = values.stream().map(String::valueOf).collect(joining(SEPARATOR));
    return "string_to_array(" + value(joined) + ", E'\\x1f')::" + type + "[]";
  }

  String where() {
    return String.join(" and ", sql);
  }

  List<String> given() {
    return List.copyOf(given);
  }
}
