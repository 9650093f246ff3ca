package io.keypulse.invitation;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jboss.logging.Logger;

/**
 * One connection to the mail server, kept open over many mails and opened again after a fault; for
 * one thread.
 */
final class Courier implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Courier.class);

  static {
    // untold, Jakarta Mail searches the whole class path for this seven times a mail
    System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
  }

  private final InvitationConfig.Smtp smtp;
  private final DkimSeal seal;
  private final Session session;
  private StagedTransport transport;

  Courier(InvitationConfig.Smtp smtp, DkimSeal seal) {
    this.smtp = smtp;
    this.seal = seal;
    this.session = session(smtp);
    this.transport = transport();
  }

  Outcome deliver(Letter letter, Attempt attempt, Instant now) {
    Outcome outcome = deliver(letter, now);
    attempt.log(letter.to(), outcome);
    return outcome;
  }

  private Outcome deliver(Letter letter, Instant now) {
    MimeMessage message;
    Address[] to;
    try {
      message = message(letter, now);
      to = new Address[] {new InternetAddress(letter.to(), true)};
    } catch (MessagingException fault) {
      return new Outcome.Unsendable("MESSAGE " + fault.getClass().getSimpleName());
    }
    try {
      if (!transport.isConnected()) {
        transport = transport();
        transport.connect(
            smtp.host(), smtp.port(), smtp.username().orElse(null), smtp.password().orElse(null));
      }
      transport.begin();
      transport.sendMessage(message, to);
      return new Outcome.Accepted(transport.stage() + " " + transport.status());
    } catch (MessagingException fault) {
      return meaning(fault);
    }
  }

  private Outcome meaning(MessagingException fault) {
    StagedTransport.Stage stage = transport.stage();
    int reply = transport.reply();
    String reason =
        "%s %s".formatted(stage, reply < 0 ? fault.getClass().getSimpleName() : transport.status());
    if (reply < 0 || reply == 421) {
      abandonConnection();
    }
    if (stage == StagedTransport.Stage.AFTER_DOT && reply < 0) {
      return new Outcome.Unknown(reason);
    }
    if (reply < 500) {
      return new Outcome.Postponed(reason, hung(fault));
    }
    return switch (stage) {
      case RCPT -> recipientRefused(reason);
      case MAIL, DATA, AFTER_DOT -> new Outcome.ContentRefused(reason);
      case CONNECT -> new Outcome.Postponed(reason, false);
    };
  }

  private Outcome recipientRefused(String reason) {
    if (transport.isAboutUs()) {
      return new Outcome.ContentRefused(reason);
    }
    return transport.isAboutAFullMailbox()
        ? new Outcome.Postponed(reason, false)
        : new Outcome.AddressRefused(reason);
  }

  private static boolean hung(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private void abandonConnection() {
    close();
    transport = transport();
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (MessagingException alreadyGone) {
      LOG.debug("The connection to the mail server was gone before it was closed");
    }
  }

  private StagedTransport transport() {
    return new StagedTransport(session, new URLName("smtp", null, -1, null, null, null));
  }

  private MimeMessage message(Letter letter, Instant now) throws MessagingException {
    SMTPMessage message =
        new SMTPMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", letter.messageId());
          }
        };
    message.setEnvelopeFrom(letter.returnPath());
    message.setFrom(letter.from());
    if (letter.replyTo() != null) {
      message.setReplyTo(new Address[] {letter.replyTo()});
    }
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), "UTF-8");
    message.setSentDate(Date.from(now));
    message.setHeader("Auto-Submitted", "auto-generated");
    if (!letter.unsubscribeUrl().isEmpty()) {
      message.setHeader("List-Unsubscribe", "<" + letter.unsubscribeUrl() + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    if (letter.follows() != null) {
      message.setHeader("References", letter.follows());
    }
    write(message, letter);
    message.saveChanges();
    seal.seal(message);
    return message;
  }

  private static void write(MimeMessage message, Letter letter) throws MessagingException {
    if (letter.html().isEmpty()) {
      message.setText(letter.text(), "UTF-8", "plain");
      return;
    }
    message.setContent(
        new MimeMultipart(
            "alternative",
            MailText.part("plain", letter.text()),
            MailText.part("html", letter.html())));
  }

  private static Session session(InvitationConfig.Smtp smtp) {
    String timeout = Long.toString(smtp.timeout().toMillis());
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.connectiontimeout", timeout);
    settings.setProperty("mail.smtp.timeout", timeout);
    settings.setProperty("mail.smtp.writetimeout", timeout);
    settings.setProperty("mail.smtp.quitwait", "false");
    settings.setProperty("mail.smtp.auth", Boolean.toString(smtp.username().isPresent()));
    settings.setProperty(
        "mail.smtp.starttls.enable",
        Boolean.toString(smtp.startTls() != InvitationConfig.StartTls.DISABLED));
    settings.setProperty(
        "mail.smtp.starttls.required",
        Boolean.toString(smtp.startTls() == InvitationConfig.StartTls.REQUIRED));
    settings.put("mail.smtp.socketFactory", new PromptSockets());
    return Session.getInstance(settings);
  }
}
