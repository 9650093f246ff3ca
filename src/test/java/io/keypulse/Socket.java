package io.keypulse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A socket of somebody who listens to subscriptions over graphql-transport-ws. */
public final class Socket implements WebSocket.Listener, AutoCloseable {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;

  public static Socket open(@Nullable String origin) {
    return open(RestAssured.port, origin);
  }

  private static Socket open(int port, @Nullable String origin) {
    Socket listener = new Socket();
    WebSocket.Builder builder =
        HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("graphql-transport-ws");
    if (origin != null) {
      builder.header("Origin", origin);
    }
    listener.socket =
        builder.buildAsync(URI.create("ws://localhost:" + port + "/graphql/ws"), listener).join();
    return listener;
  }

  public static Socket of(String login) throws Exception {
    String credentials =
        Base64.getEncoder().encodeToString((login + ":demo").getBytes(StandardCharsets.UTF_8));
    return of(RestAssured.port, "Basic " + credentials);
  }

  static Socket of(int port, String authorization) throws Exception {
    Socket socket = open(port, null);
    socket.say(
        "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"" + authorization + "\"}}");
    assertEquals("connection_ack", socket.heard().getString("type"));
    return socket;
  }

  public Socket subscribedTo(String message) throws Exception {
    say(message);
    awaitListening();
    return this;
  }

  /**
   * The socket reads its messages in order: when it answers this one, it has read the one before.
   */
  public void awaitListening() throws Exception {
    say("{\"type\":\"ping\"}");
    assertEquals("pong", heard().getString("type"));
    Client.as("admin").data("{ viewer { name } }");
  }

  public void say(String message) {
    Objects.requireNonNull(socket).sendText(message, true).join();
  }

  public JsonPath heard() throws InterruptedException {
    String message = heard.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing was told");
    }
    return new AnswerJson(message);
  }

  /** What was told beside the expected, without waiting for more. */
  public @Nullable String silence() {
    return heard.poll();
  }

  public int closed() throws InterruptedException {
    String code = heard.poll(20, TimeUnit.SECONDS);
    return Integer.parseInt(String.valueOf(code));
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      heard.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    heard.add(Integer.toString(code));
    return null;
  }

  @Override
  public void close() {
    Objects.requireNonNull(socket).abort();
  }
}
