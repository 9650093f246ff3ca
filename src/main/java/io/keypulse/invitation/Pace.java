package io.keypulse.invitation;

import java.time.Duration;

/**
 * How fast mails may start, over all replicas.
 *
 * @param connections at once to one domain; any number when 0
 * @param domain between two mails to one domain
 * @param ownDomain between two mails to a domain that belongs to one account, whose people would
 *     otherwise be asked all in the same minute
 * @param all between two mails to anybody
 */
record Pace(int connections, Duration domain, Duration ownDomain, Duration all) {
  /** What may start at once, when it may not start all at once. */
  private static final Duration BURST = Duration.ofMillis(100);

  private static final Duration ANY_TIME = Duration.ofDays(36_500);

  static final Pace UNBOUNDED = new Pace(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  static Pace of(InvitationConfig.Dispatch config) {
    return new Pace(
        config.domainConnections(),
        every(config.domainRate()),
        config.ownDomainPause(),
        every(config.rate()));
  }

  private static Duration every(int perSecond) {
    return perSecond == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(perSecond);
  }

  Duration every(boolean ofOneAccount) {
    return ofOneAccount && ownDomain.compareTo(domain) > 0 ? ownDomain : domain;
  }

  /** How far ahead of its turn a mail may start; at any time where there are no turns. */
  static Duration tolerance(Duration every) {
    if (every.isZero()) {
      return ANY_TIME;
    }
    return every.compareTo(BURST) < 0 ? BURST.minus(every) : Duration.ZERO;
  }

  /** How many may start at once. */
  static int burst(Duration every, int most) {
    if (every.isZero()) {
      return most;
    }
    return (int) Math.min(most, 1 + tolerance(every).dividedBy(every));
  }

  /** As PostgreSQL's intervals want it. */
  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
