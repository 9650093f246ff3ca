package io.keypulse.invitation;

import io.keypulse.platform.EmailAddress;
import io.keypulse.survey.Satisfaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * The door for later rooms that send mails of their own, over the same connections and with the
 * same meaning of every fault. Whoever uses it keeps books of its own.
 */
@ApplicationScoped
public class Postman {
  @Inject InvitationConfig.Smtp smtp;
  @Inject Senders senders;
  @Inject LetterWriter letterWriter;
  @Inject DkimSeal seal;

  /**
   * To somebody who works here, in plain text.
   *
   * @param key makes the Message-ID, so that a repetition is known as one
   */
  public record Notice(String to, UUID key, String subject, String text) {}

  /**
   * To somebody who was invited, and written as the invitation was.
   *
   * @param key makes the Message-ID, so that a repetition is known as one
   * @param answers how each of the five is worded
   * @param path of the page behind the five answers, for example {@code /p/}
   * @param linkKey of that page, and of the ways out
   */
  public record Question(
      String to,
      UUID key,
      UUID invitationKey,
      int programId,
      int teamId,
      String language,
      String name,
      String subject,
      String lead,
      String question,
      Function<Satisfaction, String> answers,
      String path,
      UUID linkKey) {}

  /** A mail that is ready to leave. */
  public static final class Written {
    private final Letter letter;

    private Written(Letter letter) {
      this.letter = letter;
    }
  }

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
    private final Patience patience;
    private final SmtpConnection connection;

    private Round(Patience patience) {
      this.patience = patience;
      this.connection = new SmtpConnection(smtp, patience, seal);
    }

    /** Of a mail whose lease begins now. */
    public Reply send(Written mail, Attempt attempt, Instant now) {
      Deadline deadline = Deadline.in(patience.beforeTheMail());
      return reply(connection.deliver(mail.letter, attempt, now, deadline));
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  /**
   * @param lease of each mail
   */
  public Round round(Duration lease) {
    return new Round(smtp.patience(lease));
  }

  public Written write(Notice notice) {
    InternetAddress from = senders.ours();
    String address = from.getAddress();
    return new Written(
        new Letter(
            notice.to(),
            from,
            null,
            address,
            "<%s@%s>".formatted(notice.key(), EmailAddress.domain(address)),
            null,
            "",
            MailSource.subject(notice.subject()),
            notice.text(),
            ""));
  }

  public Written write(Question asked) {
    Senders.Desk desk = new Senders.Desk(asked.programId(), asked.teamId());
    return new Written(letterWriter.write(asked, senders.of(desk)));
  }

  private static Reply reply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> new Reply(Result.ACCEPTED, "");
      case Outcome.Postponed postponed -> new Reply(Result.POSTPONED, postponed.reason());
      case Outcome.AddressRefused refused -> new Reply(Result.ADDRESS_REFUSED, refused.reason());
      case Outcome.PolicyRefused refused -> new Reply(Result.CONTENT_REFUSED, refused.reason());
      case Outcome.ContentRefused refused -> new Reply(Result.CONTENT_REFUSED, refused.reason());
      case Outcome.Unsendable wrong -> new Reply(Result.CONTENT_REFUSED, wrong.reason());
      case Outcome.Unknown unknown -> new Reply(Result.UNKNOWN, unknown.reason());
    };
  }
}
