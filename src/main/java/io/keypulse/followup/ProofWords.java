package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Questions;
import io.keypulse.survey.SurveyWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether it is mended as the survey asked: in its languages, and in words of its own. Mails
 * are written outside of any transaction, so that what is not yet known is read here as system.
 */
@ApplicationScoped
class ProofWords {
  /** Of the questionnaire that Keypulse brings; its newest one says what the bundles say. */
  private static final int FIRST_EDITION = 1;

  @Inject Questions questions;

  /** What the survey said, in this language where it had it. */
  @AsSystem
  QuestionnaireView.Words survey(int questionnaireId, String language) {
    return questions.words(questionnaireId, language);
  }

  List<String> languages(int questionnaireId) {
    return questions.languages(questionnaireId);
  }

  /**
   * How satisfied they are now.
   *
   * @param aspect what displeased; absent where it was no aspect in particular
   */
  @AsSystem
  String question(QuestionnaireView.Words survey, @Nullable String aspect) {
    LoopWords loop = LoopWords.in(survey.language());
    SurveyWords ours = SurveyWords.in(survey.language());
    if (aspect == null) {
      return isOurs(survey, QuestionnaireView.Words::question, ours.wording().question())
          ? loop.question(null)
          : loop.wording().now(survey.question());
    }
    Aspect about = Aspect.valueOf(aspect);
    return isOurs(survey, words -> words.text(about), ours.aspect(about))
        ? loop.question(aspect)
        : loop.wording().nowOf(survey.text(about));
  }

  private boolean isOurs(
      QuestionnaireView.Words survey,
      Function<QuestionnaireView.Words, String> text,
      String today) {
    String said = text.apply(survey);
    return said.equals(today)
        || said.equals(text.apply(questions.words(FIRST_EDITION, survey.language())));
  }
}
