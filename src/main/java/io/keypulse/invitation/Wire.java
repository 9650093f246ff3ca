package io.keypulse.invitation;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An SMTP connection that is open and greeted: what is said goes out at once and in one piece.
 * Jakarta Mail writes whenever its buffer is full, and asks before each mail whether it is open.
 */
final class Wire {
  private static final int CODE = 3;
  private static final int LONGEST_LINE = 1000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedInputStream(socket.getInputStream(), 1024);
    out = socket.getOutputStream();
  }

  void say(String command) throws IOException {
    say((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** When this fails, the last of these bytes has not gone out. */
  void say(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** For each reply from now on. */
  void waitAtMost(Duration longest) throws IOException {
    socket.setSoTimeout((int) longest.toMillis());
  }

  /**
   * @param text its first line
   */
  record Reply(int code, String text) {}

  Reply reply() throws IOException {
    String first = line();
    String last = first;
    while (last.length() > CODE && last.charAt(CODE) == '-') {
      last = line();
    }
    try {
      return new Reply(Integer.parseInt(last.substring(0, Math.min(CODE, last.length()))), first);
    } catch (NumberFormatException noReply) {
      throw new IOException("That is no reply of a mail server", noReply);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The mail server has hung up");
      }
      if (next != '\r' && line.length() < LONGEST_LINE) {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
