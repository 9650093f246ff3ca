package io.keypulse.directory;

import io.keypulse.platform.Refused;

/** What somebody types to find a name. */
final class SearchTerm {
  private static final int LONGEST = 100;

  private SearchTerm() {}

  /**
   * Without the spaces around it.
   *
   * @param field where it stands in what was sent
   * @throws Refused INVALID, naming the field, when it is empty or too long
   */
  static String of(String typed, String field) {
    String term = typed.strip();
    if (term.isEmpty() || term.length() > LONGEST || term.indexOf('\0') >= 0) {
      throw Refused.invalid(field, "Search for 1 to " + LONGEST + " characters.");
    }
    return term;
  }
}
