package io.keypulse.invitation;

import java.util.regex.Pattern;

/** Text from elsewhere, as mails show it. */
final class Printable {
  /** Controls, and marks that turn the direction of what follows them. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");

  private static final int LONGEST = 100;

  /** Of a name, however long what stands behind it is. */
  private static final int LEAST = 30;

  private static final Pattern LOOSE_END = Pattern.compile("[\\s,;:\\-–]+$");

  private Printable() {}

  /** One line that shows what it says, and no longer than a name or a subject is. */
  static String line(String text) {
    return shortened(shown(text), LONGEST);
  }

  /** Somebody of a company: where both are too long for a line, the name is shortened. */
  static String line(String name, String company) {
    String of = ", " + line(company);
    return shortened(shown(name), Math.max(LEAST, LONGEST - of.length())) + of;
  }

  private static String shown(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
  }

  /** After a word, unless that would leave little. */
  private static String shortened(String line, int most) {
    if (line.codePointCount(0, line.length()) <= most) {
      return line;
    }
    int room = line.offsetByCodePoints(0, most - 1);
    int word = line.lastIndexOf(' ', room);
    String start = line.substring(0, word > room / 2 ? word : room);
    return LOOSE_END.matcher(start).replaceAll("") + "…";
  }
}
