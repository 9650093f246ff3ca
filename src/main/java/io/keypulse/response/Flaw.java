package io.keypulse.response;

import io.keypulse.platform.Form;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why a form cannot be taken as it was sent: then nothing of it is, and its reader sees it again.
 */
enum Flaw {
  UNREADABLE("unreadable"),
  NO_SUCH_CHOICE("noSuchChoice"),
  REASON_TOO_LONG("reasonTooLong");

  private final String message;

  Flaw(String message) {
    this.message = message;
  }

  /** Its name in {@link io.keypulse.survey.Wording}. */
  public String message() {
    return message;
  }

  static List<Flaw> of(Form form, List<Aspect> aspects) {
    List<Flaw> flaws = new ArrayList<>();
    if (!form.broken().isEmpty()) {
      flaws.add(UNREADABLE);
    }
    Stream<String> marks =
        aspects.stream()
            .flatMap(aspect -> form.get(aspect.name()).stream())
            .filter(mark -> !mark.equals(AnswerGiven.UNSAID));
    if (Stream.concat(form.get(AnswerGiven.OVERALL).stream(), marks)
        .anyMatch(score -> Satisfaction.of(score).isEmpty())) {
      flaws.add(NO_SUCH_CHOICE);
    }
    if (form.typed(AnswerGiven.WHY).filter(AnswerGiven::isTooLong).isPresent()) {
      flaws.add(REASON_TOO_LONG);
    }
    return flaws;
  }
}
