package io.keypulse;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The application's clock in tests: the real one, until a test moves it. */
@Mock
@ApplicationScoped
public class MovableClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  /** Hands over a clock that is that far ahead, while this one stays. */
  public void at(Duration by, Consumer<InstantSource> work) {
    work.accept(() -> instant().plus(by));
  }

  /** Runs this at a later time, and comes back. */
  public void later(Duration by, Runnable work) {
    ahead = ahead.plus(by);
    try {
      work.run();
    } finally {
      ahead = ahead.minus(by);
    }
  }
}
