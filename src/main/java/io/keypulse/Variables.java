package io.keypulse;

import java.util.Locale;
import java.util.Optional;

/** What is set from outside: system properties, else environment variables. */
final class Variables {
  private Variables() {}

  /** Nothing where it is blank. */
  static Optional<String> value(String property) {
    return Optional.ofNullable(System.getProperty(property, System.getenv(name(property))))
        .filter(value -> !value.isBlank());
  }

  /** Of the environment variable that means this property. */
  static String name(String property) {
    return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
