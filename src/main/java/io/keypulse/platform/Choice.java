package io.keypulse.platform;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a filter of values leaves. */
final class Choice {
  private static final int MOST = 100;
  private static final int LONGEST = 200;

  private Choice() {}

  static Optional<List<String>> of(String field, @Nullable String eq, @Nullable List<String> in) {
    if (eq != null) {
      plain(field + ".eq", List.of(eq));
    }
    if (in != null) {
      plain(field + ".in", in);
    }
    if (eq == null) {
      return Optional.ofNullable(in).map(values -> values.stream().distinct().toList());
    }
    return Optional.of(in == null || in.contains(eq) ? List.of(eq) : List.of());
  }

  private static void plain(String field, List<String> values) {
    if (values.size() > MOST
        || values.stream()
            .anyMatch(
                value ->
                    value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl))) {
      throw Refused.invalid(
          field, "Name at most %d values of at most %d characters.".formatted(MOST, LONGEST));
    }
  }
}
