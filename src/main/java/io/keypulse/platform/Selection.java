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

    /** Of how many objects the whole request asks for the field that is being computed. */
    int objects();
  }

  /** Whether this field of the object was asked for. */
  public static boolean has(String field) {
    return CURRENT.isBound() && CURRENT.get().has(field);
  }

  /**
   * Of how many objects the request asks for the field that is being computed, one at least. One
   * that is asked for again under another name is the same object, and what is skipped is not asked
   * for.
   */
  public static int objects() {
    return CURRENT.isBound() ? Math.max(1, CURRENT.get().objects()) : 1;
  }

  /** For the engine: what is selected while this work is done. */
  public static <T> T during(Asked asked, Callable<T> work) throws Exception {
    return ScopedValue.where(CURRENT, asked).call(work::call);
  }
}
