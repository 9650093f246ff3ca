package io.keypulse.platform;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Work that the database ended because it and somebody else's waited for each other: nothing of it
 * was kept, so it is carried out again from its beginning. Nobody has to hear of it.
 */
public final class Collisions {
  private static final Set<String> COLLIDED = Set.of("40001", "40P01");
  private static final int TRIES = 4;
  private static final Duration A_MOMENT = Duration.ofMillis(20);

  private Collisions() {}

  /**
   * @param work with a transaction of its own; in one that is there already it is tried once
   */
  public static <T extends @Nullable Object> T outlast(Callable<T> work) throws Exception {
    for (int tried = 1; ; tried++) {
      try {
        return work.call();
      } catch (Exception fault) {
        if (tried == TRIES || isWithinAnother() || !ended(fault)) {
          throw fault;
        }
        LockSupport.parkNanos(A_MOMENT.multipliedBy(tried).toNanos());
      }
    }
  }

  private static boolean isWithinAnother() {
    return QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
  }

  /** Whether this is how the database told of one. */
  public static boolean ended(Throwable fault) {
    return SqlFaults.in(fault).anyMatch(told -> COLLIDED.contains(told.getSQLState()));
  }
}
