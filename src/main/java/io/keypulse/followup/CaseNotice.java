package io.keypulse.followup;

import io.keypulse.account.ContactRole;
import io.keypulse.platform.GlobalId;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.MomentWords;
import io.keypulse.survey.Satisfaction;
import io.keypulse.survey.SurveyWords;
import io.keypulse.survey.WordingLanguages;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A case told to a colleague, in a language. */
record CaseNotice(Locale locale, CaseWording cases, SurveyWords survey) {
  /** English where we do not write the language. */
  static CaseNotice in(String language) {
    String known = WordingLanguages.of(language, List.of());
    return new CaseNotice(
        Locale.forLanguageTag(known),
        MessageBundles.get(CaseWording.class, Localized.Literal.of(known)),
        SurveyWords.in(known));
  }

  String subject(MailContents.Content content) {
    return cases.subject(content.account(), matter(content));
  }

  FollowUpLetter.Notice notice(MailContents.Content content) {
    String id = GlobalId.of(FollowUpView.TYPE, content.followUpId());
    return content.action() == null ? ofCase(content, id) : ofAction(content, id);
  }

  private FollowUpLetter.Notice ofAction(MailContents.Content content, String id) {
    return new FollowUpLetter.Notice(
        Objects.requireNonNull(content.person()),
        about(content),
        List.of(),
        cases.toDo(),
        Objects.requireNonNull(content.action()),
        content.late() ? cases.actionPassed() : cases.actionYours(),
        cases.until(day(Objects.requireNonNull(content.actionDue()))),
        cases.number(id));
  }

  private String day(LocalDate day) {
    return MomentWords.day(day, FormatStyle.LONG, locale);
  }

  private FollowUpLetter.Notice ofCase(MailContents.Content content, String id) {
    return new FollowUpLetter.Notice(
        Objects.requireNonNull(content.person()),
        about(content),
        content.former() ? List.of() : said(content),
        cases.ownWords(),
        content.former() ? "" : Objects.requireNonNullElse(content.why(), ""),
        turn(content),
        content.dueAt() == null
            ? ""
            : cases.until(MomentWords.of(content.dueAt(), ZoneId.of(content.timeZone()), locale)),
        content.round() > 1 ? cases.round(id, content.round()) : cases.number(id));
  }

  private String about(MailContents.Content content) {
    return cases.about(
        content.contact(), role(ContactRole.valueOf(content.contactRole())), content.account());
  }

  private List<String> said(MailContents.Content content) {
    List<String> said = new ArrayList<>();
    if (content.overall() == null) {
      said.add(content.callWish() ? cases.inConfidence() : cases.silent());
      return said;
    }
    said.add(cases.overall(survey.answer(Satisfaction.of(content.overall()))));
    if (content.aspect() != null) {
      said.add(cases.most(survey.aspect(Aspect.valueOf(content.aspect()))));
    }
    if (content.callWish()) {
      said.add(cases.callWish());
    }
    return said;
  }

  private String turn(MailContents.Content content) {
    if (content.former()) {
      return cases.movedOn(Objects.requireNonNull(content.holder()));
    }
    if (content.news()) {
      return cases.saidMore();
    }
    return switch (kind(content)) {
      case RESPONSIBLE, ASSIGNED -> cases.yourTurn();
      case LINE ->
          cases.climbed(
              Objects.requireNonNullElseGet(content.past(), cases::responsible), matter(content));
      case SPONSOR -> cases.sponsor(matter(content));
    };
  }

  private String matter(MailContents.Content content) {
    if (content.action() != null) {
      return content.late() ? cases.notDone() : cases.something();
    }
    if (content.former()) {
      return cases.elsewhere();
    }
    if (content.news()) {
      return cases.news();
    }
    FollowUpSteps.Kind kind = kind(content);
    if (kind == FollowUpSteps.Kind.RESPONSIBLE || kind == FollowUpSteps.Kind.ASSIGNED) {
      return content.round() > 1 ? cases.again() : cases.newCase();
    }
    return switch (FollowUpTask.valueOf(Objects.requireNonNull(content.task()))) {
      case ACKNOWLEDGE -> cases.notAcknowledged();
      case CONTACT -> cases.notContacted();
      case RESOLVE -> cases.notResolved();
      case RECOVER -> cases.notMended();
    };
  }

  private static FollowUpSteps.Kind kind(MailContents.Content content) {
    return FollowUpSteps.Kind.valueOf(Objects.requireNonNull(content.stepKind()));
  }

  private String role(ContactRole role) {
    return switch (role) {
      case DECISION_MAKER -> cases.decisionMaker();
      case EXECUTIVE -> cases.executive();
      case CHAMPION -> cases.champion();
      case INFLUENCER -> cases.influencer();
      case USER -> cases.user();
      case BUYER -> cases.buyer();
      case GATEKEEPER -> cases.gatekeeper();
    };
  }
}
