package io.keypulse.platform;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts as people type them into a form, checked before they are kept. */
public final class Text {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  /** Codes for tests and for the absence of any currency. */
  private static final Set<String> NO_MONEY = Set.of("XTS", "XXX");

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .filter(code -> !NO_MONEY.contains(code))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern WEB_ADDRESS =
      Pattern.compile("://|\\bwww\\.|\\w\\.[a-z]{2,}/", Pattern.CASE_INSENSITIVE);

  private static final String DIRECTION_MARKS =
      "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

  private static final char FIRST_MARK = '\u061C';

  private Text() {}

  /** One after the other, parted by commas. */
  public static String listed(Collection<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /**
   * One line of 1 to {@code longest} characters, without the blanks around it.
   *
   * @throws Refused INVALID, naming the field
   */
  public static String line(String field, String text, int longest) {
    String line = text.strip();
    if (line.isEmpty() || line.length() > longest || !isPlain(line)) {
      throw Refused.invalid(
          field, "Write 1 to " + longest + " characters on one line, without control characters.");
    }
    return line;
  }

  /**
   * Neither line breaks nor marks that turn the direction of writing, with which a name can be made
   * to look like another.
   */
  public static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || (c >= FIRST_MARK && DIRECTION_MARKS.indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A name that no mail program makes a link of: forms on the web feed registers, and whoever fills
   * them in would have our mails carry their address.
   *
   * @throws Refused INVALID, naming the field
   */
  public static String name(String field, String name) {
    if (WEB_ADDRESS.matcher(name).find()) {
      throw Refused.invalid(field, "Write a name, without an address of the web.");
    }
    return name;
  }

  /** As {@link #line}; nothing for an absent or blank text. */
  public static @Nullable String optionalLine(String field, @Nullable String text, int longest) {
    return text == null || text.isBlank() ? null : line(field, text, longest);
  }

  /** A country of ISO 3166 by its two letters, whatever their case. */
  public static String country(String field, String code) {
    return known(
        field,
        COUNTRIES,
        code.strip().toUpperCase(Locale.ROOT),
        "Write two letters of ISO 3166, for example DE.");
  }

  /** A currency of ISO 4217 by its three letters, whatever their case. */
  public static String currency(String field, String code) {
    return known(
        field,
        CURRENCIES,
        code.strip().toUpperCase(Locale.ROOT),
        "Write three letters of ISO 4217, for example EUR.");
  }

  /** A language of ISO 639 by its two letters, whatever their case. */
  public static String language(String field, String code) {
    return known(
        field,
        LANGUAGES,
        code.strip().toLowerCase(Locale.ROOT),
        "Write two letters of ISO 639, for example en.");
  }

  /** A time zone by its IANA name. */
  public static String timeZone(String field, String name) {
    return known(
        field,
        ZoneId.getAvailableZoneIds(),
        name,
        "Write an IANA name, for example Europe/Madrid.");
  }

  private static String known(String field, Set<String> codes, String code, String advice) {
    if (!codes.contains(code)) {
      throw Refused.invalid(field, advice);
    }
    return code;
  }
}
