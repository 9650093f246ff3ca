package io.keypulse.survey;

import java.util.Locale;
import java.util.regex.Pattern;

/** The message that words a constant: {@code NO_OPINION} is worded by {@link Wording#noOpinion}. */
final class WordingKey {
  private static final Pattern UNDERSCORE = Pattern.compile("_(.)");

  private WordingKey() {}

  static String of(Enum<?> constant) {
    return UNDERSCORE
        .matcher(constant.name().toLowerCase(Locale.ROOT))
        .replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
  }
}
