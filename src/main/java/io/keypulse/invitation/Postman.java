package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/**
 * The door for later rooms that send mails of their own, over the same connections and with the
 * same meaning of every fault. Whoever uses it keeps books of its own.
 */
@ApplicationScoped
public class Postman {
  @Inject InvitationConfig.Smtp smtp;
  @Inject InvitationConfig.Mail sender;

  /**
   * @param key makes the Message-ID, so that a repetition is known as one
   * @param unsubscribeUrl empty for mails to people who work here
   */
  public record Letter(
      String to, UUID key, String unsubscribeUrl, String subject, String text, String html) {}

  /** What became of a letter; the reason names the stage and the reply. */
  public record Outcome(Result result, String reason) {}

  public enum Result {
    ACCEPTED,
    /** Nothing was delivered, and later it may be. */
    POSTPONED,
    ADDRESS_REFUSED,
    CONTENT_REFUSED,
    /** It may have arrived. */
    UNKNOWN
  }

  /** A round of letters over one connection; for one thread. */
  public final class Round implements AutoCloseable {
    private final Courier courier = new Courier(smtp, sender);

    public Outcome send(Letter letter, Instant now) {
      return outcome(
          courier.deliver(
              new InvitationMail.Rendered(
                  letter.to(),
                  InvitationMail.messageId(letter.key(), sender.from()),
                  letter.unsubscribeUrl(),
                  letter.subject(),
                  letter.text(),
                  letter.html()),
              now));
    }

    @Override
    public void close() {
      courier.close();
    }
  }

  public Round round() {
    return new Round();
  }

  private static Outcome outcome(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Accepted accepted -> new Outcome(Result.ACCEPTED, "");
      case Delivery.Postponed postponed -> new Outcome(Result.POSTPONED, postponed.reason());
      case Delivery.AddressRefused refused -> new Outcome(Result.ADDRESS_REFUSED, refused.reason());
      case Delivery.ContentRefused refused -> new Outcome(Result.CONTENT_REFUSED, refused.reason());
      case Delivery.Unknown unknown -> new Outcome(Result.UNKNOWN, unknown.reason());
    };
  }
}
