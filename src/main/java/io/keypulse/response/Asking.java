package io.keypulse.response;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands below the question: who asks, until when, and how its reader was chosen.
 *
 * @param by who answers for the reader's company; nobody where nobody does
 * @param days that are left, in full
 * @param people who could have been drawn
 * @param fewest answers in a figure, where single ones are read by nobody
 * @param notice address of the company's own privacy notice
 */
record Asking(
    @Nullable Person by,
    String until,
    long days,
    int drawn,
    int people,
    @Nullable Integer fewest,
    String unsubscribe,
    String delete,
    @Nullable String notice) {

  record Person(String name, String position, String email) {}

  /** The moment in words, as a clock in the reader's zone shows it. */
  static String inWords(Instant moment, ZoneId zone, Locale language) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(language)
            .format(moment.atZone(zone))
        + " ("
        + zone.getDisplayName(TextStyle.FULL, language)
        + ")";
  }

  static long daysLeft(Instant now, Instant end) {
    return Math.max(0, Duration.between(now, end).toDays());
  }
}
