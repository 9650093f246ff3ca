package io.keypulse.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

/** A moment in words, alike on every page and in every mail. */
public final class MomentWords {
  private MomentWords() {}

  /** As a clock of this zone shows it, and the zone as people name it. */
  public static String of(Instant moment, ZoneId zone, Locale language) {
    ZonedDateTime there = moment.atZone(zone);
    String written =
        isFrench(language)
            ? day(there.toLocalDate(), FormatStyle.LONG, language)
                + " à "
                + DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                    .withLocale(language)
                    .format(there)
            : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language)
                .format(there);
    return written + " (" + zone.getDisplayName(TextStyle.FULL, language) + ")";
  }

  /** In French a month begins with its first and goes on with 2. */
  public static String day(LocalDate day, FormatStyle style, Locale language) {
    String written = DateTimeFormatter.ofLocalizedDate(style).withLocale(language).format(day);
    return isFrench(language) && day.getDayOfMonth() == 1
        ? written.replaceFirst("^1(?=\\h)", "1er")
        : written;
  }

  private static boolean isFrench(Locale language) {
    return language.getLanguage().equals(Locale.FRENCH.getLanguage());
  }
}
