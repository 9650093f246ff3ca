package io.keypulse.invitation;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Letters as they go over the wire (RFC 5322, RFC 2046), written at once: a tree of parts made and
 * walked for each was a third of the work of a mail.
 */
final class MailSource {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** More than the head and the boundaries are. */
  private static final int AROUND = 2048;

  private MailSource() {}

  static byte[] of(Letter letter, Instant now) throws MessagingException {
    return letter.html().isEmpty() ? plain(letter, now) : alternatives(letter, now);
  }

  private static byte[] plain(Letter letter, Instant now) throws MessagingException {
    MailText text = new MailText("plain", letter.text());
    ByteArrayOutputStream mail = new ByteArrayOutputStream(text.length() + AROUND);
    text.writeTo(mail, head(letter, now));
    say(mail, "\r\n");
    return mail.toByteArray();
  }

  private static byte[] alternatives(Letter letter, Instant now) throws MessagingException {
    MailText text = new MailText("plain", letter.text());
    MailText html = new MailText("html", letter.html());
    ByteArrayOutputStream mail = new ByteArrayOutputStream(text.length() + html.length() + AROUND);
    String boundary = "=_" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    say(
        mail,
        head(letter, now)
            .add("Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"")
            .toString());
    say(mail, "\r\n--" + boundary + "\r\n");
    text.writeTo(mail, new Headers());
    say(mail, "\r\n--" + boundary + "\r\n");
    html.writeTo(mail, new Headers());
    say(mail, "\r\n--" + boundary + "--\r\n");
    return mail.toByteArray();
  }

  private static void say(ByteArrayOutputStream mail, String text) {
    mail.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Headers head(Letter letter, Instant now) throws MessagingException {
    Headers head =
        new Headers()
            .add("Date", DATE.format(now))
            .add("From", letter.from().toString())
            .add("To", new InternetAddress(letter.to(), true).toString())
            .add("Subject", letter.subject())
            .add("Message-ID", letter.messageId())
            .add("MIME-Version", "1.0")
            .add("Auto-Submitted", "auto-generated");
    if (letter.replyTo() != null) {
      head.add("Reply-To", letter.replyTo().toString());
    }
    if (letter.follows() != null) {
      head.add("References", letter.follows());
    }
    if (!letter.unsubscribeUrl().isEmpty()) {
      head.add("List-Unsubscribe", "<" + letter.unsubscribeUrl() + ">")
          .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    return head;
  }

  /** As heads carry it (RFC 2047). */
  static String subject(String text) {
    try {
      return MimeUtility.fold("Subject: ".length(), MimeUtility.encodeText(text, "UTF-8", null));
    } catch (UnsupportedEncodingException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
