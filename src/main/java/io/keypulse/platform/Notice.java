package io.keypulse.platform;

import java.util.concurrent.Callable;

/** What the database has just told: something has changed. */
public final class Notice {
  private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

  private Notice() {}

  /** Told to a subscription that begins: it refuses what cannot be listened to. */
  public static final String FIRST = "";

  /** The text of the notice that is being told on. */
  public static String text() {
    return CURRENT.get();
  }

  public static boolean isThere() {
    return CURRENT.isBound();
  }

  /** Nothing has changed: somebody has just subscribed. */
  public static boolean isFirst() {
    return text().equals(FIRST);
  }

  public static <T> T telling(String text, Callable<T> work) throws Exception {
    return ScopedValue.where(CURRENT, text).call(work::call);
  }
}
