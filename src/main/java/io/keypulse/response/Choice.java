package io.keypulse.response;

import io.keypulse.survey.Satisfaction;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the five answers as a form shows it. */
record Choice(int score, String key, boolean low, boolean marked) {
  static Choice of(Satisfaction level) {
    return of(level, false);
  }

  static List<Choice> five(@Nullable Satisfaction marked) {
    return Arrays.stream(Satisfaction.values()).map(level -> of(level, level == marked)).toList();
  }

  private static Choice of(Satisfaction level, boolean marked) {
    return new Choice(level.score, level.wordingKey(), level.isDissatisfied(), marked);
  }
}
