package io.keypulse;

import io.keypulse.demo.MailSink;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.RejectException;

/** What the tests' mail server received, by recipient, and what it is told to refuse. */
public final class Mailbox {
  private static final Map<String, List<String>> MAILS = new ConcurrentHashMap<>();
  private static final Map<String, RejectException> REFUSALS = new ConcurrentHashMap<>();

  static final MailSink.Receiver RECEIVER =
      new MailSink.Receiver() {
        @Override
        public void recipient(String to) throws RejectException {
          RejectException refusal = REFUSALS.get(to);
          if (refusal != null) {
            throw refusal;
          }
        }

        @Override
        public void mail(String to, byte[] source) {
          MAILS
              .computeIfAbsent(to, _ -> new CopyOnWriteArrayList<>())
              .add(new String(source, StandardCharsets.ISO_8859_1));
        }
      };

  private Mailbox() {}

  public static void refuse(String address, int code, String reply) {
    REFUSALS.put(address, new RejectException(code, reply));
  }

  public static void accept(String address) {
    REFUSALS.remove(address);
  }

  public static List<Mail> of(String address) {
    return new ArrayList<>(MAILS.getOrDefault(address, List.of())).stream().map(Mail::new).toList();
  }

  /** A mail as its reader sees it. */
  public record Mail(String source) {
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
