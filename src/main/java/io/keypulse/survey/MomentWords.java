package io.keypulse.survey;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

/** A moment in words, alike on every page and in every mail. */
public final class MomentWords {
  private MomentWords() {}

  /** As a clock of this zone shows it, and the zone as people name it. */
  public static String of(Instant moment, ZoneId zone, Locale language) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(language)
            .format(moment.atZone(zone))
        + " ("
        + zone.getDisplayName(TextStyle.FULL, language)
        + ")";
  }
}
