package io.keypulse.invitation;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** An SMTP conversation that remembers how far it came, for only that tells what a fault means. */
final class StagedTransport extends SMTPTransport {
  enum Stage {
    CONNECT,
    MAIL,
    RCPT,
    DATA,
    AFTER_DOT
  }

  private Stage stage = Stage.CONNECT;
  private int replyAtStage = -1;

  StagedTransport(Session session, URLName address) {
    super(session, address);
  }

  Stage stage() {
    return stage;
  }

  /** The reply code at the current stage, -1 when none came. */
  int reply() {
    return replyAtStage;
  }

  @Override
  protected void mailFrom() throws MessagingException {
    enter(Stage.MAIL);
    super.mailFrom();
  }

  @Override
  protected void rcptTo() throws MessagingException {
    enter(Stage.RCPT);
    super.rcptTo();
  }

  @Override
  protected OutputStream data() throws MessagingException {
    enter(Stage.DATA);
    return super.data();
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    enter(Stage.AFTER_DOT);
    super.finishData();
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    int reply = super.readServerResponse();
    if (replyAtStage < 400) {
      replyAtStage = reply;
    }
    return reply;
  }

  private void enter(Stage next) {
    stage = next;
    replyAtStage = -1;
  }
}
