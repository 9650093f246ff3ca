package io.keypulse.invitation;

import io.keypulse.survey.Satisfaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What one invitation says: its subject, text, HTML and links, in the language of its reader. */
@ApplicationScoped
class InvitationMail {
  @Inject InvitationConfig.Links links;
  @Inject InvitationConfig.Mail sender;

  record Link(String key, String url) {}

  record Rendered(
      String to,
      String messageId,
      String unsubscribeUrl,
      String subject,
      String text,
      String html) {}

  @CheckedTemplate(basePath = "invitation")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance subject();

    static native TemplateInstance text(
        String name, String opening, List<Link> links, String unsubscribeUrl);

    static native TemplateInstance html(
        String name, String opening, List<Link> links, String unsubscribeUrl);
  }

  /**
   * @param opening what has come of this person's last answer; empty where there is nothing to say
   */
  Rendered render(String name, String email, String language, UUID key, String opening) {
    String token = Token.of(links.secret(), key).text();
    String answer = links.baseUrl() + "/s/" + token;
    String unsubscribe = links.baseUrl() + "/u/" + token;
    List<Link> choices =
        Arrays.stream(Satisfaction.values())
            .map(level -> new Link(level.wordingKey(), answer + "?r=" + level.score))
            .toList();
    return new Rendered(
        email,
        messageId(key, sender.from()),
        unsubscribe,
        Templates.subject().setLocale(language).render().strip(),
        Templates.text(name, opening, choices, unsubscribe).setLocale(language).render(),
        Templates.html(name, opening, choices, unsubscribe).setLocale(language).render());
  }

  static String messageId(UUID key, String from) {
    return "<" + key + "@" + domain(from) + ">";
  }

  private static String domain(String address) {
    return address.replaceAll(".*@", "").replace(">", "").strip();
  }
}
