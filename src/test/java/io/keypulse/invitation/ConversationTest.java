package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.ScriptedSmtp;
import io.keypulse.ScriptedSmtp.Fault;
import io.keypulse.ScriptedSmtp.Point;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The same server, once told a mail's envelope at once and once step by step. */
class ConversationTest {
  private static final Deadline SOON = Deadline.in(Duration.ofMinutes(10));
  private static final Patience PATIENT = patience(Duration.ofSeconds(5), Duration.ofSeconds(5));
  private static final Patience IMPATIENT =
      patience(Duration.ofMillis(600), Duration.ofMillis(1_800));
  private static final Instant NOW = Instant.parse("2026-11-05T09:07:03Z");

  @Test
  void whereAFaultComesDecidesWhatItMeansHoweverTheServerIsTold() throws IOException {
    for (boolean pipelines : List.of(true, false)) {
      for (var expected :
          Map.of(
                  new Fault(Point.RECIPIENT, "450 4.2.1 later"), "postponed RCPT 450 4.2.1",
                  new Fault(Point.RECIPIENT, "550 5.1.1 nobody"), "address_refused RCPT 550 5.1.1",
                  new Fault(Point.RECIPIENT, "554 5.7.1 no"), "policy_refused RCPT 554 5.7.1",
                  new Fault(Point.RECIPIENT, "421 4.3.2 closing"), "postponed RCPT 421 4.3.2",
                  new Fault(Point.DATA, "451 4.3.0 later"), "postponed DATA 451 4.3.0",
                  new Fault(Point.DATA, "554 5.7.1 never"), "content_refused DATA 554 5.7.1",
                  new Fault(Point.END, "452 4.3.1 full"), "postponed AFTER_DOT 452 4.3.1",
                  new Fault(Point.END, "554 5.6.0 spam"), "content_refused AFTER_DOT 554 5.6.0",
                  new Fault(Point.END, ScriptedSmtp.HANG_UP),
                      "unknown AFTER_DOT MessagingException",
                  new Fault(Point.RECIPIENT, ScriptedSmtp.HANG_UP),
                      "postponed RCPT MessagingException")
              .entrySet()) {
        try (Server server = new Server(pipelines);
            SmtpConnection connection = server.connection()) {
          server.faults.put("two@customer.example", expected.getKey());
          String at = expected.getKey() + " pipelined: " + pipelines;
          assertEquals("accepted AFTER_DOT 250", said(connection, "one"), at);
          assertEquals(expected.getValue(), said(connection, "two"), at);
          assertEquals("accepted AFTER_DOT 250", said(connection, "three"), at);
          assertEquals(List.of("one", "three"), server.taken(), at);
        }
      }
    }
  }

  @Test
  void theReplyToAWholeMailIsWaitedForLongerThanAnyOther() throws IOException {
    try (Server server = new Server(true);
        SmtpConnection connection = server.connection(IMPATIENT)) {
      server.faults.put("slow@customer.example", slowly(Point.END, "250 taken"));
      server.faults.put("silent@customer.example", new Fault(Point.END, ScriptedSmtp.FALL_SILENT));
      server.faults.put("greylisting@customer.example", slowly(Point.RECIPIENT, "250 ok"));
      server.faults.put("busy@customer.example", slowly(Point.DATA, "354 go on"));
      assertEquals("accepted AFTER_DOT 250", said(connection, "slow"));
      assertEquals("unknown AFTER_DOT MessagingException", said(connection, "silent"));
      assertEquals("postponed RCPT MessagingException", said(connection, "greylisting"));
      assertEquals("postponed DATA MessagingException", said(connection, "busy"));
      assertEquals("accepted AFTER_DOT 250", said(connection, "one"));
    }
  }

  private static Fault slowly(Point at, String what) {
    return new Fault(at, what, () -> LockSupport.parkNanos(Duration.ofMillis(900).toNanos()));
  }

  @Test
  void noWordOfAMailIsSaidWhenItsTimeIsUp() throws IOException {
    try (Server server = new Server(true);
        SmtpConnection connection = server.connection(IMPATIENT)) {
      assertEquals("accepted AFTER_DOT 250", said(connection, "one"));
      assertEquals(
          "postponed CONNECT took too long", said(connection, "two", Deadline.in(Duration.ZERO)));
      server.faults.put(
          "three@customer.example",
          new Fault(
              Point.DATA,
              "354 go on",
              () -> LockSupport.parkNanos(Duration.ofMillis(300).toNanos())));
      assertEquals(
          "postponed DATA MessagingException",
          said(connection, "three", Deadline.in(Duration.ofMillis(200))));
      assertEquals("accepted AFTER_DOT 250", said(connection, "four"));
      assertEquals(List.of("one", "four"), server.taken());
    }
  }

  @Test
  void aRefusedSenderEndsNoConnection() throws IOException {
    for (boolean pipelines : List.of(true, false)) {
      try (Server server = new Server(pipelines);
          SmtpConnection connection = server.connection()) {
        server.sender = "550 5.7.1 not you";
        assertEquals("content_refused MAIL 550 5.7.1", said(connection, "one"));
        server.sender = "250 ok";
        assertEquals("accepted AFTER_DOT 250", said(connection, "two"));
      }
    }
  }

  @Test
  void aConnectionThatTheServerClosedAfterAMailCostsNoAttempt() throws IOException {
    try (Server server = new Server(true);
        SmtpConnection connection = server.connection()) {
      assertEquals("accepted AFTER_DOT 250", said(connection, "one"));
      server.smtp.hangUp();
      assertEquals("accepted AFTER_DOT 250", said(connection, "two"));
    }
  }

  @Test
  void whatBeginsWithADotArrivesAsItWasWritten() throws Exception {
    try (Server server = new Server(true);
        SmtpConnection connection = server.connection()) {
      String text = ".\r\n..\r\n.hidden\r\nthe end.\r\n.";
      connection.deliver(letter("one", "voice", text), new Attempt("mail=1", 1), NOW, SOON);
      MimeMessage mail = server.latest();
      assertEquals(text, String.valueOf(mail.getContent()).stripTrailing());
      assertEquals("Thu, 5 Nov 2026 09:07:03 +0000", mail.getHeader("Date", null));
    }
  }

  @Test
  void noHeaderBringsAnother() throws Exception {
    try (Server server = new Server(true);
        SmtpConnection connection = server.connection()) {
      Letter forged = letter("one", "voice\r\nBcc: other@customer.example", "Hello");
      assertTrue(
          connection.deliver(forged, new Attempt("mail=1", 1), NOW, SOON)
              instanceof Outcome.Unsendable);
      assertEquals(List.of(), server.taken());
    }
  }

  private static String said(SmtpConnection connection, String to) {
    return said(connection, to, SOON);
  }

  private static String said(SmtpConnection connection, String to, Deadline deadline) {
    Outcome outcome =
        connection.deliver(letter(to, "voice", "Hello"), new Attempt("mail=1", 1), NOW, deadline);
    return outcome.word() + " " + outcome.reason();
  }

  private static Patience patience(Duration reply, Duration end) {
    return new Patience(Duration.ofMinutes(1), reply, end);
  }

  private static Letter letter(String to, String messageId, String text) {
    try {
      return new Letter(
          to + "@customer.example",
          new InternetAddress("voice@keypulse.example"),
          null,
          "voice@keypulse.example",
          "<" + messageId + "@keypulse.example>",
          null,
          "",
          "One question",
          text,
          "");
    } catch (jakarta.mail.internet.AddressException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static final class Server implements AutoCloseable, ScriptedSmtp.Script {
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final List<byte[]> sources = new CopyOnWriteArrayList<>();
    private final boolean pipelines;
    private final ScriptedSmtp smtp = new ScriptedSmtp(this);
    private volatile String sender = "250 ok";

    Server(boolean pipelines) {
      this.pipelines = pipelines;
    }

    SmtpConnection connection() {
      return connection(PATIENT);
    }

    SmtpConnection connection(Patience patience) {
      return new SmtpConnection(
          new Here(smtp.port(), patience.reply(), patience.end()),
          patience,
          new DkimSeal(new Unsealed()));
    }

    List<String> taken() {
      return recipients.stream().map(to -> to.substring(0, to.indexOf('@'))).toList();
    }

    MimeMessage latest() throws Exception {
      return new MimeMessage(
          Session.getInstance(new Properties()), new ByteArrayInputStream(sources.getLast()));
    }

    @Override
    public Optional<Fault> fault(String from, String to) {
      return Optional.ofNullable(faults.get(to));
    }

    @Override
    public String sender(String from) {
      return sender;
    }

    @Override
    public boolean pipelines() {
      return pipelines;
    }

    @Override
    public void taken(String from, String to, byte[] source) {
      if (!faults.containsKey(to)) {
        recipients.add(to);
        sources.add(source);
      }
    }

    @Override
    public void close() throws IOException {
      smtp.close();
    }
  }

  private record Here(int port, Duration timeout, Duration finalTimeout)
      implements InvitationConfig.Smtp {
    @Override
    public String host() {
      return "localhost";
    }

    @Override
    public Optional<String> username() {
      return Optional.empty();
    }

    @Override
    public Optional<String> password() {
      return Optional.empty();
    }

    @Override
    public InvitationConfig.StartTls startTls() {
      return InvitationConfig.StartTls.DISABLED;
    }
  }

  private record Unsealed() implements InvitationConfig.Dkim {
    @Override
    public Optional<String> domain() {
      return Optional.empty();
    }

    @Override
    public Optional<String> selector() {
      return Optional.empty();
    }

    @Override
    public Optional<java.nio.file.Path> key() {
      return Optional.empty();
    }
  }
}
