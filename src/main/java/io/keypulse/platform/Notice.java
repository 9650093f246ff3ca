package io.keypulse.platform;

import java.util.concurrent.Callable;

/** What the database has just told: something has changed. */
public final class Notice {
  private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

  private Notice() {}

  /** The text of the notice that is being told on. */
  public static String text() {
    return CURRENT.get();
  }

  public static boolean isThere() {
    return CURRENT.isBound();
  }

  public static <T> T telling(String text, Callable<T> work) throws Exception {
    return ScopedValue.where(CURRENT, text).call(work::call);
  }
}
