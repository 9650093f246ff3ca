package io.keypulse;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application. */
@QuarkusMain
public final class Keypulse {
  private Keypulse() {}

  public static void main(String... arguments) throws ReflectiveOperationException {
    prepareDemo();
    Quarkus.run(arguments);
  }

  /** The production jar has no demo. */
  private static void prepareDemo() throws ReflectiveOperationException {
    try {
      Class.forName("io.keypulse.demo.Demo").getMethod("prepare").invoke(null);
    } catch (ClassNotFoundException production) {
      return;
    }
  }
}
