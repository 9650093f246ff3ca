package io.keypulse.edge;

import java.util.concurrent.Callable;

final class Faults {
  private Faults() {}

  /** Lets every exception of this work through as it is. */
  static <T> T unchecked(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException fault) {
      throw fault;
    } catch (Exception fault) {
      throw new IllegalStateException(fault);
    }
  }
}
