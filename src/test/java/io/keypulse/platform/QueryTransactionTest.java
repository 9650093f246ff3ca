package io.keypulse.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

@KeypulseTest
class QueryTransactionTest {
  @Inject QueryTransaction transaction;
  @Inject Session session;

  @Test
  void itChangesNothing() {
    RuntimeException fault =
        assertThrows(
            RuntimeException.class,
            () ->
                transaction.during(
                    Duration.ofSeconds(20),
                    () -> {
                      session.doWork(
                          connection ->
                              connection
                                  .prepareStatement("create temporary sequence tried")
                                  .execute());
                      return "changed";
                    }));
    assertTrue(String.valueOf(fault.getMessage()).contains("read-only"), fault.getMessage());
  }

  @Test
  void theDatabaseEndsItWhenItsTimeIsOver() {
    Refused refused =
        assertThrows(
            Refused.class,
            () ->
                transaction.during(
                    Duration.ofMillis(100),
                    () ->
                        session
                            .createNativeQuery(
                                "select cast(pg_sleep(60) as text) as slept", String.class)
                            .getSingleResult()));
    assertEquals(RefusalCode.OVER_BUDGET, refused.code());
    assertEquals("time", refused.field());
  }
}
