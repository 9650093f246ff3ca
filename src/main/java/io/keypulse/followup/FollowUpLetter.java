package io.keypulse.followup;

import io.keypulse.invitation.PersonalLinks;
import io.keypulse.invitation.Postman;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What a mail about a case says, in the language of its reader. */
@ApplicationScoped
class FollowUpLetter {
  @Inject PersonalLinks links;

  record Link(String key, String url) {}

  /** What somebody has to know to act; empty where there is nothing to say. */
  record Notice(
      String person,
      String about,
      List<String> said,
      String ownWords,
      String why,
      String turn,
      String due,
      String number) {}

  @CheckedTemplate(basePath = "followup")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance notice(Notice notice);

    static native TemplateInstance proofSubject();

    static native TemplateInstance proofText(
        String name, String aspectKey, List<Link> links, String unsubscribeUrl);

    static native TemplateInstance proofHtml(
        String name, String aspectKey, List<Link> links, String unsubscribeUrl);
  }

  Postman.Mail of(FollowUpMails.Content content, UUID key) {
    return content.stepKind() == null ? question(content, key) : notice(content, key);
  }

  private Postman.Mail question(FollowUpMails.Content content, UUID key) {
    String page = links.url("/p/", Objects.requireNonNull(content.proofKey()));
    String stop = links.url("/u/", content.invitationKey());
    String aspect = content.aspect() == null ? "" : Aspect.valueOf(content.aspect()).wordingKey();
    List<Link> choices =
        Arrays.stream(Satisfaction.values())
            .map(level -> new Link(level.wordingKey(), page + "?r=" + level.score))
            .toList();
    String language = content.language();
    return new Postman.Mail(
        content.email(),
        key,
        stop,
        Templates.proofSubject().setLocale(language).render().strip(),
        Templates.proofText(content.contact(), aspect, choices, stop).setLocale(language).render(),
        Templates.proofHtml(content.contact(), aspect, choices, stop).setLocale(language).render());
  }

  private static Postman.Mail notice(FollowUpMails.Content content, UUID key) {
    CaseNotice words = CaseNotice.in(Objects.requireNonNullElse(content.readersLanguage(), ""));
    return new Postman.Mail(
        content.email(),
        key,
        "",
        words.subject(content).replaceAll("\\p{Cntrl}+", " ").strip(),
        Templates.notice(words.notice(content)).render(),
        "");
  }
}
