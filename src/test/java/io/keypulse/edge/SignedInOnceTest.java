package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.quarkus.security.spi.runtime.AuthenticationSuccessEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@KeypulseTest
class SignedInOnceTest {
  @Inject Door door;

  @Singleton
  static class Door {
    private final AtomicInteger signedIn = new AtomicInteger();

    void count(@Observes AuthenticationSuccessEvent event) {
      signedIn.incrementAndGet();
    }
  }

  @Test
  void aRequestVerifiesItsTokenAndLooksForItsEmployeeOnce() {
    int before = door.signedIn.get();
    Client.as("admin").data("{ viewer { name } }");
    assertEquals(1, door.signedIn.get() - before);
  }
}
