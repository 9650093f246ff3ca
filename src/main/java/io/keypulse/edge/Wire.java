package io.keypulse.edge;

import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one client is told over its socket, as long as that is open. */
record Wire(ServerWebSocket socket) {
  void send(Map<String, ?> message) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(new String(Answer.json(message), StandardCharsets.UTF_8));
    }
  }

  void error(String id, List<Map<String, Object>> errors) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("type", "error");
    message.put("payload", errors);
    send(message);
  }

  void close(int code, String reason) {
    if (!socket.isClosed()) {
      socket.close((short) code, reason);
    }
  }
}
