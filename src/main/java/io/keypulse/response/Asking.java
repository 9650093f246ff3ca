package io.keypulse.response;

import io.keypulse.survey.CachedParts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands below the question: who asks, until when, and how its reader was chosen.
 *
 * @param by who answers for the reader's company; nobody where nobody does
 * @param days that are left, in full
 * @param people who could have been drawn
 */
record Asking(
    @Nullable Person by, String until, long days, int drawn, int people, PrivacyNotice notice) {

  record Person(String name, String position, String email) {}

  /** All that it shows above its notice, on a page in this language. */
  public String key(String language) {
    return CachedParts.key(
        language,
        by == null ? null : CachedParts.key(by.name(), by.position(), by.email()),
        until,
        days,
        drawn,
        people,
        notice.everybody(),
        notice.fewest());
  }

  static long daysLeft(Instant now, Instant end) {
    return Math.max(0, Duration.between(now, end).toDays());
  }
}
