package io.keypulse.response;

import io.keypulse.survey.Aspect;
import io.keypulse.survey.CachedParts;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Satisfaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may follow the answer: aspects, the reason where something was not well, a wish to be
 * called.
 *
 * @param scale the five answers, whose signs stand for them where there is little room
 * @param saved sent just now
 * @param flaws why what was sent just now is not saved
 */
record DetailsForm(
    Choice overall,
    List<Choice> scale,
    List<AspectForm> aspects,
    String reason,
    String why,
    String callMe,
    boolean callWish,
    boolean saved,
    List<Flaw> flaws,
    String opened) {
  /**
   * @param unsaid what is sent where nothing is said of it, or not any more
   */
  record AspectForm(String name, String text, List<Choice> choices, boolean marked, String unsaid) {
    static AspectForm of(
        Aspect aspect, @Nullable Satisfaction said, QuestionnaireView.Words words) {
      return new AspectForm(
          aspect.name(),
          words.text(aspect),
          Choice.five(said, words),
          said != null,
          AnswerGiven.UNSAID);
    }

    /** All that it shows, on a page in this language. */
    public String key(String language) {
      return CachedParts.key(
          language, name, text, CachedParts.key(choices.stream().map(Choice::key).toArray()));
    }
  }

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
        Choice.five(null, words),
        aspects.stream()
            .map(aspect -> AspectForm.of(aspect, given.ratings().get(aspect), words))
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
