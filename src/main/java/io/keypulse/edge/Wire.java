package io.keypulse.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one client is told over its socket, as long as that is open. What it has not read yet waits
 * in memory: a client that lets too much wait is sent away, and is cut off when it does not read
 * that either.
 */
final class Wire {
  private static final int MOST_BYTES_WAITING = 1 << 20;
  private static final long MILLISECONDS_TO_LEAVE = 5_000;

  private final ServerWebSocket socket;
  private final HttpConnection connection;
  private final Vertx vertx;
  private final AtomicLong waiting = new AtomicLong();

  Wire(ServerWebSocket socket, HttpConnection connection, Vertx vertx) {
    this.socket = socket;
    this.connection = connection;
    this.vertx = vertx;
  }

  /** One message may be longer than what may wait. */
  void send(Map<String, ?> message) {
    if (socket.isClosed()) {
      return;
    }
    byte[] text = Answer.json(message);
    if (waiting.getAndAdd(text.length) > MOST_BYTES_WAITING) {
      close(1013, "Read faster and subscribe again");
      return;
    }
    socket
        .writeTextMessage(new String(text, StandardCharsets.UTF_8))
        .onComplete(_ -> waiting.addAndGet(-text.length));
  }

  void error(String id, List<Map<String, Object>> errors) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("type", "error");
    message.put("payload", errors);
    send(message);
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  /** The word of it stands behind what waits: who does not read never takes it. */
  void close(int code, String reason) {
    if (!socket.isClosed()) {
      socket.close((short) code, reason);
      vertx.setTimer(MILLISECONDS_TO_LEAVE, _ -> cut());
    }
  }

  /** At once, with all that waits. The connection itself knows the polite way only. */
  void cut() {
    var _ = ((ConnectionBase) connection).channelHandlerContext().close();
  }
}
