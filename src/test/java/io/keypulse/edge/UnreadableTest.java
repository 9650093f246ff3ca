package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An {@code ERROR} of the log is for a person to look at: strangers cannot write one. */
@KeypulseTest
class UnreadableTest {
  private static final String HANDSHAKE =
      """
      GET /graphql/ws HTTP/1.1
      Host: localhost
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Protocol: graphql-transport-ws

      """;

  @Test
  void whatNobodyCanReadIsRefusedAndIsNoError() throws Exception {
    try (LogLines log = LogLines.all()) {
      assertEquals("HTTP/2.0 400", answered("PRI * HTTP/2.0\n\nSM\n\n"));
      for (String nonsense :
          List.of(
              "GET * HTTP/1.1\nHost: localhost\n\n",
              "GET nothing HTTP/1.1\nHost: localhost\n\n",
              "GET /%zz HTTP/1.1\nHost: localhost\n\n",
              "GET /?%zz=%zz HTTP/1.1\nHost: localhost\n\n",
              "POST /graphql HTTP/1.1\nHost: localhost\nContent-Length: x\n\n",
              "GET /s/%00 HTTP/1.1\nHost: local host\n\n",
              "GET / HTTP/9.9\nHost: localhost\n\n",
              "nonsense\n\n",
              HANDSHAKE + "nonsense",
              HANDSHAKE.replace("Version: 13", "Version: x"),
              HANDSHAKE.replace("Sec-WebSocket-Key", "X-Key"))) {
        String status = answered(nonsense);
        assertTrue(!status.contains(" 5"), nonsense + status);
      }
      TimeUnit.MILLISECONDS.sleep(300);
      assertEquals(List.of(), log.lines().stream().filter(l -> l.startsWith("ERROR")).toList());
    }
  }

  private static String answered(String request) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    } catch (SocketTimeoutException silent) {
      return "";
    }
  }
}
