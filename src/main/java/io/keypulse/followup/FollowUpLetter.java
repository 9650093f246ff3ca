package io.keypulse.followup;

import io.keypulse.invitation.Postman;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.WordingLanguages;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What a mail about a case says, in the language of its reader. */
@ApplicationScoped
class FollowUpLetter {
  /** Of the page that asks whether it is mended. */
  private static final String PAGE = "/p/";

  @Inject Postman postman;
  @Inject ProofWords words;

  /** What somebody has to know to act; empty where there is nothing to say. */
  record Notice(
      String person,
      String about,
      List<String> said,
      String ownWords,
      String why,
      String standIn,
      String turn,
      String due,
      String number) {}

  @CheckedTemplate(basePath = "followup")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance notice(Notice notice);
  }

  Postman.Written of(MailContents.Content content, UUID key) {
    return content.proofKey() != null
        ? postman.write(question(content, key))
        : postman.write(notice(content, key));
  }

  private Postman.Question question(MailContents.Content content, UUID key) {
    QuestionnaireView.Words survey =
        words.survey(content.questionnaireId(), WordingLanguages.of(content.language(), List.of()));
    String question = words.question(survey, content.aspect());
    return new Postman.Question(
        content.email(),
        key,
        content.invitationKey(),
        content.programId(),
        content.teamId(),
        survey.language(),
        content.contact(),
        question,
        LoopWords.in(survey.language()).lead(content),
        question,
        survey::text,
        PAGE,
        Objects.requireNonNull(content.proofKey()));
  }

  private static Postman.Notice notice(MailContents.Content content, UUID key) {
    CaseNotice words = CaseNotice.in(Objects.requireNonNullElse(content.readersLanguage(), ""));
    return new Postman.Notice(
        content.email(),
        key,
        words.subject(content).replaceAll("\\p{Cntrl}+", " ").strip(),
        Templates.notice(words.notice(content)).render());
  }
}
