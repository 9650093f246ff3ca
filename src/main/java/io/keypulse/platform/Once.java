package io.keypulse.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one query has asked the database already, so that two fields that stand on the same rows ask
 * for them once. Outside a query nothing is remembered.
 */
public final class Once {
  private static final ScopedValue<Map<Object, Object>> ANSWERS = ScopedValue.newInstance();

  private Once() {}

  /**
   * The answer to this question, asked now unless it was asked before.
   *
   * @param question equal for equal answers: a record of whatever the answer depends on
   */
  @SuppressWarnings("unchecked")
  public static <T> T of(Record question, Supplier<T> ask) {
    if (!ANSWERS.isBound()) {
      return ask.get();
    }
    Object known = ANSWERS.get().get(question);
    if (known == null) {
      known = ask.get();
      ANSWERS.get().put(question, known);
    }
    return (T) known;
  }

  /** For whoever carries a query out: until it is answered. */
  public static <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> query) throws X {
    return ScopedValue.where(ANSWERS, new HashMap<>()).call(query);
  }
}
