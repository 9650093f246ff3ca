package io.keypulse.edge;

import io.keypulse.Client;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request as no library would send it. */
final class RawRequest {
  private RawRequest() {}

  /** The administrator's, with one more header, as it stands; the whole answer. */
  static String post(String path, String header) throws IOException {
    return send(
        "POST " + path,
        "Authorization: "
            + Client.as("admin").authorization()
            + "\r\nContent-Length: 1\r\n"
            + header,
        "x");
  }

  static String send(String line, String headers, String body) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      String request =
          "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n\r\n%s"
              .formatted(line, headers, body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
