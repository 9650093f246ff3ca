package io.keypulse.followup;

import io.keypulse.invitation.PersonalLinks;
import io.keypulse.invitation.Postman;
import io.keypulse.platform.GlobalId;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** What a mail about a case says: to people who work here in English, to customers in theirs. */
@ApplicationScoped
class FollowUpLetter {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm VV", Locale.ENGLISH);

  @Inject PersonalLinks links;

  record Link(String key, String url) {}

  /** What somebody has to know to act; empty where there is nothing to say. */
  record Notice(
      String person,
      String contact,
      String account,
      String said,
      String why,
      String turn,
      String due,
      String id,
      int round,
      String matter) {}

  @CheckedTemplate(basePath = "followup")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance notice(Notice notice);

    static native TemplateInstance noticeSubject(Notice notice);

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
    Notice notice =
        new Notice(
            Objects.requireNonNull(content.person()),
            content.contact() + " (" + words(content.contactRole()) + ")",
            content.account(),
            said(content),
            Objects.requireNonNullElse(content.why(), ""),
            turn(content),
            content.dueAt() == null ? "" : moment(content.dueAt(), content.timeZone()),
            GlobalId.of(FollowUpView.TYPE, content.followUpId()),
            content.round(),
            matter(content));
    return new Postman.Mail(
        content.email(),
        key,
        "",
        Templates.noticeSubject(notice).render().replaceAll("\\p{Cntrl}+", " ").strip(),
        Templates.notice(notice).render(),
        "");
  }

  private static String said(FollowUpMails.Content content) {
    StringBuilder said = new StringBuilder();
    if (content.overall() == null) {
      if (content.callWish()) {
        return "answered in confidence and wishes to be called";
      }
      said.append("has not answered several times in a row");
    } else {
      said.append("is ")
          .append(words(Satisfaction.of(content.overall()).name()))
          .append(" overall");
    }
    if (content.aspect() != null) {
      said.append(" and displeased most by ").append(words(content.aspect()));
    }
    return said.append(content.callWish() ? ", and wishes to be called" : "").toString();
  }

  private static String turn(FollowUpMails.Content content) {
    return switch (FollowUpSteps.Kind.valueOf(Objects.requireNonNull(content.stepKind()))) {
      case RESPONSIBLE, ASSIGNED ->
          "It is your turn: acknowledge the case, speak to the customer, say what was the cause and what is done about it.";
      case LINE ->
          "This has come to you, past %s: %s. Please see that it is done."
              .formatted(
                  Objects.requireNonNullElse(content.past(), "whoever was responsible"),
                  matter(content));
      case SPONSOR ->
          "You are the executive sponsor of this customer, and this is for your information: %s."
              .formatted(matter(content));
    };
  }

  private static String matter(FollowUpMails.Content content) {
    if (Objects.equals(content.stepKind(), FollowUpSteps.Kind.RESPONSIBLE.name())
        || Objects.equals(content.stepKind(), FollowUpSteps.Kind.ASSIGNED.name())) {
      return content.round() > 1 ? "not mended yet" : "a customer to look after";
    }
    return switch (FollowUpTask.valueOf(Objects.requireNonNull(content.task()))) {
      case ACKNOWLEDGE -> "nobody has acknowledged it in time";
      case CONTACT -> "nobody has spoken to the customer in time";
      case RESOLVE -> "it was not resolved in time";
      case RECOVER -> "the customer says that it is not mended";
    };
  }

  private static String moment(Instant at, String zone) {
    return MOMENT.format(at.atZone(ZoneId.of(zone)));
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
