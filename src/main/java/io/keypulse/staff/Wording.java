package io.keypulse.staff;

import java.util.Locale;

/**
 * Positions and functions are the company's own words; only their spelling is made one, here and
 * whatever way they come, so that comparing them is comparing texts.
 */
public final class Wording {
  private Wording() {}

  /** Technical service becomes TECHNICAL_SERVICE. */
  public static String function(String text) {
    return text.strip().toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
  }

  public static String position(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
