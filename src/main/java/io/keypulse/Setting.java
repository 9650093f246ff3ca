package io.keypulse;

import io.keypulse.invitation.Patience;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What has to be known before the application starts, and what it must not start with. Each setting
 * is an environment variable, or a system property of the same name ({@code KEYPULSE_DB_URL},
 * {@code keypulse.db.url}).
 */
enum Setting {
  DB_URL(
      "keypulse.db.url",
      "JDBC address of the database, for example jdbc:postgresql://db.example.com:5432/keypulse",
      given -> given.startsWith("jdbc:postgresql:")),
  DB_PASSWORD("keypulse.db.password", "password of the database login keypulse_app", Given::any),
  SMTP_HOST("keypulse.smtp.host", "mail server that takes the invitations", Given::any),
  SMTP_PORT(
      "keypulse.smtp.port",
      "port of the mail server, for example 587",
      given -> Given.isPort(given) && Given.isFrom(1, given)),
  MAIL_FROM(
      "keypulse.mail.from",
      "sender that customers see, for example Example Ltd <voice@example.com>",
      Given::isAddress),
  LINKS_BASE_URL(
      "keypulse.links.base-url",
      "where customers reach the answer page, for example https://voice.example.com",
      given -> Given.isAddressOfPage(given) && given.matches("[^?#]*[^?#/]")),
  LINKS_SECRET(
      "keypulse.links.secret",
      "at least 32 random characters from which the links of the mails are derived",
      Given::isSecret),
  PRIVACY_SECRET(
      "keypulse.privacy.secret",
      "at least 32 random characters by which erased people are recognised; never change them",
      Given::isSecret),
  OIDC_URL(
      "keypulse.oidc.url",
      "issuer of the sign-in tokens, for example https://login.example.com/realms/example",
      Given::isAddressOfPage),
  OIDC_CLIENT_ID(
      "keypulse.oidc.client-id", "audience that the sign-in tokens must name", Given::any),
  DB_OWNER_PASSWORD(
      "keypulse.db.owner-password", "password of the database login keypulse_owner", Given::any),
  HTTP_PORT("keypulse.http.port", "a port up to 65535, or 0 for any that is free", Given::isPort),
  HTTP_FORWARDED(
      "keypulse.http.forwarded", "true or false", given -> Given.isOneOf(given, "true", "false")),
  HTTP_TRUSTED_PROXIES(
      "keypulse.http.trusted-proxies",
      "addresses and ranges of proxies, separated by commas, for example 10.0.0.0/8",
      Given::areRanges),
  CLOCK("keypulse.clock", "for tests only, a moment such as 2026-01-31T08:00:00Z", Given::isMoment),
  CURRENCY("keypulse.currency", "a currency of ISO 4217, for example EUR", Given::isCurrency),
  UNHEALTHY_FROM(
      "keypulse.analysis.unhealthy-from",
      "a part above 0 and up to 1, for example 0.2",
      given -> given.matches("0?\\.[0-9]*[1-9][0-9]*|1(\\.0*)?")),
  GRAPHQL_DEPTH(
      "keypulse.graphql.depth", "a whole number from 1 on", given -> Given.isFrom(1, given)),
  DB_CONNECTIONS(
      "keypulse.db.connections", "a whole number from 2 on", given -> Given.isFrom(2, given)),
  ANSWERS_PER_MINUTE(
      "keypulse.answers.per-minute", "a whole number from 1 on", given -> Given.isFrom(1, given)),
  DISPATCH_CONNECTIONS(
      "keypulse.dispatch.connections", "a whole number from 1 on", given -> Given.isFrom(1, given)),
  DISPATCH_BATCH(
      "keypulse.dispatch.batch", "a whole number from 1 on", given -> Given.isFrom(1, given)),
  DISPATCH_RATE(
      "keypulse.dispatch.rate",
      "mails a second, a whole number; 0 for any number",
      given -> Given.isFrom(0, given)),
  DISPATCH_DOMAIN_RATE(
      "keypulse.dispatch.domain-rate",
      "mails a second, a whole number; 0 for any number",
      given -> Given.isFrom(0, given)),
  DISPATCH_DOMAIN_CONNECTIONS(
      "keypulse.dispatch.domain-connections",
      "mails at once, a whole number; 0 for any number",
      given -> Given.isFrom(0, given)),
  DISPATCH_OWN_DOMAIN_PAUSE(
      "keypulse.dispatch.own-domain-pause",
      "a time, for example 2m; 0s for none",
      Given::isTimeOrNone),
  DISPATCH_HANGING_PAUSE(
      "keypulse.dispatch.hanging-pause",
      "a time, for example 1m; 0s for none",
      Given::isTimeOrNone),
  DISPATCH_UNKNOWN_PAUSE(
      "keypulse.dispatch.unknown-pause",
      "a time, for example 30m; 0s for none",
      Given::isTimeOrNone),
  DISPATCH_LEASE(
      "keypulse.dispatch.lease",
      "a time, for example 100s, that lasts for a mail: three times KEYPULSE_SMTP_TIMEOUT and KEYPULSE_SMTP_FINAL_TIMEOUT",
      given -> Given.isTime(given) && fits("keypulse.dispatch.lease", given)),
  DISPATCH_TICK("keypulse.dispatch.tick", "a time, for example 5s", Given::isTime),
  DISPATCH_REMINDER_TICK(
      "keypulse.dispatch.reminder-tick", "a time, for example 1m", Given::isTime),
  DISPATCH_RETRIES(
      "keypulse.dispatch.retries",
      "times, separated by commas, for example 1m,5m,30m,2h",
      Given::areTimes),
  WAVE_TICK("keypulse.wave.tick", "a time, for example 10s", Given::isTime),
  PROGRESS_TICK("keypulse.progress.tick", "a time, for example 2s", Given::isTime),
  FOLLOWUP_MAIL_LEASE(
      "keypulse.followup.mail.lease",
      "a time, for example 5m, that lasts for a mail: three times KEYPULSE_SMTP_TIMEOUT and KEYPULSE_SMTP_FINAL_TIMEOUT",
      given -> Given.isTime(given) && fits("keypulse.followup.mail.lease", given)),
  FOLLOWUP_TICK("keypulse.followup.tick", "a time, for example 30s", Given::isTime),
  SMTP_TIMEOUT(
      "keypulse.smtp.timeout",
      "a time, for example 10s, three of which fit into KEYPULSE_DISPATCH_LEASE and KEYPULSE_FOLLOWUP_MAIL_LEASE beside KEYPULSE_SMTP_FINAL_TIMEOUT",
      given -> Given.isTime(given) && leasesFit()),
  SMTP_FINAL_TIMEOUT(
      "keypulse.smtp.final-timeout",
      "a time, for example 60s, that fits into KEYPULSE_DISPATCH_LEASE and KEYPULSE_FOLLOWUP_MAIL_LEASE beside three times KEYPULSE_SMTP_TIMEOUT",
      given -> Given.isTime(given) && leasesFit()),
  SMTP_START_TLS(
      "keypulse.smtp.start-tls",
      "DISABLED, OPTIONAL or REQUIRED",
      given -> Given.isOneOf(given, "DISABLED", "OPTIONAL", "REQUIRED")),
  MAIL_BOUNCES(
      "keypulse.mail.bounces",
      "address that undeliverable mails come back to, for example bounces@example.com",
      Given::isAddress),
  PRIVACY_NOTICE_URL(
      "keypulse.privacy.notice-url",
      "address of your privacy notice, for example https://example.com/privacy",
      Given::isAddressOfPage),
  INSTALLATION(
      "keypulse.installation",
      "a name, one line of at most 200 characters",
      given -> given.strip().matches("\\P{Cntrl}{1,200}")),
  COMPANY_NAME(
      "keypulse.company.name",
      "the company's name, one line of at most 60 characters",
      given -> given.strip().matches("\\P{Cntrl}{1,60}")),
  RETENTION_AUDIT(
      "keypulse.retention.audit", "30 days or more, for example 3650d", Given::is30DaysOrMore),
  RETENTION_CRON(
      "keypulse.retention.cron", "six fields of Quartz, for example 0 30 3 * * ?", Given::isCron),
  COUNTS_CRON(
      "keypulse.counts.cron", "six fields of Quartz, for example 0 10 * * * ?", Given::isCron),
  SALES_CRON(
      "keypulse.sales.cron", "six fields of Quartz, for example 0 20 3 * * ?", Given::isCron),
  DKIM_DOMAIN(
      "keypulse.dkim.domain",
      "the domain that signs mails, with KEYPULSE_DKIM_SELECTOR and KEYPULSE_DKIM_KEY beside it",
      _ -> value("keypulse.dkim.selector").isPresent() && value("keypulse.dkim.key").isPresent()),
  DKIM_KEY(
      "keypulse.dkim.key",
      "a PEM file with an RSA key (PKCS 8) that signs mails, with KEYPULSE_DKIM_DOMAIN and KEYPULSE_DKIM_SELECTOR beside it",
      given ->
          value("keypulse.dkim.domain").isPresent()
              && value("keypulse.dkim.selector").isPresent()
              && Given.isRsaKey(given));

  private static final Set<Setting> OPTIONAL = EnumSet.range(HTTP_PORT, DKIM_KEY);

  private final String property;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // methods without a state
  private final Predicate<String> fine;

  Setting(String property, String meaning, Predicate<String> fine) {
    this.property = property;
    this.meaning = meaning;
    this.fine = fine;
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
    return fine.test(given.get())
        ? Optional.empty()
        : Optional.of(variable() + " cannot be used as it is: " + meaning + ".");
  }

  /** Also where one of them cannot be read, which is told of it alone. */
  private static boolean leasesFit() {
    return fits("keypulse.dispatch.lease", Patience.LEASE)
        && fits("keypulse.followup.mail.lease", Patience.LEASE_OF_A_ROUND);
  }

  private static boolean fits(String lease, String otherwise) {
    return Given.fits(
        value(lease).orElse(otherwise),
        value("keypulse.smtp.timeout").orElse(Patience.REPLY),
        value("keypulse.smtp.final-timeout").orElse(Patience.END));
  }

  static Optional<String> value(String property) {
    return Optional.ofNullable(System.getProperty(property, System.getenv(variable(property))))
        .filter(value -> !value.isBlank());
  }

  private static String variable(String property) {
    return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
