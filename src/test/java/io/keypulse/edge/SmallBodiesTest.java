package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.restassured.RestAssured;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody makes Keypulse hold what they like to send. */
@KeypulseTest
class SmallBodiesTest {
  private static final byte[] EMPTY_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  @Test
  void whoeverHidesTheLengthOfABodyIsRefusedBeforeItIsRead() throws IOException {
    for (String path : List.of("/s/abc", "/u/abc", "/p/abc", "/graphql", "/nothing")) {
      assertEquals("HTTP/1.1 411", answered("POST " + path, "Transfer-Encoding: chunked"), path);
      assertEquals("HTTP/1.1 413", answered("POST " + path, "Content-Length: 700000000"), path);
    }
    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      String line = method + " /s/abc";
      assertEquals("HTTP/1.1 411", answered(line, "Transfer-Encoding: chunked"), method);
    }
  }

  /** To the head of a request alone. */
  private static String answered(String line, String header) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket
          .getOutputStream()
          .write(
              (line + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aProtocolWithoutTransferEncodingHidesTheLengthByLeavingItOut() {
    MultiMap none = MultiMap.caseInsensitiveMultiMap();
    MultiMap said = MultiMap.caseInsensitiveMultiMap().add("content-length", "3");
    assertTrue(SmallBodies.hidesItsLength(HttpVersion.HTTP_2, none));
    assertFalse(SmallBodies.hidesItsLength(HttpVersion.HTTP_2, said));
    assertFalse(SmallBodies.hidesItsLength(HttpVersion.HTTP_1_1, none));
  }

  @Test
  void nobodySpeaksHttp2WithKeypulseNeitherAtOnceNorByUpgrade() throws Exception {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(EMPTY_SETTINGS);
      byte[] answer = socket.getInputStream().readNBytes(4);
      String told = new String(answer, StandardCharsets.US_ASCII);
      assertTrue(told.isEmpty() || told.equals("HTTP"), told);
    }
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      URI live = URI.create("http://localhost:" + RestAssured.port + "/q/health/live");
      assertEquals(
          HttpClient.Version.HTTP_1_1,
          client
              .send(HttpRequest.newBuilder(live).build(), HttpResponse.BodyHandlers.discarding())
              .version());
    }
  }
}
