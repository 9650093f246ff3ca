package io.keypulse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The least a client can do to hand over a mail: bytes made before, one connection, no checks but
 * replies.
 */
final class RawSmtp implements Load.Worker {
  private static final String FROM = "MAIL FROM:<voice@keypulse.example>\r\n";
  private static final String TO = "RCPT TO:<somebody@customer.example>\r\n";
  private static final String DATA = "DATA\r\n";

  private final Socket socket;
  private final BufferedReader replies;
  private final byte[] mail;
  private final boolean pipelined;

  RawSmtp(int port, byte[] mail, boolean pipelined) throws IOException {
    this.mail = mail;
    this.pipelined = pipelined;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    replies =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    expect("220");
    say("EHLO localhost\r\n");
    expect("250");
  }

  @Override
  public void work(int number) throws IOException {
    if (pipelined) {
      say(FROM + TO + DATA);
      expect("250");
      expect("250");
    } else {
      say(FROM);
      expect("250");
      say(TO);
      expect("250");
      say(DATA);
    }
    expect("354");
    socket.getOutputStream().write(mail);
    expect("250");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void expect(String code) throws IOException {
    String reply = replies.readLine();
    while (reply != null && reply.startsWith(code + "-")) {
      reply = replies.readLine();
    }
    if (reply == null || !reply.startsWith(code)) {
      throw new IOException("The mail server said " + reply + " and not " + code);
    }
  }
}
