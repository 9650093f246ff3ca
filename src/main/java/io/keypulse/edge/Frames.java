package io.keypulse.edge;

import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;

/**
 * Counts what comes over a socket, whatever it is: the server answers a ping of the wire by itself,
 * without looking whether the answer is read. Who sends too much is sent away, and who goes on is
 * cut off, before what they sent is read.
 */
final class Frames {
  private static final int MOST_A_SECOND = 100;
  private static final int MOST_OF_A_FLOOD = 2 * MOST_A_SECOND;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Wire wire;
  private long begun = System.nanoTime();
  private int frames;

  Frames(Wire wire) {
    this.wire = wire;
  }

  void count(WebSocketFrame frame) {
    long now = System.nanoTime();
    if (now - begun >= SECOND) {
      begun = now;
      frames = 0;
    }
    frames++;
    if (frames > MOST_OF_A_FLOOD) {
      wire.cut();
    } else if (frames > MOST_A_SECOND) {
      wire.close(1008, "At most " + MOST_A_SECOND + " messages a second");
    }
  }
}
