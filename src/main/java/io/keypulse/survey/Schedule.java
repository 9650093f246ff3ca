package io.keypulse.survey;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.keypulse.platform.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When a program runs: five cron fields read in its time zone. */
record Schedule(Cron cron, ZoneId zone) {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  static Schedule of(String cron, String zone) {
    return new Schedule(cron(cron), zone(zone));
  }

  /** The first time after {@code now}. */
  Instant next(Instant now) {
    return ExecutionTime.forCron(cron)
        .nextExecution(now.atZone(zone))
        .map(ZonedDateTime::toInstant)
        .orElseThrow(() -> Refused.invalid("cron", "This schedule never comes to pass."));
  }

  private static Cron cron(String text) {
    try {
      return PARSER.parse(text).validate();
    } catch (IllegalArgumentException unreadable) {
      throw Refused.invalid(
          "cron",
          "Write five fields: minute hour day month weekday, for example 0 9 * * 1 for Mondays at nine.");
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw Refused.invalid(
          "timeZone", "Write a zone of the IANA database, for example Europe/Berlin.");
    }
  }
}
