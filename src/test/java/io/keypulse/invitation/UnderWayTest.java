package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How a replica ends: what is under way is finished, and nothing begins. */
class UnderWayTest {
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private final UnderWay underWay = new UnderWay();

  @Test
  void whoComesAfterTheEndDoesNothingAndDoesNotWait() throws InterruptedException {
    assertEquals(7, underWay.run(() -> 7));
    assertTrue(underWay.end(A_MOMENT));
    assertEquals(0, assertTimeoutPreemptively(Duration.ofSeconds(30), () -> underWay.run(() -> 7)));
  }

  @Test
  void theEndWaitsForWhatIsUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () ->
                underWay.run(
                    () -> {
                      begun.countDown();
                      try {
                        done.await();
                      } catch (InterruptedException told) {
                        throw new IllegalStateException(told);
                      }
                      return 7;
                    }));
    begun.await();
    assertFalse(underWay.end(A_MOMENT));
    assertTrue(underWay.isEnding());
    done.countDown();
    assertEquals(7, run.get());
    assertTrue(underWay.end(A_MOMENT));
  }
}
