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
import java.util.Optional;

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
        "",
        actionTurn(content),
        cases.until(day(Objects.requireNonNull(content.actionDue()))),
        cases.number(id));
  }

  private String actionTurn(MailContents.Content content) {
    if (content.late()) {
      return cases.actionPassed();
    }
    return content.moved() ? cases.actionMoved() : cases.actionYours();
  }

  private String day(LocalDate day) {
    return MomentWords.day(day, FormatStyle.LONG, locale);
  }

  private FollowUpLetter.Notice ofCase(MailContents.Content content, String id) {
    return new FollowUpLetter.Notice(
        Objects.requireNonNull(content.person()),
        about(content),
        isGone(content) ? List.of() : said(content),
        cases.ownWords(),
        isGone(content) ? "" : Objects.requireNonNullElse(content.why(), ""),
        standIn(content),
        turn(content),
        content.dueAt() == null
            ? ""
            : cases.until(MomentWords.of(content.dueAt(), ZoneId.of(content.timeZone()), locale)),
        number(content, id));
  }

  private String standIn(MailContents.Content content) {
    if (content.insteadOf() == null) {
      return "";
    }
    return content.backOn() == null
        ? cases.standInOnly(content.insteadOf())
        : cases.standIn(content.insteadOf(), day(content.backOn()));
  }

  /** There is nothing left for its reader to do. */
  private static boolean isGone(MailContents.Content content) {
    return content.former() || content.over();
  }

  private String number(MailContents.Content content, String id) {
    if (content.round() == 1) {
      return cases.number(id);
    }
    return content.notMended() == null
        ? cases.beganAgain(id, content.round())
        : cases.round(id, content.round());
  }

  private String about(MailContents.Content content) {
    return cases.about(
        content.contact(), role(ContactRole.valueOf(content.contactRole())), content.account());
  }

  private List<String> said(MailContents.Content content) {
    List<String> said = new ArrayList<>();
    if (content.overall() == null) {
      unread(content).ifPresent(said::add);
    } else {
      said.add(cases.overall(survey.answer(Satisfaction.of(content.overall()))));
      if (content.aspect() != null) {
        said.add(cases.most(survey.aspect(Aspect.valueOf(content.aspect()))));
      }
      if (content.callWish()) {
        said.add(cases.callWish());
      }
    }
    if (content.verdict()) {
      said.add(cases.verdict());
    }
    if (content.notMended() != null) {
      said.add(cases.askedAgain(survey.answer(Satisfaction.of(content.notMended()))));
    }
    if (content.corrected()) {
      said.add(cases.corrected());
    } else if (content.archived()) {
      said.add(cases.archived());
    } else if (content.gone()) {
      said.add(cases.gone());
    }
    return said;
  }

  /** Of an answer that nobody may read, or of none. */
  private Optional<String> unread(MailContents.Content content) {
    if (content.callWish()) {
      return Optional.of(cases.inConfidence());
    }
    if (content.answered()) {
      return Optional.of(cases.confidential());
    }
    return content.silent() ? Optional.of(cases.silent()) : Optional.empty();
  }

  private String turn(MailContents.Content content) {
    if (content.former()) {
      return cases.movedOn(Objects.requireNonNull(content.holder()));
    }
    if (content.over()) {
      return cases.over();
    }
    if (content.news()) {
      return content.corrected() ? cases.mayClose() : cases.saidMore();
    }
    return switch (kind(content)) {
      case RESPONSIBLE, ASSIGNED -> content.corrected() ? cases.mayClose() : next(content);
      case LINE ->
          cases.climbed(
              Objects.requireNonNullElseGet(content.past(), cases::responsible), matter(content));
      case SPONSOR -> cases.sponsor(matter(content));
    };
  }

  /** What is due of what there is to do. */
  private String next(MailContents.Content content) {
    return switch (task(content)) {
      case ACKNOWLEDGE, RECOVER ->
          content.complaint() ? cases.yourTurn() : cases.yourTurnWithoutCause();
      case CONTACT -> content.complaint() ? cases.speak() : cases.speakWithoutCause();
      case RESOLVE -> content.complaint() ? cases.resolve() : cases.resolveWithoutCause();
    };
  }

  private static FollowUpTask task(MailContents.Content content) {
    return FollowUpTask.valueOf(Objects.requireNonNull(content.task()));
  }

  private String matter(MailContents.Content content) {
    if (content.action() != null) {
      return actionMatter(content);
    }
    if (content.former()) {
      return cases.elsewhere();
    }
    if (content.over()) {
      return cases.closed();
    }
    if (content.news()) {
      return cases.news();
    }
    FollowUpSteps.Kind kind = kind(content);
    if (kind == FollowUpSteps.Kind.RESPONSIBLE || kind == FollowUpSteps.Kind.ASSIGNED) {
      if (content.round() == 1) {
        return cases.newCase();
      }
      return content.notMended() == null ? cases.news() : cases.again();
    }
    return switch (task(content)) {
      case ACKNOWLEDGE -> cases.notAcknowledged();
      case CONTACT -> cases.notContacted();
      case RESOLVE -> cases.notResolved();
      case RECOVER -> cases.notMended();
    };
  }

  private String actionMatter(MailContents.Content content) {
    if (content.late()) {
      return cases.notDone();
    }
    return content.moved() ? cases.anotherDay() : cases.something();
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
