package io.keypulse.invitation;

import io.keypulse.platform.EmailAddress;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Satisfaction;
import io.keypulse.survey.SurveyWords;
import io.keypulse.survey.Wording;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes mails to customers, all in one way: subject, text, HTML and links, in the language of the
 * reader.
 */
@ApplicationScoped
class LetterWriter {
  private static final String GERMAN = "de";

  /** As Qute writes text into HTML. */
  private static final HtmlEscaper MARKUP = new HtmlEscaper(List.of());

  @Inject PersonalLinks links;
  @Inject ReturnPath returnPath;
  @Inject WaveWords words;

  record Link(String text, String url) {}

  /**
   * What a template is filled with.
   *
   * @param opening what has come of this person's last answer; empty where there is nothing to say
   * @param hint what choosing does
   * @param signature who asks, and for which company
   */
  record Content(
      String name,
      String opening,
      String lead,
      String question,
      List<Link> choices,
      String hint,
      @Nullable String asker,
      String signature,
      boolean reminder,
      String privacyUrl,
      String stopUrl) {}

  @CheckedTemplate(basePath = "invitation")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance text(Content mail);

    static native TemplateInstance html(Content mail);
  }

  Letter write(Mails.Claimed mail, Senders.Sender sender, RenderedTemplates templates) {
    MailKind kind = mail.mailKind();
    RenderedTemplates.Sheet sheet =
        templates.sheet(RenderedTemplates.Alike.of(mail, sender), this::sheet);
    String token = links.token(mail.key());
    Form.Filling filling =
        new Form.Filling(
            Printable.line(mail.name()),
            mail.opening(),
            sender.asker() == null ? "" : sender.asker(),
            sender.signature(),
            token);
    String domain = domain(sender);
    return new Letter(
        mail.email(),
        sender.from(),
        sender.replyTo(),
        returnPath.of(mail.id()),
        kind.messageId(mail.key(), mail.number(), domain),
        kind == MailKind.INVITATION ? null : MailKind.INVITATION.messageId(mail.key(), 0, domain),
        links.page("/u/", token),
        sheet.subject(),
        sheet.text().filled(filling, UnaryOperator.identity()),
        sheet.html().filled(filling, value -> MARKUP.map(value, null)));
  }

  /** What a wave asks all who are alike, with gaps. */
  private RenderedTemplates.Sheet sheet(RenderedTemplates.Alike alike) {
    Wording wording = SurveyWords.in(alike.language()).wording();
    QuestionnaireView.Words asking = words.of(alike.waveId(), alike.language());
    String token = Form.Gap.TOKEN.mark;
    String opening = alike.hasOpening() ? Form.Gap.OPENING.mark : "";
    Content content =
        new Content(
            Form.Gap.NAME.mark,
            opening,
            begun(lead(alike, wording), opening, alike.language()),
            asking.question(),
            alike.kind() == MailKind.THANKS ? List.of() : choices("/s/", token, asking::text),
            wording.choose(),
            alike.hasAsker() ? Form.Gap.ASKER.mark : null,
            Form.Gap.SIGNATURE.mark,
            alike.kind() == MailKind.REMINDER,
            privacy("/s/", token),
            links.page("/u/", token));
    return new RenderedTemplates.Sheet(
        MailSource.subject(Printable.line(subject(alike.kind(), asking, wording))),
        new Form(text(content, alike.language())),
        new Form(html(content, alike.language())));
  }

  /** A question that a later room asks somebody who was invited. */
  Letter write(Postman.Question asked, Senders.Sender sender) {
    SurveyWords survey = SurveyWords.in(asked.language());
    String domain = domain(sender);
    String token = links.token(asked.linkKey());
    Content content =
        new Content(
            Printable.line(asked.name()),
            "",
            begun(asked.lead(), "", asked.language()),
            asked.question(),
            choices(asked.path(), token, asked.answers()),
            survey.wording().chooseThere(),
            sender.asker(),
            sender.signature(),
            false,
            privacy(asked.path(), token),
            links.page("/u/", token));
    return new Letter(
        asked.to(),
        sender.from(),
        sender.replyTo(),
        sender.from().getAddress(),
        "<%s@%s>".formatted(asked.key(), domain),
        MailKind.INVITATION.messageId(asked.invitationKey(), 0, domain),
        content.stopUrl(),
        MailSource.subject(Printable.line(asked.subject())),
        text(content, asked.language()),
        html(content, asked.language()));
  }

  private static String text(Content content, String language) {
    return Templates.text(content).setLocale(language).render();
  }

  private static String html(Content content, String language) {
    return Templates.html(content).setLocale(language).render();
  }

  private static String subject(MailKind kind, QuestionnaireView.Words asking, Wording wording) {
    return switch (kind) {
      case INVITATION -> asking.question();
      case REMINDER -> wording.reminderSubject(asking.question());
      case THANKS -> wording.thanksSubject();
    };
  }

  private static String lead(RenderedTemplates.Alike alike, Wording wording) {
    return switch (alike.kind()) {
      case INVITATION -> {
        String why = alike.everybody() ? wording.everybodyAsked() : wording.drawnAtRandom();
        yield alike.countedOnly() ? wording.whyYouCounted(why) : wording.whyYou(why);
      }
      case REMINDER -> wording.reminderLead();
      case THANKS -> alike.countedOnly() ? wording.recordedCounted() : wording.thanksLead();
    };
  }

  /**
   * German goes on after its salutation as within a sentence; everything else begins with a
   * capital.
   */
  private static String begun(String lead, String opening, String language) {
    return opening.isEmpty() && language.equals(GERMAN)
        ? lead
        : lead.substring(0, 1).toUpperCase(Locale.ROOT) + lead.substring(1);
  }

  private List<Link> choices(String path, String token, Function<Satisfaction, String> words) {
    String page = links.page(path, token);
    return Arrays.stream(Satisfaction.values())
        .map(level -> new Link(words.apply(level), page + "?r=" + level.score))
        .toList();
  }

  /** The page behind the answers tells what becomes of one, also when its time is over. */
  private String privacy(String path, String token) {
    return links.page(path, token) + "#privacy";
  }

  private static String domain(Senders.Sender sender) {
    return EmailAddress.domain(sender.from().getAddress());
  }
}
