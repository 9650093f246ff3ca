package io.keypulse;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Whoever runs Keypulse finds every setting in the README. */
@KeypulseTest
class SettingsTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z_]+)`");

  /** Shorter names are handed on to some, and the demo has its own. */
  private static final Set<String> NOT_TO_BE_SET =
      Set.of("KEYPULSE_TRADE_CURRENCY", "KEYPULSE_TRADE_RATE_DAYS", "KEYPULSE_DEMO_FOLDER");

  /** Words of others, or their own: only whoever reads them knows whether they are right. */
  private static final Set<String> ANYTHING =
      Set.of(
          "KEYPULSE_DB_USERNAME",
          "KEYPULSE_DB_OWNER_USERNAME",
          "KEYPULSE_SMTP_USERNAME",
          "KEYPULSE_SMTP_PASSWORD",
          "KEYPULSE_DKIM_SELECTOR",
          "KEYPULSE_BOUNCES_SECRET",
          "KEYPULSE_BOUNCES_IMAP_HOST",
          "KEYPULSE_BOUNCES_IMAP_USERNAME",
          "KEYPULSE_BOUNCES_IMAP_PASSWORD",
          "KEYPULSE_BOUNCES_IMAP_FOLDER",
          "KEYPULSE_OIDC_ROLES_CLAIM");

  @Test
  void eachSettingIsLookedAtBeforeTheStart() {
    Set<String> unseen = known();
    Stream.of(Setting.values()).map(Setting::variable).forEach(unseen::remove);
    unseen.removeAll(ANYTHING);
    assertEquals(Set.of(), unseen);
  }

  @Test
  void theReadmeNamesEverySetting() throws IOException {
    Set<String> missing = known();
    Stream.of(Setting.values()).map(Setting::variable).forEach(missing::add);
    missing.removeAll(inTheReadme());
    assertEquals(Set.of(), missing);
  }

  @Test
  void aLeaseThatEndsBeforeAMailHasItsReplyIsRefusedAndNamed() {
    given("keypulse.smtp.final-timeout", "5m", Setting.SMTP_FINAL_TIMEOUT);
    given("keypulse.smtp.timeout", "15s", Setting.SMTP_TIMEOUT);
    given("keypulse.dispatch.lease", "80s", Setting.DISPATCH_LEASE);
    given("keypulse.followup.mail.lease", "80s", Setting.FOLLOWUP_MAIL_LEASE);
  }

  private static void given(String property, String value, Setting setting) {
    System.setProperty(property, value);
    try {
      assertTrue(setting.fault().orElseThrow().startsWith(setting.variable()));
    } finally {
      System.clearProperty(property);
    }
    assertEquals(Optional.empty(), setting.fault());
  }

  private static Set<String> known() {
    return StreamSupport.stream(ConfigProvider.getConfig().getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith("keypulse."))
        .map(name -> name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
        .filter(name -> !NOT_TO_BE_SET.contains(name))
        .collect(toCollection(TreeSet::new));
  }

  /** A name that begins with an underscore shares the beginning of the first one of its row. */
  private static Set<String> inTheReadme() throws IOException {
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      if (line.startsWith("| `KEYPULSE_")) {
        List<String> row =
            NAME.matcher(line.split("\\|", -1)[1]).results().map(found -> found.group(1)).toList();
        names.addAll(row);
        for (String rest : row) {
          Matcher beginning = Pattern.compile("_").matcher(row.getFirst());
          while (rest.startsWith("_") && beginning.find()) {
            names.add(row.getFirst().substring(0, beginning.start()) + rest);
          }
        }
      }
    }
    return names;
  }
}
