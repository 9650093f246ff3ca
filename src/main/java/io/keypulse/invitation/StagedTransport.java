package io.keypulse.invitation;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP conversation that remembers how far it came, for only that tells what a fault means.
 * Jakarta Mail connects, with TLS and a password where they are asked for; mails go over {@link
 * Wire}.
 */
final class StagedTransport extends SMTPTransport {
  enum Stage {
    CONNECT,
    MAIL,
    RCPT,
    DATA,
    AFTER_DOT
  }

  private static final List<Stage> ENVELOPE = List.of(Stage.MAIL, Stage.RCPT, Stage.DATA);

  private static final byte[] CRLF = {'\r', '\n'};
  private static final int GO_ON = 354;
  private static final int CLOSING = 421;
  private static final int REFUSALS = 400;

  private static final Pattern ENHANCED =
      Pattern.compile("^[0-9]{3}[ -]([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b");
  private static final Pattern OUR_SENDER = Pattern.compile(" 5\\.1\\.[78]$");
  private static final Pattern POLICY = Pattern.compile(" 5\\.7\\.");
  private static final Pattern FULL = Pattern.compile(" 5\\.2\\.2$");

  private Stage stage = Stage.CONNECT;
  private int replyAtStage = -1;
  private String status = "";
  private boolean spoilt;
  private final PromptSockets sockets;
  private final Patience patience;
  private @Nullable Wire wire;

  /**
   * @param sockets those of the session
   */
  StagedTransport(Session session, PromptSockets sockets, Patience patience) {
    super(session, new URLName("smtp", null, -1, null, null, null));
    this.sockets = sockets;
    this.patience = patience;
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

  /** Nothing more can be said over this connection: it is gone, or its server waits for a mail. */
  boolean isLost() {
    return replyAtStage < 0 || spoilt;
  }

  /** The refusal is one of the sender's address (RFC 3463, x.1.7, x.1.8), not of the reader's. */
  boolean isAboutOurSender() {
    return OUR_SENDER.matcher(status).find();
  }

  /** The refusal is one of policy (RFC 3463, x.7.x), be it about us or about this reader. */
  boolean isPolicy() {
    return POLICY.matcher(status).find();
  }

  /** The reply says that the mailbox is full, which passes. */
  boolean isAboutAFullMailbox() {
    return FULL.matcher(status).find();
  }

  /**
   * Two turns with a server that takes an envelope at once (RFC 2920), four with others. Either way
   * no word of the mail is out before its recipient was taken, nor once its deadline has passed.
   */
  void send(String from, String to, byte[] mail, Deadline deadline) throws MessagingException {
    List<String> commands = List.of("MAIL FROM:<" + from + ">", "RCPT TO:<" + to + ">", "DATA");
    boolean atOnce = supportsExtension("PIPELINING");
    enter(Stage.MAIL);
    try {
      Wire line = wire == null ? new Wire(sockets.latest()) : wire;
      wire = line;
      line.waitAtMost(patience.reply());
      if (atOnce) {
        line.say(String.join("\r\n", commands));
      }
      for (int step = 0; step < commands.size(); step++) {
        enter(ENVELOPE.get(step));
        if (!atOnce) {
          line.say(commands.get(step));
        }
        if (!isTaken(heard(line.reply()))) {
          forget(line, atOnce ? commands.size() - 1 - step : 0);
          throw new MessagingException("Refused");
        }
      }
      enter(Stage.DATA);
      if (deadline.hasPassed()) {
        throw new SocketTimeoutException("The server took too long to take a mail");
      }
      line.say(ended(mail));
      enter(Stage.AFTER_DOT);
      line.waitAtMost(patience.end());
      if (!isTaken(heard(line.reply()))) {
        throw new MessagingException("Refused");
      }
    } catch (IOException broken) {
      spoilt = true;
      throw new MessagingException("The conversation broke", broken);
    }
  }

  private boolean isTaken(int reply) {
    return stage == Stage.DATA ? reply == GO_ON : reply / 100 == 2;
  }

  private int heard(Wire.Reply reply) {
    hear(reply.code(), reply.text());
    return reply.code();
  }

  /** The refused mail, of whose commands so many were not answered yet. */
  private void forget(Wire line, int unanswered) {
    try {
      for (int left = unanswered; left > 0 && !spoilt; left--) {
        spoilt = line.reply().code() == GO_ON;
      }
      if (!spoilt) {
        line.say("RSET");
        spoilt = line.reply().code() / 100 != 2;
      }
    } catch (IOException gone) {
      spoilt = true;
    }
  }

  /** Dots at the beginning of lines doubled (RFC 5321, 4.5.2), and one that ends it. */
  private static byte[] ended(byte[] mail) {
    int dots = 1;
    for (int at = 1; at < mail.length; at++) {
      dots += mail[at] == '.' && mail[at - 1] == '\n' ? 1 : 0;
    }
    byte[] ended = new byte[mail.length + dots + CRLF.length];
    int to = 0;
    if (dots == 1) {
      System.arraycopy(mail, 0, ended, 0, mail.length);
      to = mail.length;
    } else {
      for (int at = 0; at < mail.length; at++) {
        if (at > 0 && mail[at] == '.' && mail[at - 1] == '\n') {
          ended[to++] = '.';
        }
        ended[to++] = mail[at];
      }
    }
    ended[to] = '.';
    System.arraycopy(CRLF, 0, ended, to + 1, CRLF.length);
    return ended;
  }

  /** While the connection is made. */
  @Override
  protected int readServerResponse() throws MessagingException {
    int reply = super.readServerResponse();
    hear(reply, getLastServerResponse());
    return reply;
  }

  private void hear(int reply, @Nullable String text) {
    spoilt |= reply < 0 || reply == CLOSING;
    if (replyAtStage < REFUSALS) {
      replyAtStage = reply;
      status = shortened(reply, text);
    }
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
