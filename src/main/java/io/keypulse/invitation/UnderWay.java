package io.keypulse.invitation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;

/** Runs of the dispatcher, which an end waits for; none begins once it has come. */
final class UnderWay {
  private final ReadWriteLock runs = new ReentrantReadWriteLock();
  private volatile boolean ending;

  /** What the run returns; 0, without waiting, for one that comes after the end. */
  int run(IntSupplier dispatch) {
    if (ending || !runs.readLock().tryLock()) {
      return 0;
    }
    try {
      return dispatch.getAsInt();
    } finally {
      runs.readLock().unlock();
    }
  }

  boolean isEnding() {
    return ending;
  }

  /**
   * Whether all runs came to their end within this time. What is locked stays so, for whoever comes
   * late.
   */
  boolean end(Duration longest) throws InterruptedException {
    ending = true;
    return runs.writeLock().tryLock(longest.toMillis(), TimeUnit.MILLISECONDS);
  }
}
