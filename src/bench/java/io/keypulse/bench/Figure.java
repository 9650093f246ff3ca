package io.keypulse.bench;

import java.util.Locale;

/** A figure of Keypulse beside its limit: medians over the rounds, smallest and largest. */
record Figure(String name, Rounds keypulse, String limitName, Rounds limit) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-44s %-26s | %-48s %-28s | ratio %.3f",
        name,
        keypulse,
        limitName,
        limit,
        keypulse.over(limit).median());
  }
}
