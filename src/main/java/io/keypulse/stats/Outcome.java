package io.keypulse.stats;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** What a statistic comes to: a value, or the reason why there is none. Never NaN, null or 0. */
public sealed interface Outcome<T> {
  record Known<T>(T value) implements Outcome<T> {}

  record Undefined<T>(Reason reason) implements Outcome<T> {}

  /** Why there is no value. */
  enum Reason {
    NO_ANSWERS,
    ONE_ANSWER,
    TOO_FEW_ANSWERS,
    TOO_MANY_ANSWERS,
    NO_VARIATION,
    NOTHING_EXPLAINED,
    COLLINEAR,
    NO_SPREAD_BETWEEN_UNITS,
    STRATUM_WITHOUT_ANSWERS,
    CATEGORY_WITHOUT_ANSWERS,
    NO_REVENUE,
    NOBODY_ASKED,
    DOES_NOT_CONVERGE
  }

  static <T> Outcome<T> of(T value) {
    return new Known<>(value);
  }

  static <T> Outcome<T> undefined(Reason reason) {
    return new Undefined<>(reason);
  }

  default Optional<T> optional() {
    return this instanceof Known<T> known ? Optional.of(known.value()) : Optional.empty();
  }

  default Optional<Reason> why() {
    return this instanceof Undefined<T> undefined
        ? Optional.of(undefined.reason())
        : Optional.empty();
  }

  default <R> Outcome<R> map(Function<T, R> change) {
    return switch (this) {
      case Known<T>(T value) -> of(change.apply(value));
      case Undefined<T>(Reason reason) -> undefined(reason);
    };
  }

  /**
   * The value.
   *
   * @throws NoSuchElementException naming the reason when there is none
   */
  default T orElseThrow() {
    return switch (this) {
      case Known<T>(T value) -> value;
      case Undefined<T>(Reason reason) -> throw new NoSuchElementException(reason.name());
    };
  }
}
