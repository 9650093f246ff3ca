package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client does not read is not kept for it. */
class WireTest {
  private static final Map<String, String> MESSAGE = Map.of("text", "x".repeat(100_000));
  private static final int MORE_THAN_ANY_BUFFER = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<ServerWebSocket> opened = new CompletableFuture<>();
  private final Client client = new Client();

  /** Reads when it is told to. */
  private static final class Client implements WebSocket.Listener {
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public void onOpen(WebSocket socket) {}

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }

  private WebSocket socket;

  @BeforeEach
  void open() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.toWebSocket().onSuccess(opened::complete))
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://localhost:" + server.actualPort()), client)
            .get(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    socket.abort();
    vertx.close();
  }

  @Test
  void whoCannotKeepUpIsToldSoAndHasToSubscribeAgain() throws Exception {
    assertTrue(sentUntilClosed() < MORE_THAN_ANY_BUFFER);
    socket.request(Long.MAX_VALUE);
    assertEquals(1013, client.closed.get(20, TimeUnit.SECONDS));
  }

  @Test
  void whoDoesNotReadThatEitherIsCutOff() throws Exception {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    opened.get(20, TimeUnit.SECONDS).closeHandler(_ -> gone.complete(null));
    assertTrue(sentUntilClosed() < MORE_THAN_ANY_BUFFER);
    gone.get(20, TimeUnit.SECONDS);
  }

  @Test
  void whoReadsIsToldEverything() throws Exception {
    socket.request(Long.MAX_VALUE);
    Wire wire = wire();
    for (int message = 0; message < 200; message++) {
      wire.send(MESSAGE);
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertTrue(!wire.isClosed());
  }

  private Wire wire() throws Exception {
    ServerWebSocket server = opened.get(20, TimeUnit.SECONDS);
    return new Wire(server, ((WebSocketInternal) server).connection(), vertx);
  }

  private int sentUntilClosed() throws Exception {
    Wire wire = wire();
    int sent = 0;
    while (!wire.isClosed() && sent < MORE_THAN_ANY_BUFFER) {
      wire.send(MESSAGE);
      TimeUnit.MILLISECONDS.sleep(1);
      sent++;
    }
    return sent;
  }
}
