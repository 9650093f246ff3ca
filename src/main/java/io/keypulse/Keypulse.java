package io.keypulse;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application. */
@QuarkusMain
public final class Keypulse {
  private Keypulse() {}

  public static void main(String... arguments) {
    Quarkus.run(arguments);
  }
}
