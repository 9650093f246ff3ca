package io.keypulse.edge;

final class Classes {
  private Classes() {}

  static Class<?> named(String name) {
    try {
      return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
