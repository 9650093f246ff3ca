package io.keypulse.invitation;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A text as a part of a mail, encoded at once: as it is where it is plain ASCII in lines that every
 * server takes (RFC 5322, 2.1.1); quoted-printable (RFC 2045, 6.7) where most of it is ASCII, for
 * filters distrust base64 of what could be read; else in base64.
 */
final class MailText {
  private static final int LONGEST_LINE = 998;
  private static final String CRLF = "\r\n";

  private final String subtype;
  private final Encoding encoding;
  private final byte[] encoded;

  private enum Encoding {
    PLAIN("7bit"),
    MOSTLY_ASCII("quoted-printable"),
    OTHER("base64");

    /** Each byte of other alphabets takes three in quoted-printable. */
    private static final int FEW = 6;

    private final String name;

    Encoding(String name) {
      this.name = name;
    }

    static Encoding of(String lines, byte[] bytes) {
      int others = 0;
      for (byte one : bytes) {
        others += one < 0 ? 1 : 0;
      }
      if (others == 0 && isShortLined(lines)) {
        return PLAIN;
      }
      return others * FEW <= bytes.length ? MOSTLY_ASCII : OTHER;
    }

    byte[] encode(byte[] bytes) {
      return switch (this) {
        case PLAIN -> bytes;
        case MOSTLY_ASCII -> QuotedPrintable.of(bytes);
        case OTHER -> Base64.getMimeEncoder().encode(bytes);
      };
    }
  }

  /**
   * @param subtype of {@code text/}
   */
  MailText(String subtype, String text) {
    String lines = lines(text);
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    this.subtype = subtype;
    this.encoding = Encoding.of(lines, bytes);
    this.encoded = encoding.encode(bytes);
  }

  int length() {
    return encoded.length;
  }

  /** The head of the part, or of a mail that has no other, and what follows it. */
  void writeTo(ByteArrayOutputStream mail, Headers before) throws MessagingException {
    before
        .add("Content-Type", "text/" + subtype + "; charset=UTF-8")
        .add("Content-Transfer-Encoding", encoding.name);
    mail.writeBytes((before + CRLF).getBytes(StandardCharsets.US_ASCII));
    mail.writeBytes(encoded);
  }

  /** With the ends of lines that mails have. */
  static String lines(String text) {
    return isInLines(text)
        ? text
        : text.replace(CRLF, "\n").replace('\r', '\n').replace("\n", CRLF);
  }

  private static boolean isInLines(String text) {
    int from = 0;
    int end = text.indexOf('\n');
    while (end >= 0) {
      if (end == from || text.indexOf('\r', from) != end - 1) {
        return false;
      }
      from = end + 1;
      end = text.indexOf('\n', from);
    }
    return text.indexOf('\r', from) < 0;
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
