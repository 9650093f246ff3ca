package io.keypulse.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a mail client says, taken in large pieces, so that the server costs hardly anything. */
final class Incoming {
  private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private byte[] bytes = new byte[32_768];
  private int start;
  private int end;

  Incoming(InputStream in) {
    this.in = in;
  }

  /** Whether all that has come was read. */
  boolean isEmpty() {
    return start == end;
  }

  /** Empty when the client has gone. */
  String line() throws IOException {
    int looked = 0;
    while (true) {
      for (int at = start + looked; at < end; at++) {
        if (bytes[at] == '\n') {
          String line =
              new String(bytes, start, at - start, StandardCharsets.US_ASCII).stripTrailing();
          start = at + 1;
          return line;
        }
      }
      looked = end - start;
      if (!more()) {
        return "";
      }
    }
  }

  /** With the dot that ends it. */
  byte[] mail() throws IOException {
    int looked = END.length - 1;
    while (true) {
      for (int at = start + looked; at < end; at++) {
        if (bytes[at - 2] == '.' && endsAt(at + 1)) {
          byte[] mail = Arrays.copyOfRange(bytes, start, at + 1);
          start = at + 1;
          return mail;
        }
      }
      looked = Math.max(END.length - 1, end - start);
      if (!more()) {
        throw new IOException("The client left in the middle of a mail");
      }
    }
  }

  private boolean endsAt(int after) {
    return Arrays.equals(bytes, after - END.length, after, END, 0, END.length);
  }

  private boolean more() throws IOException {
    if (isEmpty()) {
      start = 0;
      end = 0;
    } else if (end == bytes.length) {
      byte[] target = start > 0 ? bytes : new byte[bytes.length * 2];
      System.arraycopy(bytes, start, target, 0, end - start);
      bytes = target;
      end -= start;
      start = 0;
    }
    int read = in.read(bytes, end, bytes.length - end);
    end += Math.max(0, read);
    return read > 0;
  }
}
