package io.keypulse.invitation;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** An SMTP conversation that remembers how far it came, for only that tells what a fault means. */
final class StagedTransport extends SMTPTransport {
  enum Stage {
    CONNECT,
    MAIL,
    RCPT,
    DATA,
    AFTER_DOT
  }

  private static final Pattern ENHANCED =
      Pattern.compile("^[0-9]{3}[ -]([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b");
  private static final Pattern ABOUT_US = Pattern.compile(" 5\\.(7\\.|1\\.[78]$)");
  private static final Pattern FULL = Pattern.compile(" 5\\.2\\.2$");

  private Stage stage = Stage.CONNECT;
  private int replyAtStage = -1;
  private String status = "";

  StagedTransport(Session session, URLName address) {
    super(session, address);
  }

  /** What happened to the mail before is forgotten. */
  void begin() {
    enter(Stage.MAIL);
  }

  Stage stage() {
    return stage;
  }

  /** The reply code at the current stage, -1 when none came. */
  int reply() {
    return replyAtStage;
  }

  /** The reply in short: its code and, where the server gave one, its enhanced status. */
  String status() {
    return status;
  }

  /**
   * Whether a refusal is one of policy or of the sender's address (RFC 3463, x.7.x, x.1.7, x.1.8),
   * and not of the reader's.
   */
  boolean isAboutUs() {
    return ABOUT_US.matcher(status).find();
  }

  /** The reply says that the mailbox is full, which passes. */
  boolean isAboutAFullMailbox() {
    return FULL.matcher(status).find();
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
      status = shortened(reply, getLastServerResponse());
    }
    return reply;
  }

  private static String shortened(int code, @Nullable String response) {
    Matcher enhanced = ENHANCED.matcher(response == null ? "" : response);
    return enhanced.find() ? code + " " + enhanced.group(1) : Integer.toString(code);
  }

  private void enter(Stage next) {
    stage = next;
    replyAtStage = -1;
  }
}
