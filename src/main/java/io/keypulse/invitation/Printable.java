package io.keypulse.invitation;

import java.util.regex.Pattern;

/** Text from elsewhere, as mails show it. */
final class Printable {
  /** Controls, and marks that turn the direction of what follows them. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");

  private static final int LONGEST = 100;

  private Printable() {}

  /** One line that shows what it says, and no longer than a name or a subject is. */
  static String line(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    return line.length() > LONGEST
        ? line.substring(
            0, line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length()))))
        : line;
  }
}
