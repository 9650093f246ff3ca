package io.keypulse.platform;

import java.util.concurrent.Callable;

/** What the client asked for, so that nothing else is computed. */
public final class Selection {
  private static final ScopedValue<Asked> CURRENT = ScopedValue.newInstance();

  private Selection() {}

  /** For the engine: what stands in the document. */
  public interface Asked {
    /** Below the field that is being computed. */
    boolean has(String field);

    /** In the whole request, every fragment written out. */
    int times(String field);
  }

  /** Whether this field of the object was asked for. */
  public static boolean has(String field) {
    return CURRENT.isBound() && CURRENT.get().has(field);
  }

  /** How often the request asks for a field of this name, once at least. */
  public static int times(String field) {
    return CURRENT.isBound() ? Math.max(1, CURRENT.get().times(field)) : 1;
  }

  /** For the engine: what is selected while this work is done. */
  public static <T> T during(Asked asked, Callable<T> work) throws Exception {
    return ScopedValue.where(CURRENT, asked).call(work::call);
  }
}
