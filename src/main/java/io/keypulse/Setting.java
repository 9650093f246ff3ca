package io.keypulse;

import io.keypulse.platform.AddressRange;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * What has to be known before the application starts. Each setting is an environment variable, or a
 * system property of the same name ({@code KEYPULSE_DB_URL}, {@code keypulse.db.url}).
 */
enum Setting {
  DB_URL(
      "keypulse.db.url",
      "JDBC address of the database, for example jdbc:postgresql://db.example.com:5432/keypulse"),
  DB_PASSWORD("keypulse.db.password", "password of the database login keypulse_app"),
  SMTP_HOST("keypulse.smtp.host", "mail server that takes the invitations"),
  SMTP_PORT("keypulse.smtp.port", "port of the mail server, for example 587"),
  MAIL_FROM(
      "keypulse.mail.from",
      "sender that customers see, for example Example Ltd <voice@example.com>"),
  LINKS_BASE_URL(
      "keypulse.links.base-url",
      "where customers reach the answer page, for example https://voice.example.com"),
  LINKS_SECRET(
      "keypulse.links.secret",
      "at least 32 random characters from which the links of the mails are derived"),
  PRIVACY_SECRET(
      "keypulse.privacy.secret",
      "at least 32 random characters by which erased people are recognised; never change them"),
  OIDC_URL(
      "keypulse.oidc.url",
      "issuer of the sign-in tokens, for example https://login.example.com/realms/example"),
  OIDC_CLIENT_ID("keypulse.oidc.client-id", "audience that the sign-in tokens must name"),
  DB_OWNER_PASSWORD("keypulse.db.owner-password", "password of the database login keypulse_owner"),
  HTTP_PORT("keypulse.http.port", "a port up to 65535, or 0 for any that is free"),
  HTTP_TRUSTED_PROXIES(
      "keypulse.http.trusted-proxies",
      "addresses and ranges of proxies, separated by commas, for example 10.0.0.0/8"),
  CLOCK("keypulse.clock", "for tests only, a moment such as 2026-01-31T08:00:00Z"),
  CURRENCY("keypulse.currency", "a currency of ISO 4217, for example EUR"),
  UNHEALTHY_FROM("keypulse.analysis.unhealthy-from", "a part above 0 and up to 1, for example 0.2"),
  GRAPHQL_DEPTH("keypulse.graphql.depth", "a whole number from 1 on"),
  DISPATCH_RATE("keypulse.dispatch.rate", "mails a second, a whole number; 0 for any number"),
  COMPANY_NAME("keypulse.company.name", "the company's name, one line of at most 60 characters"),
  RETENTION_AUDIT("keypulse.retention.audit", "30 days or more, for example 3650d"),
  MAIL_BOUNCES(
      "keypulse.mail.bounces",
      "the address that undeliverable mails come back to, for example bounces@example.com"),
  DKIM_DOMAIN(
      "keypulse.dkim.domain",
      "the domain that signs mails, with KEYPULSE_DKIM_SELECTOR and KEYPULSE_DKIM_KEY beside it");

  private static final int SHORTEST_SECRET = 32;
  private static final Duration SHORTEST_AUDIT = Duration.ofDays(30);
  private static final Set<Setting> OPTIONAL = EnumSet.range(HTTP_PORT, DKIM_DOMAIN);

  private final String property;
  private final String meaning;

  Setting(String property, String meaning) {
    this.property = property;
    this.meaning = meaning;
  }

  /** The settings without which the application cannot run. */
  static List<Setting> toStart() {
    return EnumSet.range(DB_URL, OIDC_CLIENT_ID).stream().toList();
  }

  /** What is wrong with any that the application runs with, as sentences. */
  static List<String> faultsToStart() {
    return Stream.concat(toStart().stream(), OPTIONAL.stream())
        .map(Setting::fault)
        .flatMap(Optional::stream)
        .toList();
  }

  static List<Setting> toMigrate() {
    return List.of(DB_URL, DB_OWNER_PASSWORD);
  }

  String variable() {
    return variable(property);
  }

  String value() {
    return value(property).orElseThrow();
  }

  /** What is wrong with it, as one sentence. */
  Optional<String> fault() {
    Optional<String> given = value(property);
    if (given.isEmpty()) {
      return OPTIONAL.contains(this)
          ? Optional.empty()
          : Optional.of(variable() + " is missing: " + meaning + ".");
    }
    return isFine(given.get())
        ? Optional.empty()
        : Optional.of(variable() + " cannot be used as it is: " + meaning + ".");
  }

  private boolean isFine(String given) {
    return switch (this) {
      case DB_URL -> given.startsWith("jdbc:postgresql:");
      case SMTP_PORT -> isPort(given) && Integer.parseInt(given) > 0;
      case HTTP_PORT -> isPort(given);
      case HTTP_TRUSTED_PROXIES ->
          isRead(() -> Stream.of(given.split(",", -1)).map(AddressRange::of).toList());
      case MAIL_FROM, MAIL_BOUNCES ->
          isRead(() -> new InternetAddress(given, true)) && given.contains("@");
      case LINKS_SECRET, PRIVACY_SECRET -> given.length() >= SHORTEST_SECRET;
      case LINKS_BASE_URL -> given.matches("https?://.*[^/]");
      case OIDC_URL -> given.matches("https?://.+");
      case CLOCK -> isRead(() -> Instant.parse(given));
      case CURRENCY -> isRead(() -> Currency.getInstance(given));
      case UNHEALTHY_FROM -> given.matches("0?\\.[0-9]*[1-9][0-9]*|1(\\.0*)?");
      case GRAPHQL_DEPTH -> given.matches("[1-9][0-9]{0,8}");
      case DISPATCH_RATE -> given.matches("[0-9]{1,9}");
      case COMPANY_NAME -> given.strip().matches("\\P{Cntrl}{1,60}");
      case RETENTION_AUDIT ->
          isRead(() -> DurationConverter.parseDuration(given))
              && DurationConverter.parseDuration(given).compareTo(SHORTEST_AUDIT) >= 0;
      case DKIM_DOMAIN ->
          value("keypulse.dkim.selector").isPresent() && value("keypulse.dkim.key").isPresent();
      case SMTP_HOST, DB_PASSWORD, DB_OWNER_PASSWORD, OIDC_CLIENT_ID -> true;
    };
  }

  private static boolean isPort(String given) {
    return given.matches("[0-9]{1,5}") && Integer.parseInt(given) <= 65_535;
  }

  private static boolean isRead(Callable<Object> reading) {
    try {
      reading.call();
      return true;
    } catch (Exception unreadable) {
      return false;
    }
  }

  static Optional<String> value(String property) {
    return Optional.ofNullable(System.getProperty(property, System.getenv(variable(property))))
        .filter(value -> !value.isBlank());
  }

  private static String variable(String property) {
    return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
