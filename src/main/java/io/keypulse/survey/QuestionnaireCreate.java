package io.keypulse.survey;

import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Input("QuestionnaireCreateInput")
@Description("The first edition of a new name, or the next one of a name that is known.")
public record QuestionnaireCreate(
    String name,
    @Description("0 to 8, in the order of the page.") List<@NonNull Side> aspects,
    @Description("One for each language in which it may be asked, at least one.")
        List<@NonNull Words> wordings,
    @io.smallrye.graphql.api.Nullable
        @Description("Any text of your own: sent again, the same edition is returned.")
        @Nullable String idempotencyKey) {
  private static final int MOST_ASPECTS = 8;
  private static final int LONGEST = 300;
  private static final int LONGEST_NAME = 100;

  @Input("QuestionnaireAspectInput")
  public record Side(
      Aspect aspect,
      @io.smallrye.graphql.api.Nullable
          @Description("Where we compete; the usual level of the aspect when left out.")
          Aspect.@Nullable Level level) {}

  @Input("QuestionnaireWordingInput")
  @Description("Texts of 1 to 300 characters; those left out are worded as Keypulse words them.")
  public record Words(
      @Description("en, es, zh, de or fr.") String language,
      @io.smallrye.graphql.api.Nullable @Nullable String question,
      @io.smallrye.graphql.api.Nullable @Nullable String reason,
      @io.smallrye.graphql.api.Nullable @Nullable String callMe,
      @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull AnswerWords> answers,
      @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull AspectWords> aspects) {

    Map<String, String> texts() {
      Map<String, String> texts = new LinkedHashMap<>();
      put(texts, Questions.QUESTION, "question", question);
      put(texts, Questions.REASON, "reason", reason);
      put(texts, Questions.CALL_ME, "callMe", callMe);
      (answers == null ? List.<AnswerWords>of() : answers)
          .forEach(one -> put(texts, one.answer().name(), "answers", one.text()));
      (aspects == null ? List.<AspectWords>of() : aspects)
          .forEach(one -> put(texts, one.aspect().name(), "aspects", one.text()));
      return texts;
    }

    private void refuseAmbiguous(List<Aspect> asked) {
      List<AnswerWords> scale = answers == null ? List.of() : answers;
      if (scale.stream().map(AnswerWords::answer).distinct().count() < scale.size()
          || scale.stream().map(one -> one.text().strip()).distinct().count() < scale.size()) {
        throw Refused.invalid(
            "answers",
            "Word each answer once, and no two alike: customers could not tell them apart.");
      }
      List<Aspect> worded =
          aspects == null ? List.of() : aspects.stream().map(AspectWords::aspect).toList();
      if (!asked.containsAll(worded) || worded.stream().distinct().count() < worded.size()) {
        throw Refused.invalid("aspects", "Word each aspect once, of those it asks: " + asked + ".");
      }
    }

    private static void put(
        Map<String, String> texts, String key, String field, @Nullable String text) {
      if (text != null) {
        texts.put(key, Text.line(field, text, LONGEST));
      }
    }
  }

  @Input("AnswerTextInput")
  public record AnswerWords(Satisfaction answer, String text) {}

  @Input("AspectTextInput")
  public record AspectWords(Aspect aspect, String text) {}

  QuestionnaireCreate checked() {
    Text.line("name", name, LONGEST_NAME);
    if (aspects.size() > MOST_ASPECTS
        || aspects.stream().map(Side::aspect).distinct().count() < aspects.size()) {
      throw Refused.invalid("aspects", "Name each aspect once, at most 8.");
    }
    if (wordings.isEmpty()
        || wordings.stream().map(Words::language).distinct().count() < wordings.size()
        || wordings.stream().anyMatch(w -> !WordingLanguages.ALL.contains(w.language()))) {
      throw Refused.invalid(
          "wordings",
          "Word it once for each language, of " + String.join(", ", WordingLanguages.ALL) + ".");
    }
    wordings.forEach(words -> words.refuseAmbiguous(sides()));
    return this;
  }

  List<Aspect> sides() {
    return aspects.stream().map(Side::aspect).toList();
  }

  List<Aspect.Level> levels() {
    return aspects.stream()
        .map(side -> side.level() == null ? side.aspect().level : side.level())
        .toList();
  }

  /** Everything that has to be worded. */
  List<String> keys() {
    return Stream.of(
            Stream.of(Questions.QUESTION, Questions.REASON, Questions.CALL_ME),
            Stream.of(Satisfaction.values()).map(Enum::name),
            sides().stream().map(Enum::name))
        .flatMap(part -> part)
        .toList();
  }
}
