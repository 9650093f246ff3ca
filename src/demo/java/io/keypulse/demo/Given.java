package io.keypulse.demo;

import java.util.Locale;
import java.util.Optional;

/** Settings from outside, system properties and the environment; they win over the demo's own. */
final class Given {
  private Given() {}

  static Optional<String> get(String name) {
    return Optional.ofNullable(System.getProperty(name))
        .or(
            () ->
                Optional.ofNullable(
                    System.getenv(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))))
        .filter(value -> !value.isBlank());
  }

  static void orElse(String name, String own) {
    if (get(name).isEmpty()) {
      System.setProperty(name, own);
    }
  }
}
