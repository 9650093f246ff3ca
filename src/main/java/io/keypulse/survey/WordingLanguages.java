package io.keypulse.survey;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Languages in which mails and pages are worded. */
public final class WordingLanguages {
  public static final List<String> ALL = List.of("en", "es", "zh", "de", "fr");

  private WordingLanguages() {}

  /** The one asked for, else the first that the browser accepts, else English. */
  public static String of(@Nullable String asked, List<Locale> accepted) {
    return Stream.concat(Stream.ofNullable(asked), accepted.stream().map(Locale::getLanguage))
        .filter(ALL::contains)
        .findFirst()
        .orElse("en");
  }
}
