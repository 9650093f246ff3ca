package io.keypulse.edge;

import io.keypulse.platform.QueryTransaction;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much one answer may hold and how long it may be built. What a document costs is an estimate;
 * this is counted while objects are loaded and values written, and stops the request at once.
 */
final class AnswerBounds {
  private static final int CHARACTERS_OF_A_VALUE = 64;
  private static final int VALUES_BETWEEN_LOOKS_AT_THE_CLOCK = 64;

  private final int mostValues;
  private final Duration time;
  private long endsAt;
  private int values;
  private int nextLook = VALUES_BETWEEN_LOOKS_AT_THE_CLOCK;
  private boolean changed;
  private @Nullable Refused refusal;

  /**
   * No exception: the engine takes every exception of a field for this field's own and goes on with
   * all others.
   */
  static final class Stopped extends Error {
    private Stopped(Refused refusal) {
      super(refusal.getMessage(), null, false, false);
    }
  }

  AnswerBounds(int mostValues, Duration time) {
    this.mostValues = mostValues;
    this.time = time;
    endsAt = System.nanoTime() + time.toNanos();
  }

  /** One more object is held until the answer is told. */
  void holdOne() {
    count(1);
  }

  /** One more value stands in the answer, a long text as many. */
  void write(@Nullable Object value) {
    count(weight(value));
  }

  /** Something has been changed for good; what is read after it has its own time. */
  void changed() {
    changed = true;
    endsAt = System.nanoTime() + time.toNanos();
  }

  boolean hasChanged() {
    return changed;
  }

  /** Why the request was stopped. */
  Optional<Refused> refusal() {
    return Optional.ofNullable(refusal);
  }

  private void count(int more) {
    values += more;
    if (values > mostValues) {
      stop(
          new Refused(
              RefusalCode.OVER_BUDGET,
              "values",
              "This answer has more than " + mostValues + " values; ask about less at once."));
    }
    if (values >= nextLook) {
      nextLook = values + VALUES_BETWEEN_LOOKS_AT_THE_CLOCK;
      stopWhenLate();
    }
  }

  /** Before anything is loaded, and while what is loaded is written. */
  void stopWhenLate() {
    if (System.nanoTime() - endsAt >= 0) {
      stop(QueryTransaction.tooLong(time));
    }
  }

  private void stop(Refused reason) {
    refusal = reason;
    throw new Stopped(reason);
  }

  private static int weight(@Nullable Object value) {
    return switch (value) {
      case String text -> 1 + text.length() / CHARACTERS_OF_A_VALUE;
      case List<?> list -> 1 + list.stream().mapToInt(AnswerBounds::weight).sum();
      case null, default -> 1;
    };
  }
}
