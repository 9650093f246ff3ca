package io.keypulse.invitation;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Properties;
import org.jboss.logging.Logger;

/**
 * One connection to the mail server, kept open over many mails and opened again after a fault; for
 * one thread.
 */
final class SmtpConnection implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SmtpConnection.class);

  /** What the reason of an attempt begins with that found no way to the mail server. */
  static final String NO_CONNECTION = StagedTransport.Stage.CONNECT.name();

  private static final String WITHOUT_TLS =
      NO_CONNECTION + " STARTTLS is required and not offered, or fails";
  private static final String TOO_SLOW = NO_CONNECTION + " took too long";
  private static final String WITHOUT_SIGN_IN = NO_CONNECTION + " no way to sign in is offered";

  private final InvitationConfig.Smtp smtp;
  private final Patience patience;
  private final DkimSeal seal;
  private final PromptSockets sockets;
  private final Session session;
  private StagedTransport transport;
  private boolean connected;

  SmtpConnection(InvitationConfig.Smtp smtp, Patience patience, DkimSeal seal) {
    this.smtp = smtp;
    this.patience = patience;
    this.seal = seal;
    this.sockets = new PromptSockets((int) smtp.timeout().toMillis());
    this.session = session(smtp, sockets);
    this.transport = transport();
  }

  /**
   * @param deadline by which the mail must be on its way
   */
  Outcome deliver(Letter letter, Attempt attempt, Instant now, Deadline deadline) {
    Outcome outcome = deliver(letter, now, deadline);
    attempt.log(letter.to(), outcome);
    return outcome;
  }

  private Outcome deliver(Letter letter, Instant now, Deadline deadline) {
    byte[] mail;
    try {
      mail = seal.sealed(MailSource.of(letter, now));
    } catch (MessagingException fault) {
      return new Outcome.Unsendable("MESSAGE " + fault.getClass().getSimpleName());
    }
    boolean used = connected;
    try {
      return deliver(letter, mail, deadline);
    } catch (MessagingException fault) {
      if (used && hasLeftUs(fault)) {
        abandonConnection();
        return deliverAfresh(letter, mail, deadline);
      }
      return meaning(fault);
    }
  }

  /** The server closed a connection that it had served: it took no mail, and another one may. */
  private boolean hasLeftUs(MessagingException fault) {
    return transport.stage() == StagedTransport.Stage.MAIL && transport.isLost() && !hung(fault);
  }

  private Outcome deliverAfresh(Letter letter, byte[] mail, Deadline deadline) {
    try {
      return deliver(letter, mail, deadline);
    } catch (MessagingException fault) {
      return meaning(fault);
    }
  }

  private Outcome deliver(Letter letter, byte[] mail, Deadline deadline) throws MessagingException {
    if (!connected) {
      transport.connect(
          smtp.host(), smtp.port(), smtp.username().orElse(null), smtp.password().orElse(null));
      connected = true;
    }
    if (deadline.hasPassed()) {
      return new Outcome.Postponed(TOO_SLOW, false);
    }
    transport.send(letter.returnPath(), letter.to(), mail, deadline);
    return new Outcome.Accepted(transport.stage() + " " + transport.status());
  }

  private Outcome meaning(MessagingException fault) {
    StagedTransport.Stage stage = transport.stage();
    int reply = transport.reply();
    String reason =
        "%s %s".formatted(stage, reply < 0 ? fault.getClass().getSimpleName() : transport.status());
    if (stage == StagedTransport.Stage.CONNECT && reply >= 200 && reply < 300) {
      reason =
          String.valueOf(fault.getMessage()).contains("STARTTLS") ? WITHOUT_TLS : WITHOUT_SIGN_IN;
    }
    if (!connected || transport.isLost()) {
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
    if (transport.isAboutOurSender()) {
      return new Outcome.ContentRefused(reason);
    }
    if (transport.isPolicy()) {
      return new Outcome.PolicyRefused(reason);
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
    connected = false;
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
    return new StagedTransport(session, sockets, patience);
  }

  private static Session session(InvitationConfig.Smtp smtp, PromptSockets sockets) {
    String timeout = Long.toString(smtp.timeout().toMillis());
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.connectiontimeout", timeout);
    settings.setProperty("mail.smtp.timeout", timeout);
    settings.setProperty("mail.smtp.quitwait", "false");
    settings.setProperty("mail.smtp.auth", Boolean.toString(smtp.username().isPresent()));
    settings.setProperty(
        "mail.smtp.starttls.enable",
        Boolean.toString(smtp.startTls() != InvitationConfig.StartTls.DISABLED));
    settings.setProperty(
        "mail.smtp.starttls.required",
        Boolean.toString(smtp.startTls() == InvitationConfig.StartTls.REQUIRED));
    settings.put("mail.smtp.socketFactory", sockets);
    settings.put("mail.smtp.ssl.socketFactory", sockets.secure());
    return Session.getInstance(settings);
  }
}
