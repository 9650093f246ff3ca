package io.keypulse.edge;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket of subscriptions that reads nothing, and sends what no library would. */
final class RawSocket implements AutoCloseable {
  private static final byte[] NO_MASK = {0, 0, 0, 0};
  private static final int TEXT = 0x81;
  private static final int PING = 0x89;

  private final Socket socket;
  private final String status;

  private RawSocket(Socket socket, String status) {
    this.socket = socket;
    this.status = status;
  }

  /** Asked for by somebody of this address. */
  static RawSocket of(String address) throws IOException {
    Socket socket = new Socket("localhost", RestAssured.port);
    socket
        .getOutputStream()
        .write(
            """
            GET /graphql/ws HTTP/1.1
            Host: localhost
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Protocol: graphql-transport-ws
            X-Forwarded-For: %s

            """
                .formatted(address)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    return new RawSocket(socket, line.substring("HTTP/1.1 ".length()));
  }

  String status() {
    return status;
  }

  /** Without ever reading an answer; megabytes of them. */
  void floodWithMessages(String message) throws IOException {
    flood(TEXT, message.getBytes(StandardCharsets.US_ASCII));
  }

  void floodWithPings() throws IOException {
    flood(PING, new byte[0]);
  }

  private void flood(int kind, byte[] body) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int frame = 0; frame < 4_000; frame++) {
      frames.write(kind);
      frames.write(0x80 | body.length);
      frames.write(NO_MASK);
      frames.write(body);
    }
    for (int times = 0; times < 500; times++) {
      socket.getOutputStream().write(frames.toByteArray());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
