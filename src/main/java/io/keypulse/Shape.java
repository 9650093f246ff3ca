package io.keypulse;

import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a setting has to look like.
 *
 * @param meaning the rest of a sentence that begins with the setting's name
 */
record Shape(String meaning, Predicate<String> fits) {
  static final Shape COUNT = new Shape("a whole number from 1 on", given -> Given.isFrom(1, given));
  static final Shape COUNT_OR_NONE =
      new Shape("a whole number from 0 on", given -> Given.isFrom(0, given));
  static final Shape RATE =
      new Shape(
          "mails a second, a whole number; 0 for any number", given -> Given.isFrom(0, given));
  static final Shape TIME = new Shape("a time, for example 30s", Given::isTime);
  static final Shape TIME_OR_NONE =
      new Shape("a time, for example 2m; 0s for none", Given::isTimeOrNone);
  static final Shape TIMES =
      new Shape("times, separated by commas, for example 1m,5m,30m,2h", Given::areTimes);
  static final Shape DAYS = new Shape("a day or more, for example 365d", Given::isADayOrMore);
  static final Shape CRON =
      new Shape("six fields of Quartz in UTC, for example 0 30 3 * * ?", Given::isCron);
  static final Shape SWITCH =
      new Shape("true or false", given -> Given.isOneOf(given, "true", "false"));

  static final Shape SIGNING_DOMAIN =
      new Shape(
          "the domain that signs mails, with KEYPULSE_DKIM_SELECTOR and KEYPULSE_DKIM_KEY beside it",
          _ -> areSet("keypulse.dkim.selector", "keypulse.dkim.key"));
  static final Shape SIGNING_KEY =
      new Shape(
          "a PEM file with an RSA key (PKCS 8) that signs mails, with KEYPULSE_DKIM_DOMAIN and KEYPULSE_DKIM_SELECTOR beside it",
          given ->
              areSet("keypulse.dkim.domain", "keypulse.dkim.selector") && Given.isRsaKey(given));

  private static boolean areSet(String... properties) {
    return Stream.of(properties).allMatch(property -> Variables.value(property).isPresent());
  }

  /** At most so long. */
  static Shape line(String meaning, int longest) {
    return new Shape(
        "%s, one line of at most %d characters".formatted(meaning, longest),
        given -> given.strip().matches("\\P{Cntrl}{1," + longest + "}"));
  }

  static Shape oneOf(String meaning, String... words) {
    return new Shape(meaning, given -> Given.isOneOf(given, words));
  }

  static Shape any(String meaning) {
    return new Shape(meaning, Given::any);
  }
}
