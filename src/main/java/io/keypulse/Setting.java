package io.keypulse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
  DB_OWNER_PASSWORD("keypulse.db.owner-password", "password of the database login keypulse_owner");

  private static final int SHORTEST_SECRET = 32;

  private final String property;
  private final String meaning;

  Setting(String property, String meaning) {
    this.property = property;
    this.meaning = meaning;
  }

  /** The settings without which the application cannot run. */
  static List<Setting> toStart() {
    return Arrays.stream(values()).filter(setting -> setting != DB_OWNER_PASSWORD).toList();
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
      return Optional.of(variable() + " is missing: " + meaning + ".");
    }
    boolean fine =
        switch (this) {
          case SMTP_PORT -> given.get().matches("[0-9]{1,5}");
          case LINKS_SECRET, PRIVACY_SECRET -> given.get().length() >= SHORTEST_SECRET;
          case LINKS_BASE_URL -> given.get().matches("https?://.*[^/]");
          default -> true;
        };
    return fine
        ? Optional.empty()
        : Optional.of(variable() + " cannot be used as it is: " + meaning + ".");
  }

  static Optional<String> value(String property) {
    return Optional.ofNullable(System.getProperty(property, System.getenv(variable(property))))
        .filter(value -> !value.isBlank());
  }

  private static String variable(String property) {
    return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
