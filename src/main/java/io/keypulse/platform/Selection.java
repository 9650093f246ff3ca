package io.keypulse.platform;

import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** What the client asked for of the field that is being computed, so that nothing else is. */
public final class Selection {
  private static final ScopedValue<Predicate<String>> CURRENT = ScopedValue.newInstance();

  private Selection() {}

  /** Whether this field of the object was asked for. */
  public static boolean has(String field) {
    return CURRENT.isBound() && CURRENT.get().test(field);
  }

  /** For the engine: what is selected while this work is done. */
  public static <T> T during(Predicate<String> selected, Callable<T> work) throws Exception {
    return ScopedValue.where(CURRENT, selected).call(work::call);
  }
}
