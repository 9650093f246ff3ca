package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.UUID;

/**
 * The door for later rooms that send mails of their own, over the same connections and with the
 * same meaning of every fault. Whoever uses it keeps books of its own.
 */
@ApplicationScoped
public class Postman {
  @Inject InvitationConfig.Smtp smtp;
  @Inject InvitationConfig.Mail settings;
  @Inject DkimSeal seal;

  /**
   * @param key makes the Message-ID, so that a repetition is known as one
   * @param unsubscribeUrl empty for mails to people who work here
   * @param html empty for plain text alone
   */
  public record Mail(
      String to, UUID key, String unsubscribeUrl, String subject, String text, String html) {}

  /** What became of a mail; the reason names the stage and the reply. */
  public record Reply(Result result, String reason) {}

  public enum Result {
    ACCEPTED,
    /** Nothing was delivered, and later it may be. */
    POSTPONED,
    ADDRESS_REFUSED,
    CONTENT_REFUSED,
    /** It may have arrived. */
    UNKNOWN
  }

  /** A round of mails over one connection; for one thread. */
  public final class Round implements AutoCloseable {
    private final Courier courier = new Courier(smtp, seal);

    public Reply send(Mail mail, Attempt attempt, Instant now) {
      return reply(courier.deliver(letter(mail), attempt, now));
    }

    @Override
    public void close() {
      courier.close();
    }
  }

  public Round round() {
    return new Round();
  }

  private Letter letter(Mail mail) {
    InternetAddress from = sender();
    String address = from.getAddress();
    return new Letter(
        mail.to(),
        from,
        null,
        address,
        "<%s@%s>".formatted(mail.key(), address.substring(address.lastIndexOf('@') + 1)),
        null,
        mail.unsubscribeUrl(),
        mail.subject(),
        mail.text(),
        mail.html());
  }

  private InternetAddress sender() {
    try {
      return new InternetAddress(settings.from(), true);
    } catch (AddressException wrong) {
      throw new IllegalStateException("The sender of mails cannot be used", wrong);
    }
  }

  private static Reply reply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> new Reply(Result.ACCEPTED, "");
      case Outcome.Postponed postponed -> new Reply(Result.POSTPONED, postponed.reason());
      case Outcome.AddressRefused refused -> new Reply(Result.ADDRESS_REFUSED, refused.reason());
      case Outcome.ContentRefused refused -> new Reply(Result.CONTENT_REFUSED, refused.reason());
      case Outcome.Unsendable wrong -> new Reply(Result.CONTENT_REFUSED, wrong.reason());
      case Outcome.Unknown unknown -> new Reply(Result.UNKNOWN, unknown.reason());
    };
  }
}
