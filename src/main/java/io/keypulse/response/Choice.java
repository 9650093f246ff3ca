package io.keypulse.response;

import io.keypulse.survey.CachedParts;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Satisfaction;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the five answers as a form shows it. */
record Choice(int score, String text, boolean low, boolean marked) {
  static Choice of(Satisfaction level, QuestionnaireView.Words words) {
    return of(level, false, words);
  }

  static List<Choice> five(@Nullable Satisfaction marked, QuestionnaireView.Words words) {
    return Arrays.stream(Satisfaction.values())
        .map(level -> of(level, level == marked, words))
        .toList();
  }

  /** All that it shows. */
  String key() {
    return CachedParts.key(score, text, marked);
  }

  private static Choice of(Satisfaction level, boolean marked, QuestionnaireView.Words words) {
    return new Choice(level.score, words.text(level), level.isDissatisfied(), marked);
  }
}
