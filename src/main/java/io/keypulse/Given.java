package io.keypulse;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.keypulse.invitation.Patience;
import io.keypulse.platform.AddressRange;
import io.keypulse.platform.RsaKey;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Whether what somebody wrote for a setting can be meant. */
final class Given {
  private static final int SHORTEST_SECRET = 32;
  private static final Duration SHORTEST_AUDIT = Duration.ofDays(30);

  private Given() {}

  static boolean any(String given) {
    return true;
  }

  static boolean isSecret(String given) {
    return given.length() >= SHORTEST_SECRET;
  }

  static boolean isOneOf(String given, String... words) {
    return Stream.of(words).anyMatch(given::equals);
  }

  static boolean isFrom(int least, String given) {
    return given.matches("[0-9]{1,9}") && Integer.parseInt(given) >= least;
  }

  static boolean isPort(String given) {
    return isFrom(0, given) && Integer.parseInt(given) <= 65_535;
  }

  static boolean isAddress(String given) {
    return given.contains("@") && isRead(() -> new InternetAddress(given, true));
  }

  static boolean isAddressOfPage(String given) {
    return given.matches("https?://.+") && isRead(() -> new URI(given));
  }

  static boolean areSites(String given) {
    return Stream.of(given.split(",", -1))
        .map(String::strip)
        .allMatch(site -> site.matches("https?://[^/?#]+") && isAddressOfPage(site));
  }

  static boolean areRanges(String given) {
    return isRead(() -> Stream.of(given.split(",", -1)).map(AddressRange::of).toList());
  }

  static boolean isMoment(String given) {
    return isRead(() -> Instant.parse(given));
  }

  static boolean isCurrency(String given) {
    return isRead(() -> Currency.getInstance(given));
  }

  static boolean isTime(String given) {
    return isAtLeast(Duration.ofMillis(1), given);
  }

  static boolean isTimeOrNone(String given) {
    return isAtLeast(Duration.ZERO, given);
  }

  static boolean fits(String lease, String reply, String end) {
    return read(() -> new Patience(time(lease), time(reply), time(end)))
        .map(Patience::fits)
        .orElse(true);
  }

  static boolean areTimes(String given) {
    return Stream.of(given.split(",", -1)).map(String::strip).allMatch(Given::isTime);
  }

  static boolean isADayOrMore(String given) {
    return isAtLeast(Duration.ofDays(1), given);
  }

  static boolean is30DaysOrMore(String given) {
    return isAtLeast(SHORTEST_AUDIT, given);
  }

  static boolean isCron(String given) {
    return isRead(
        () ->
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ))
                .parse(given)
                .validate());
  }

  static boolean isRsaKey(String file) {
    return isRead(() -> RsaKey.in(Path.of(file)));
  }

  private static boolean isAtLeast(Duration least, String given) {
    return read(() -> time(given)).filter(time -> time.compareTo(least) >= 0).isPresent();
  }

  private static Duration time(String given) {
    return DurationConverter.parseDuration(given);
  }

  private static boolean isRead(Callable<Object> reading) {
    return read(reading).isPresent();
  }

  /** Nothing where it cannot be read: its setting says then what it has to be. */
  private static <T> Optional<T> read(Callable<T> reading) {
    try {
      return Optional.of(reading.call());
    } catch (Exception unreadable) {
      return Optional.empty();
    }
  }
}
