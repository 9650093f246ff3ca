package io.keypulse.invitation;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
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
  private final InvitationConfig.Mail sender;
  private final Session session;
  private StagedTransport transport;

  Courier(InvitationConfig.Smtp smtp, InvitationConfig.Mail sender) {
    this.smtp = smtp;
    this.sender = sender;
    this.session = session(smtp, sender);
    this.transport = transport();
  }

  Delivery deliver(InvitationMail.Rendered mail, Instant now) {
    try {
      MimeMessage message = message(mail, now);
      if (!transport.isConnected()) {
        transport = transport();
        transport.connect(
            smtp.host(), smtp.port(), smtp.username().orElse(null), smtp.password().orElse(null));
      }
      transport.sendMessage(message, new Address[] {new InternetAddress(mail.to(), true)});
      return new Delivery.Accepted();
    } catch (MessagingException fault) {
      return meaning(fault);
    }
  }

  private Delivery meaning(MessagingException fault) {
    StagedTransport.Stage stage = transport.stage();
    int reply = transport.reply();
    String reason = "%s %s".formatted(stage, reply < 0 ? fault.getClass().getSimpleName() : reply);
    LOG.debugf("A mail was not accepted: %s", reason);
    if (reply < 0 || reply == 421) {
      abandonConnection();
    }
    if (stage == StagedTransport.Stage.AFTER_DOT && reply < 0) {
      return new Delivery.Unknown(reason);
    }
    if (reply < 500) {
      return new Delivery.Postponed(reason);
    }
    return switch (stage) {
      case RCPT -> new Delivery.AddressRefused(reason);
      case DATA, AFTER_DOT -> new Delivery.ContentRefused(reason);
      case CONNECT, MAIL -> new Delivery.Postponed(reason);
    };
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

  private MimeMessage message(InvitationMail.Rendered mail, Instant now) throws MessagingException {
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", mail.messageId());
          }
        };
    message.setFrom(new InternetAddress(sender.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
    message.setSubject(mail.subject(), "UTF-8");
    message.setSentDate(Date.from(now));
    message.setHeader("Auto-Submitted", "auto-generated");
    if (!mail.unsubscribeUrl().isEmpty()) {
      message.setHeader("List-Unsubscribe", "<" + mail.unsubscribeUrl() + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    write(message, mail);
    message.saveChanges();
    return message;
  }

  private static void write(MimeMessage message, InvitationMail.Rendered mail)
      throws MessagingException {
    if (mail.html().isEmpty()) {
      message.setText(mail.text(), "UTF-8", "plain");
      return;
    }
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), "UTF-8", "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
  }

  private static Session session(InvitationConfig.Smtp smtp, InvitationConfig.Mail sender) {
    String timeout = Long.toString(smtp.timeout().toMillis());
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.connectiontimeout", timeout);
    settings.setProperty("mail.smtp.timeout", timeout);
    settings.setProperty("mail.smtp.writetimeout", timeout);
    settings.setProperty("mail.smtp.quitwait", "false");
    settings.setProperty("mail.smtp.from", sender.bounces().orElse(sender.from()));
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
