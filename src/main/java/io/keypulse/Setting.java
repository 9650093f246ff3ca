package io.keypulse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be known before the application starts, and what it must not start with. Each setting
 * is an environment variable, or a system property of the same name ({@code KEYPULSE_DB_URL},
 * {@code keypulse.db.url}).
 */
enum Setting {
  DB_URL(
      "keypulse.db.url",
      Need.TO_START,
      new Shape(
          "JDBC address of the database, for example jdbc:postgresql://db.example.com:5432/keypulse",
          given -> given.startsWith("jdbc:postgresql:"))),
  DB_PASSWORD(
      "keypulse.db.password",
      Need.TO_START,
      Shape.any("password of the database login keypulse_app")),
  DB_OWNER_PASSWORD(
      "keypulse.db.owner-password",
      Need.TO_MIGRATE,
      Shape.any("password of the database login keypulse_owner")),
  DB_CONNECTIONS(
      "keypulse.db.connections",
      new Shape("a whole number from 2 on", given -> Given.isFrom(2, given))),
  SMTP_HOST(
      "keypulse.smtp.host", Need.TO_START, Shape.any("mail server that takes the invitations")),
  SMTP_PORT(
      "keypulse.smtp.port",
      Need.TO_START,
      new Shape(
          "port of the mail server, for example 587",
          given -> Given.isPort(given) && Given.isFrom(1, given))),
  SMTP_TIMEOUT("keypulse.smtp.timeout", Leases.REPLY),
  SMTP_FINAL_TIMEOUT("keypulse.smtp.final-timeout", Leases.LAST_REPLY),
  SMTP_START_TLS(
      "keypulse.smtp.start-tls",
      Shape.oneOf("DISABLED, OPTIONAL or REQUIRED", "DISABLED", "OPTIONAL", "REQUIRED")),
  MAIL_FROM(
      "keypulse.mail.from",
      Need.TO_START,
      new Shape(
          "sender that customers see, for example Example Ltd <voice@example.com>",
          Given::isAddress)),
  MAIL_BOUNCES(
      "keypulse.mail.bounces",
      new Shape(
          "address that undeliverable mails come back to, for example bounces@example.com",
          Given::isAddress)),
  COMPANY_NAME("keypulse.company.name", Shape.line("the company's name", 60)),
  DKIM_DOMAIN("keypulse.dkim.domain", Shape.SIGNING_DOMAIN),
  DKIM_KEY("keypulse.dkim.key", Shape.SIGNING_KEY),
  BOUNCES_IMAP_PORT("keypulse.bounces.imap-port", new Shape("a port up to 65535", Given::isPort)),
  BOUNCES_IMAP_TLS("keypulse.bounces.imap-tls", Shape.SWITCH),
  BOUNCES_TICK("keypulse.bounces.tick", Shape.TIME),
  BOUNCES_LARGEST("keypulse.bounces.largest", Shape.COUNT),
  BOUNCES_SOFT_LIMIT("keypulse.bounces.soft-limit", Shape.COUNT),
  LINKS_BASE_URL(
      "keypulse.links.base-url",
      Need.TO_START,
      new Shape(
          "where customers reach the answer page, for example https://voice.example.com",
          given -> Given.isAddressOfPage(given) && given.matches("[^?#]*[^?#/]"))),
  LINKS_SECRET(
      "keypulse.links.secret",
      Need.TO_START,
      new Shape(
          "at least 32 random characters from which the links of the mails are derived",
          Given::isSecret)),
  PRIVACY_SECRET(
      "keypulse.privacy.secret",
      Need.TO_START,
      new Shape(
          "at least 32 random characters by which erased people are recognised; never change them",
          Given::isSecret)),
  PRIVACY_NOTICE_URL(
      "keypulse.privacy.notice-url",
      new Shape(
          "address of your privacy notice, for example https://example.com/privacy",
          Given::isAddressOfPage)),
  OIDC_URL(
      "keypulse.oidc.url",
      Need.TO_START,
      new Shape(
          "issuer of the sign-in tokens, for example https://login.example.com/realms/example",
          Given::isAddressOfPage)),
  OIDC_CLIENT_ID(
      "keypulse.oidc.client-id",
      Need.TO_START,
      Shape.any("audience that the sign-in tokens must name")),
  HTTP_PORT(
      "keypulse.http.port",
      new Shape("a port up to 65535, or 0 for any that is free", Given::isPort)),
  HTTP_FORWARDED("keypulse.http.forwarded", Shape.SWITCH),
  HTTP_TRUSTED_PROXIES(
      "keypulse.http.trusted-proxies",
      new Shape(
          "addresses and ranges of proxies, separated by commas, for example 10.0.0.0/8",
          Given::areRanges)),
  ANSWERS_PER_MINUTE("keypulse.answers.per-minute", Shape.COUNT),
  PHONE_AFTER("keypulse.phone.after", Shape.TIME_OR_NONE),
  CLOCK(
      "keypulse.clock",
      new Shape("for tests only, a moment such as 2026-01-31T08:00:00Z", Given::isMoment)),
  CURRENCY(
      "keypulse.currency", new Shape("a currency of ISO 4217, for example EUR", Given::isCurrency)),
  RATE_DAYS("keypulse.rate.days", Shape.COUNT),
  UNHEALTHY_FROM(
      "keypulse.analysis.unhealthy-from",
      new Shape(
          "a part above 0 and up to 1, for example 0.2",
          given -> given.matches("0?\\.[0-9]*[1-9][0-9]*|1(\\.0*)?"))),
  GRAPHQL_COST("keypulse.graphql.cost", Shape.COUNT),
  GRAPHQL_DEPTH("keypulse.graphql.depth", Shape.COUNT),
  GRAPHQL_ALIASES("keypulse.graphql.aliases", Shape.COUNT_OR_NONE),
  GRAPHQL_ROOT_FIELDS("keypulse.graphql.root-fields", Shape.COUNT),
  GRAPHQL_DIRECTIVES("keypulse.graphql.directives", Shape.COUNT_OR_NONE),
  GRAPHQL_SELECTIONS("keypulse.graphql.selections", Shape.COUNT),
  GRAPHQL_TOKENS("keypulse.graphql.tokens", Shape.COUNT),
  GRAPHQL_BODY_BYTES("keypulse.graphql.body-bytes", Shape.COUNT),
  GRAPHQL_VALUES("keypulse.graphql.values", Shape.COUNT),
  GRAPHQL_TIME("keypulse.graphql.time", Shape.TIME),
  GRAPHQL_ORIGINS(
      "keypulse.graphql.origins",
      new Shape(
          "sites without a path, separated by commas, for example https://app.example.com",
          Given::areSites)),
  GRAPHQL_INTROSPECTION(
      "keypulse.graphql.introspection", Shape.oneOf("ROLE or OPEN", "ROLE", "OPEN")),
  REPORT_TIME("keypulse.report.time", Shape.TIME),
  DISPATCH_CONNECTIONS("keypulse.dispatch.connections", Shape.COUNT),
  DISPATCH_BATCH("keypulse.dispatch.batch", Shape.COUNT),
  DISPATCH_RATE("keypulse.dispatch.rate", Shape.RATE),
  DISPATCH_DOMAIN_RATE("keypulse.dispatch.domain-rate", Shape.RATE),
  DISPATCH_DOMAIN_CONNECTIONS(
      "keypulse.dispatch.domain-connections",
      new Shape(
          "mails at once, a whole number; 0 for any number", given -> Given.isFrom(0, given))),
  DISPATCH_OWN_DOMAIN_PAUSE("keypulse.dispatch.own-domain-pause", Shape.TIME_OR_NONE),
  DISPATCH_HANGING_PAUSE("keypulse.dispatch.hanging-pause", Shape.TIME_OR_NONE),
  DISPATCH_UNKNOWN_PAUSE("keypulse.dispatch.unknown-pause", Shape.TIME_OR_NONE),
  DISPATCH_LEASE("keypulse.dispatch.lease", Leases.DISPATCH),
  DISPATCH_TICK("keypulse.dispatch.tick", Shape.TIME),
  DISPATCH_REMINDER_TICK("keypulse.dispatch.reminder-tick", Shape.TIME),
  DISPATCH_RETRIES("keypulse.dispatch.retries", Shape.TIMES),
  WAVE_TICK("keypulse.wave.tick", Shape.TIME),
  PROGRESS_TICK("keypulse.progress.tick", Shape.TIME),
  FOLLOWUP_TICK("keypulse.followup.tick", Shape.TIME),
  FOLLOWUP_MAIL_BATCH("keypulse.followup.mail.batch", Shape.COUNT),
  FOLLOWUP_MAIL_LEASE("keypulse.followup.mail.lease", Leases.FOLLOWUP_MAIL),
  FOLLOWUP_MAIL_RETRIES("keypulse.followup.mail.retries", Shape.TIMES),
  FOLLOWUP_MAIL_UNKNOWN_PAUSE("keypulse.followup.mail.unknown-pause", Shape.TIME_OR_NONE),
  IMPORT_LEASE("keypulse.import.lease", Shape.TIME),
  IMPORT_TICK("keypulse.import.tick", Shape.TIME),
  IMPORT_PATIENCE("keypulse.import.patience", Shape.TIME_OR_NONE),
  INSTALLATION("keypulse.installation", Shape.line("a name", 200)),
  RETENTION_LEFT_CONTACTS("keypulse.retention.left-contacts", Shape.DAYS),
  RETENTION_AUDIT(
      "keypulse.retention.audit",
      new Shape("30 days or more, for example 3650d", Given::is30DaysOrMore)),
  RETENTION_IMPORTS("keypulse.retention.imports", Shape.DAYS),
  RETENTION_ANSWER_VERSIONS("keypulse.retention.answer-versions", Shape.DAYS),
  RETENTION_IDEMPOTENCY_KEYS("keypulse.retention.idempotency-keys", Shape.DAYS),
  RETENTION_CRON("keypulse.retention.cron", Shape.CRON),
  COUNTS_CRON("keypulse.counts.cron", Shape.CRON),
  SALES_CRON("keypulse.sales.cron", Shape.CRON);

  private enum Need {
    TO_START,
    TO_MIGRATE,
    NONE
  }

  private final String property;
  private final Need need;

  @SuppressWarnings("ImmutableEnumChecker") // methods without a state
  private final Shape shape;

  Setting(String property, Shape shape) {
    this(property, Need.NONE, shape);
  }

  Setting(String property, Need need, Shape shape) {
    this.property = property;
    this.need = need;
    this.shape = shape;
  }

  /** The settings without which the application cannot run. */
  static List<Setting> toStart() {
    return Stream.of(values()).filter(setting -> setting.need == Need.TO_START).toList();
  }

  /** What is wrong with any that the application runs with, as sentences. */
  static List<String> faultsToStart() {
    return Stream.of(values())
        .filter(setting -> setting.need != Need.TO_MIGRATE)
        .map(Setting::fault)
        .flatMap(Optional::stream)
        .toList();
  }

  static List<Setting> toMigrate() {
    return List.of(DB_URL, DB_OWNER_PASSWORD);
  }

  String variable() {
    return Variables.name(property);
  }

  String value() {
    return Variables.value(property).orElseThrow();
  }

  /** What is wrong with it, as one sentence. */
  Optional<String> fault() {
    Optional<String> given = Variables.value(property);
    if (given.isEmpty()) {
      return need == Need.NONE
          ? Optional.empty()
          : Optional.of(variable() + " is missing: " + shape.meaning() + ".");
    }
    return shape.fits().test(given.get())
        ? Optional.empty()
        : Optional.of(variable() + " cannot be used as it is: " + shape.meaning() + ".");
  }
}
