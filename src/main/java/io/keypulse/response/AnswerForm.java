package io.keypulse.response;

import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page shows: the choices, those marked already, and whether something is missing. */
record AnswerForm(
    List<Choice> overall,
    List<AspectForm> aspects,
    boolean rated,
    String why,
    boolean chooseFirst) {
  record Choice(int score, String key, boolean marked) {}

  record AspectForm(String name, String key, List<Choice> choices) {}

  /** As the link in the mail opens it: its answer is marked and waits for the person to send it. */
  static AnswerForm opened(List<Aspect> aspects, Optional<Satisfaction> marked) {
    return new AnswerForm(
        choices(marked.orElse(null)), aspectForms(aspects, Map.of()), false, "", false);
  }

  /** Sent without an overall answer: everything else is kept. */
  static AnswerForm incomplete(
      List<Aspect> aspects, Map<Aspect, Satisfaction> ratings, @Nullable String why) {
    return new AnswerForm(
        choices(null),
        aspectForms(aspects, ratings),
        !ratings.isEmpty(),
        why == null ? "" : why,
        true);
  }

  private static List<AspectForm> aspectForms(
      List<Aspect> aspects, Map<Aspect, Satisfaction> ratings) {
    return aspects.stream()
        .map(
            aspect ->
                new AspectForm(aspect.name(), aspect.wordingKey(), choices(ratings.get(aspect))))
        .toList();
  }

  private static List<Choice> choices(@Nullable Satisfaction marked) {
    return Arrays.stream(Satisfaction.values())
        .map(level -> new Choice(level.score, level.wordingKey(), level == marked))
        .toList();
  }
}
