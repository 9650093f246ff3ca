package io.keypulse.platform;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts as people type them into a form, checked before they are kept. */
public final class Text {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private Text() {}

  /**
   * One line of 1 to {@code longest} characters, without the blanks around it.
   *
   * @throws Refused INVALID, naming the field
   */
  public static String line(String field, String text, int longest) {
    String line = text.strip();
    if (line.isEmpty()
        || line.length() > longest
        || line.chars().anyMatch(Character::isISOControl)) {
      throw Refused.invalid(field, "Write 1 to " + longest + " characters on one line.");
    }
    return line;
  }

  /** As {@link #line}; nothing for an absent or blank text. */
  public static @Nullable String optionalLine(String field, @Nullable String text, int longest) {
    return text == null || text.isBlank() ? null : line(field, text, longest);
  }

  /** A country of ISO 3166 by its two letters. */
  public static String country(String field, String code) {
    return known(field, COUNTRIES, code, "Write two letters of ISO 3166, for example DE.");
  }

  /** A currency of ISO 4217 by its three letters. */
  public static String currency(String field, String code) {
    return known(field, CURRENCIES, code, "Write three letters of ISO 4217, for example EUR.");
  }

  /** A language of ISO 639 by its two letters. */
  public static String language(String field, String code) {
    return known(field, LANGUAGES, code, "Write two letters of ISO 639, for example en.");
  }

  private static String known(String field, Set<String> codes, String code, String advice) {
    if (!codes.contains(code)) {
      throw Refused.invalid(field, advice);
    }
    return code;
  }
}
