package io.keypulse.intake;

import java.util.regex.Pattern;

/**
 * Salesforce's reports write ids of 15 letters, of which a capital is another than its small one;
 * everything else of Salesforce writes 18, the last three saying which of the others are capitals.
 */
final class SalesforceId {
  private static final Pattern SHORT = Pattern.compile("[a-zA-Z0-9]{15}");
  private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final int LETTERS_A_SIGN = 5;

  private SalesforceId() {}

  /** The id of 18 letters; whatever is no short id stays as it is. */
  static String full(String id) {
    if (!SHORT.matcher(id).matches()) {
      return id;
    }
    StringBuilder full = new StringBuilder(id);
    for (int from = 0; from < id.length(); from += LETTERS_A_SIGN) {
      int capitals = 0;
      for (int bit = 0; bit < LETTERS_A_SIGN; bit++) {
        capitals |= Character.isUpperCase(id.charAt(from + bit)) ? 1 << bit : 0;
      }
      full.append(SIGNS.charAt(capitals));
    }
    return full.toString();
  }
}
