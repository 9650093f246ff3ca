package io.keypulse.invitation;

import java.time.Duration;

/**
 * How long a mail server is waited for. A mail that has left must have its reply before its lease
 * ends: else another replica would hold it for lost while it arrives.
 *
 * @param lease how long a replica holds a mail without a sign of life
 * @param reply for connecting, for each reply but the last, and for writing the mail
 * @param end for the reply to the end of the mail: who gives up early makes copies (RFC 5321,
 *     4.5.3.2.6)
 */
public record Patience(Duration lease, Duration reply, Duration end) {
  public static final String LEASE = "100s";

  /** Of mails that one replica sends one after the other. */
  public static final String LEASE_OF_A_ROUND = "5m";

  public static final String REPLY = "10s";
  public static final String END = "60s";

  private static final int FEWEST_REPLIES = 2;

  /** From the start of a mail until its last word must go out, or it does not leave this time. */
  Duration beforeTheMail() {
    return lease.minus(end).minus(reply);
  }

  /** Whether a slow server is left some time before the mail. */
  public boolean fits() {
    return beforeTheMail().compareTo(reply.multipliedBy(FEWEST_REPLIES)) >= 0;
  }
}
