package io.keypulse.edge;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What one socket is to be told, one after the other: however much comes at once, a socket takes
 * one thread and one connection to the database.
 */
final class InTurn {
  private static final int MOST_WAITING = 1_000;

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean underWay;

  /**
   * @return false where so much waits already that it is not kept
   */
  synchronized boolean add(Runnable telling) {
    if (waiting.size() >= MOST_WAITING) {
      return false;
    }
    waiting.add(telling);
    if (!underWay) {
      underWay = true;
      Thread.ofVirtual().start(this::tellAll);
    }
    return true;
  }

  private void tellAll() {
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = waiting.poll();
    underWay = next != null;
    return next;
  }
}
