package io.keypulse.invitation;

import java.time.Duration;

/** By when something must have happened, of whatever the clock on the wall says. */
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean hasPassed() {
    return System.nanoTime() - nanos >= 0;
  }
}
