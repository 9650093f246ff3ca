package io.keypulse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Moments as somebody would write them who grew up with the language. */
class MomentWordsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void aMonthBeginsWithItsFirstInFrench() {
    assertEquals(
        "1er décembre 2026 à 09:33 (heure d’Europe centrale)",
        MomentWords.of(Instant.parse("2026-12-01T08:33:00Z"), PARIS, Locale.FRENCH));
    assertEquals(
        "11 décembre 2026 à 14:58 (heure d’Europe centrale)",
        MomentWords.of(Instant.parse("2026-12-11T13:58:00Z"), PARIS, Locale.FRENCH));
    assertEquals(
        "1er déc. 2026",
        MomentWords.day(LocalDate.of(2026, 12, 1), FormatStyle.MEDIUM, Locale.FRENCH));
  }

  @Test
  void otherLanguagesWriteItAsTheyDo() {
    Map.of(
            "en", "December 1, 2026",
            "es", "1 de diciembre de 2026",
            "zh", "2026年12月1日",
            "de", "1. Dezember 2026")
        .forEach(
            (language, said) ->
                assertEquals(
                    said,
                    MomentWords.day(
                        LocalDate.of(2026, 12, 1),
                        FormatStyle.LONG,
                        Locale.forLanguageTag(language))));
  }
}
