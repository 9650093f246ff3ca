package io.keypulse.report;

import java.util.Locale;

/** Where an axis is marked, and what is written there. */
record Tick(String at, String text) {
  /** Of every picture, in its own units. */
  static final double WIDTH = 340;

  Tick(double at, String text) {
    this(at(at), text);
  }

  /** A coordinate as pictures write it. */
  static String at(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }

  /** The largest of 1, 2 and 5 times a power of ten that is not more than this. */
  static double step(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double times = most / power;
    return (times >= 5 ? 5 : times >= 2 ? 2 : 1) * power;
  }
}
