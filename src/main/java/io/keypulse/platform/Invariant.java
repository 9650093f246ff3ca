package io.keypulse.platform;

/**
 * What the database keeps true, explained to people when something would break it.
 *
 * @param constraint its name in the database
 * @param field of a mutation's input that is at fault
 * @param column of an import file that is at fault
 * @param message says what to do instead
 */
public record Invariant(
    String constraint, RefusalCode code, String field, String column, String message) {
  Invariant saying(String words) {
    return new Invariant(constraint, code, field, column, words);
  }

  /** Each room explains its own tables. */
  public interface Of {
    Iterable<Invariant> invariants();
  }
}
