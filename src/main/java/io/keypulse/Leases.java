package io.keypulse;

import io.keypulse.invitation.Patience;

/**
 * Leases outlast a mail: they are looked at together with the times that a mail server is given.
 */
final class Leases {
  private static final String DISPATCH_LEASE = "keypulse.dispatch.lease";
  private static final String FOLLOWUP_LEASE = "keypulse.followup.mail.lease";

  static final Shape DISPATCH = lease("100s", DISPATCH_LEASE, Patience.LEASE);
  static final Shape FOLLOWUP_MAIL = lease("5m", FOLLOWUP_LEASE, Patience.LEASE_OF_A_ROUND);
  static final Shape REPLY =
      new Shape(
          "a time, for example 10s, three of which fit into KEYPULSE_DISPATCH_LEASE and KEYPULSE_FOLLOWUP_MAIL_LEASE beside KEYPULSE_SMTP_FINAL_TIMEOUT",
          given -> Given.isTime(given) && allFit());
  static final Shape LAST_REPLY =
      new Shape(
          "a time, for example 60s, that fits into KEYPULSE_DISPATCH_LEASE and KEYPULSE_FOLLOWUP_MAIL_LEASE beside three times KEYPULSE_SMTP_TIMEOUT",
          given -> Given.isTime(given) && allFit());

  private Leases() {}

  private static Shape lease(String example, String property, String usual) {
    return new Shape(
        "a time, for example %s, that lasts for a mail: three times KEYPULSE_SMTP_TIMEOUT and KEYPULSE_SMTP_FINAL_TIMEOUT"
            .formatted(example),
        given -> Given.isTime(given) && fits(property, usual));
  }

  private static boolean allFit() {
    return fits(DISPATCH_LEASE, Patience.LEASE) && fits(FOLLOWUP_LEASE, Patience.LEASE_OF_A_ROUND);
  }

  /** Also where one of them cannot be read, which is told of it alone. */
  private static boolean fits(String lease, String usual) {
    return Given.fits(
        Variables.value(lease).orElse(usual),
        Variables.value("keypulse.smtp.timeout").orElse(Patience.REPLY),
        Variables.value("keypulse.smtp.final-timeout").orElse(Patience.END));
  }
}
