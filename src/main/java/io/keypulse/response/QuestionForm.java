package io.keypulse.response;

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
    List<Choice> choices, @Nullable Choice chosenInMail, boolean missing, String opened) {
  static QuestionForm opened(Optional<Satisfaction> chosenInMail, String opened) {
    return new QuestionForm(
        Choice.five(null), chosenInMail.map(Choice::of).orElse(null), false, opened);
  }

  static QuestionForm incomplete(String opened) {
    return new QuestionForm(Choice.five(null), null, true, opened);
  }
}
