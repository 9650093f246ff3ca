package io.keypulse.survey;

import java.util.List;

/** Languages in which everything a customer reads is worded. */
public final class WordingLanguages {
  public static final List<String> ALL = List.of("en", "es", "zh", "de", "fr");

  private WordingLanguages() {}
}
