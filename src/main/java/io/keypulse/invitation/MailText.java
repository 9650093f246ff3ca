package io.keypulse.invitation;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A text as a part of a mail, encoded at once: as it is where it is plain ASCII in lines that every
 * server takes (RFC 5322, 2.1.1), else in base64. Jakarta Mail's quoted-printable, byte by byte,
 * was a third of the work of a mail.
 */
final class MailText {
  private static final int LONGEST_LINE = 998;
  private static final String CRLF = "\r\n";

  private MailText() {}

  /**
   * @param subtype of {@code text/}
   */
  static MimeBodyPart part(String subtype, String text) throws MessagingException {
    String lines = text.replace(CRLF, "\n").replace('\r', '\n').replace("\n", CRLF);
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    boolean plain = bytes.length == lines.length() && isShortLined(lines);
    InternetHeaders headers = new InternetHeaders();
    headers.setHeader("Content-Type", "text/" + subtype + "; charset=UTF-8");
    headers.setHeader("Content-Transfer-Encoding", plain ? "7bit" : "base64");
    return new MimeBodyPart(headers, plain ? bytes : Base64.getMimeEncoder().encode(bytes));
  }

  private static boolean isShortLined(String text) {
    int start = 0;
    for (int end = text.indexOf(CRLF); end >= 0; end = text.indexOf(CRLF, start)) {
      if (end - start > LONGEST_LINE) {
        return false;
      }
      start = end + CRLF.length();
    }
    return text.length() - start <= LONGEST_LINE;
  }
}
