package io.keypulse.invitation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * RFC 2045, 6.7, in one pass over bytes whose lines end with CR and LF. Jakarta Mail's, byte by
 * byte through streams, was a third of the work of a mail.
 */
final class QuotedPrintable {
  /** Of a line, before the sign that it goes on. */
  private static final int LONGEST = 75;

  private static final int OF_A_CODE = 3;
  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final byte[] text;
  private final byte[] encoded;
  private int length;
  private int column;

  private QuotedPrintable(byte[] text) {
    this.text = text;
    this.encoded = new byte[text.length * (OF_A_CODE + 1) + OF_A_CODE];
  }

  static byte[] of(byte[] text) {
    return new QuotedPrintable(text).encoded();
  }

  private byte[] encoded() {
    for (int at = 0; at < text.length; at++) {
      if (endsLineAt(at)) {
        write('\r');
        write('\n');
        column = 0;
        at++;
      } else if (isReadable(at)) {
        room(1);
        write(text[at]);
      } else {
        room(OF_A_CODE);
        write('=');
        write(DIGITS[(text[at] >> 4) & 0xF]);
        write(DIGITS[text[at] & 0xF]);
      }
    }
    return Arrays.copyOf(encoded, length);
  }

  private boolean endsLineAt(int at) {
    return text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n';
  }

  /** Blanks at the end of a line are lost on the way. */
  private boolean isReadable(int at) {
    byte one = text[at];
    if (one == ' ' || one == '\t') {
      return at + 1 < text.length && !endsLineAt(at + 1);
    }
    return one > ' ' && one <= '~' && one != '=';
  }

  private void room(int more) {
    if (column + more > LONGEST) {
      write('=');
      write('\r');
      write('\n');
      column = 0;
    }
    column += more;
  }

  private void write(int one) {
    encoded[length++] = (byte) one;
  }
}
