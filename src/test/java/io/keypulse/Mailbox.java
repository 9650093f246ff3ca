package io.keypulse;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tests' mail server received, by recipient, and what it is told to refuse. */
public final class Mailbox {
  private static final Map<String, List<Mail>> MAILS = new ConcurrentHashMap<>();
  private static final Map<String, List<ScriptedSmtp.Fault>> FAULTS = new ConcurrentHashMap<>();

  private static volatile String senders = "250 ok";

  static final ScriptedSmtp.Script SCRIPT =
      new ScriptedSmtp.Script() {
        @Override
        public Optional<ScriptedSmtp.Fault> fault(String from, String to) {
          List<ScriptedSmtp.Fault> planned = FAULTS.getOrDefault(to, List.of());
          return planned.isEmpty() ? Optional.empty() : Optional.of(planned.removeFirst());
        }

        @Override
        public String sender(String from) {
          return senders;
        }

        @Override
        public void taken(String from, String to, byte[] source) {
          MAILS
              .computeIfAbsent(to, _ -> new CopyOnWriteArrayList<>())
              .add(new Mail(from, Instant.now(), new String(source, StandardCharsets.ISO_8859_1)));
        }
      };

  private Mailbox() {}

  /** What goes wrong at the next attempts to reach this address, one after the other. */
  public static void faults(String address, ScriptedSmtp.Fault... planned) {
    FAULTS.put(address, new CopyOnWriteArrayList<>(planned));
  }

  /** What the server says to every sender while this is done. */
  public static void whileSendersHear(String reply, Runnable work) {
    senders = reply;
    try {
      work.run();
    } finally {
      senders = "250 ok";
    }
  }

  public static void refuse(String address, String reply) {
    faults(address, new ScriptedSmtp.Fault(ScriptedSmtp.Point.RECIPIENT, reply));
  }

  public static List<Mail> of(String address) {
    return List.copyOf(MAILS.getOrDefault(address, List.of()));
  }

  /**
   * A mail as its reader sees it.
   *
   * @param from the sender of its envelope
   */
  public record Mail(String from, Instant at, String source) {
    public MimeMessage message() {
      try {
        return new MimeMessage(
            null, new ByteArrayInputStream(source.getBytes(StandardCharsets.ISO_8859_1)));
      } catch (MessagingException fault) {
        throw new AssertionError(fault);
      }
    }

    public String header(String name) {
      try {
        return message().getHeader(name, "\n");
      } catch (MessagingException fault) {
        throw new AssertionError(fault);
      }
    }

    public String subject() {
      try {
        return message().getSubject();
      } catch (MessagingException fault) {
        throw new AssertionError(fault);
      }
    }

    /** Of a mail to a colleague, which is one text. */
    public String said() {
      try {
        return (String) message().getContent();
      } catch (MessagingException | IOException fault) {
        throw new AssertionError(fault);
      }
    }

    public String text() {
      return part(0);
    }

    public String html() {
      return part(1);
    }

    /** The path of the answer page, {@code /s/...} without the marked choice. */
    public String answerPath() {
      return find("/s/[A-Za-z0-9_-]{43}");
    }

    public String unsubscribePath() {
      return find("/u/[A-Za-z0-9_-]{43}");
    }

    private String find(String pattern) {
      Matcher matcher = Pattern.compile(pattern).matcher(text());
      if (!matcher.find()) {
        throw new AssertionError("no " + pattern + " in " + text());
      }
      return matcher.group();
    }

    private String part(int index) {
      try {
        return (String) ((MimeMultipart) message().getContent()).getBodyPart(index).getContent();
      } catch (MessagingException | IOException fault) {
        throw new AssertionError(fault);
      }
    }
  }
}
