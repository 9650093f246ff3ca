package io.keypulse.keystatus;

import java.util.List;
import java.util.Locale;

/**
 * Tiers are the company's own codes; only their spelling is made one, capitals, here and whatever
 * way they come.
 */
public final class Tier {
  private Tier() {}

  public static String spelled(String written) {
    return written.strip().toUpperCase(Locale.ROOT);
  }

  /** Each once. */
  public static List<String> spelled(List<String> written) {
    return written.stream().map(Tier::spelled).distinct().toList();
  }
}
