package io.keypulse.response;

import io.keypulse.survey.CachedParts;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Satisfaction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one question. Nothing is marked: a form that is sent untouched, as programs do that look into
 * links, is no answer. What was chosen in the mail waits on a button of its own.
 *
 * @param missing sent without a choice
 */
record QuestionForm(
    String question,
    List<Choice> choices,
    @Nullable Choice chosenInMail,
    boolean missing,
    String opened) {
  static QuestionForm opened(
      QuestionnaireView.Words words, Optional<Satisfaction> chosenInMail, String opened) {
    return new QuestionForm(
        words.question(),
        Choice.five(null, words),
        chosenInMail.map(chosen -> Choice.of(chosen, words)).orElse(null),
        false,
        opened);
  }

  static QuestionForm incomplete(QuestionnaireView.Words words, String opened) {
    return new QuestionForm(words.question(), Choice.five(null, words), null, true, opened);
  }

  /** All that the question shows, on a page in this language. */
  public String key(String language) {
    return CachedParts.key(
        language,
        question,
        missing,
        chosenInMail != null,
        CachedParts.key(choices.stream().map(Choice::key).toArray()));
  }
}
