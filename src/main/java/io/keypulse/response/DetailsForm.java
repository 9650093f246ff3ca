package io.keypulse.response;

import io.keypulse.survey.Aspect;
import io.keypulse.survey.QuestionnaireView;
import java.util.List;

/**
 * What may follow the answer: aspects, the reason where something was not well, a wish to be
 * called.
 *
 * @param saved sent just now
 * @param flaws why what was sent just now is not saved
 */
record DetailsForm(
    Choice overall,
    List<AspectForm> aspects,
    String reason,
    String why,
    String callMe,
    boolean callWish,
    boolean saved,
    List<Flaw> flaws,
    String opened) {
  record AspectForm(String name, String text, List<Choice> choices) {}

  static DetailsForm of(
      AnswerGiven given,
      List<Aspect> aspects,
      QuestionnaireView.Words words,
      boolean saved,
      List<Flaw> flaws,
      String opened) {
    String why = given.why();
    return new DetailsForm(
        Choice.of(given.overall(), words),
        aspects.stream()
            .map(
                aspect ->
                    new AspectForm(
                        aspect.name(),
                        words.text(aspect),
                        Choice.five(given.ratings().get(aspect), words)))
            .toList(),
        words.reason(),
        why == null ? "" : why,
        words.callMe(),
        given.callWish(),
        saved,
        flaws,
        opened);
  }
}
