package io.keypulse.invitation;

import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Satisfaction;
import io.keypulse.survey.SurveyWords;
import io.keypulse.survey.Wording;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes mails to customers, all in one way: subject, text, HTML and links, in the language of the
 * reader.
 */
@ApplicationScoped
class Scribe {
  private static final String GERMAN = "de";

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

  Letter write(Mails.Claimed mail, Senders.Sender sender) {
    MailKind kind = mail.mailKind();
    Wording wording = SurveyWords.in(mail.language()).wording();
    QuestionnaireView.Words asking = words.of(mail.waveId(), mail.language());
    String opening = kind == MailKind.INVITATION ? mail.opening() : "";
    Content content =
        new Content(
            Printable.line(mail.name()),
            opening,
            begun(lead(kind, mail, wording), opening, mail.language()),
            asking.question(),
            kind == MailKind.THANKS ? List.of() : choices("/s/", mail.key(), asking::text),
            wording.choose() + " " + wording.nothingRecorded(),
            sender.asker(),
            sender.signature(),
            kind == MailKind.REMINDER,
            privacy("/s/", mail.key()),
            links.url("/u/", mail.key()));
    String domain = domain(sender);
    return letter(
        mail.email(),
        sender,
        returnPath.of(mail.id()),
        kind.messageId(mail.key(), mail.number(), domain),
        kind == MailKind.INVITATION ? null : MailKind.INVITATION.messageId(mail.key(), 0, domain),
        subject(kind, asking, wording),
        content,
        mail.language());
  }

  /** A question that a later room asks somebody who was invited. */
  Letter write(Postman.Question asked, Senders.Sender sender) {
    SurveyWords survey = SurveyWords.in(asked.language());
    String domain = domain(sender);
    return letter(
        asked.to(),
        sender,
        sender.from().getAddress(),
        "<%s@%s>".formatted(asked.key(), domain),
        MailKind.INVITATION.messageId(asked.invitationKey(), 0, domain),
        asked.subject(),
        new Content(
            Printable.line(asked.name()),
            "",
            begun(asked.lead(), "", asked.language()),
            asked.question(),
            choices(asked.path(), asked.linkKey(), survey::answer),
            survey.wording().nothingRecorded(),
            sender.asker(),
            sender.signature(),
            false,
            privacy(asked.path(), asked.linkKey()),
            links.url("/u/", asked.linkKey())),
        asked.language());
  }

  private static Letter letter(
      String to,
      Senders.Sender sender,
      String returnPath,
      String messageId,
      @Nullable String follows,
      String subject,
      Content content,
      String language) {
    return new Letter(
        to,
        sender.from(),
        sender.replyTo(),
        returnPath,
        messageId,
        follows,
        content.stopUrl(),
        Printable.line(subject),
        Templates.text(content).setLocale(language).render(),
        Templates.html(content).setLocale(language).render());
  }

  private static String subject(MailKind kind, QuestionnaireView.Words asking, Wording wording) {
    return switch (kind) {
      case INVITATION -> asking.question();
      case REMINDER -> wording.reminderSubject();
      case THANKS -> wording.thanksSubject();
    };
  }

  private static String lead(MailKind kind, Mails.Claimed mail, Wording wording) {
    return switch (kind) {
      case INVITATION -> {
        String why = mail.everybody() ? wording.everybodyAsked() : wording.drawnAtRandom();
        yield mail.countedOnly() ? wording.whyYouCounted(why) : wording.whyYou(why);
      }
      case REMINDER -> wording.reminderLead();
      case THANKS -> mail.countedOnly() ? wording.recordedCounted() : wording.thanksLead();
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

  private List<Link> choices(String path, UUID key, Function<Satisfaction, String> words) {
    String page = links.url(path, key);
    return Arrays.stream(Satisfaction.values())
        .map(level -> new Link(words.apply(level), page + "?r=" + level.score))
        .toList();
  }

  /** The page behind the answers tells what becomes of one, also when its time is over. */
  private String privacy(String path, UUID key) {
    return links.url(path, key) + "#privacy";
  }

  private static String domain(Senders.Sender sender) {
    String address = sender.from().getAddress();
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
