package io.keypulse.invitation;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * One attempt to hand a mail to the mail server, and its line in the log: nothing of the reader but
 * their domain, and of the server's reply the codes alone, for its text may name the reader.
 *
 * @param of the mail as its books know it, {@code name=number}
 * @param number from 1
 */
public record Attempt(String of, int number) {
  private static final Logger LOG = Logger.getLogger(Attempt.class);

  void log(String to, Outcome outcome) {
    LOG.logf(
        level(outcome),
        "%s attempt=%s outcome=%s reply=\"%s\" domain=%s",
        of,
        number,
        outcome.word(),
        outcome.reason(),
        to.substring(to.lastIndexOf('@') + 1));
  }

  private static Level level(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> Level.DEBUG;
      case Outcome.Postponed postponed
          when postponed.reason().startsWith(SmtpConnection.NO_CONNECTION) ->
          Level.WARN;
      case Outcome.Postponed _, Outcome.AddressRefused _, Outcome.PolicyRefused _ -> Level.INFO;
      case Outcome.ContentRefused _, Outcome.Unsendable _, Outcome.Unknown _ -> Level.WARN;
    };
  }
}
