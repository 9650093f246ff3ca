package io.keypulse.survey;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Questionnaire")
@Description(
    "An edition of what is asked: one overall question, up to eight aspects, the reason of the dissatisfied, and whether we may call. It never changes; a change is a new edition.")
public record QuestionnaireView(
    @Id String id,
    String name,
    @Description("From 1 on, for each name.") int edition,
    @Description("In the order of the page.") List<@NonNull AspectLevel> aspects,
    OffsetDateTime madeAt,
    @Ignore int key)
    implements Node {
  public static final String TYPE = "Questionnaire";

  @Name("AspectLevel")
  @Description("An aspect and the level on which we compete there.")
  public record AspectLevel(Aspect aspect, Aspect.Level level) {}

  @Name("QuestionnaireWording")
  @Description("What customers of one language read.")
  public record Words(
      @Description("ISO 639, two letters.") String language,
      @Description("The overall question.") String question,
      @Description("Asked of the dissatisfied; they may leave it out.") String reason,
      @Description("Unticked.") String callMe,
      List<@NonNull AnswerText> answers,
      List<@NonNull AspectText> aspects) {
    public String text(Satisfaction answer) {
      return answers.stream()
          .filter(one -> one.answer() == answer)
          .map(AnswerText::text)
          .findFirst()
          .orElseThrow();
    }

    public String text(Aspect aspect) {
      return aspects.stream()
          .filter(one -> one.aspect() == aspect)
          .map(AspectText::text)
          .findFirst()
          .orElseThrow();
    }
  }

  @Name("AnswerText")
  public record AnswerText(Satisfaction answer, String text) {}

  @Name("AspectText")
  public record AspectText(Aspect aspect, String text) {}

  static QuestionnaireView of(Questionnaires.Edition edition) {
    return new QuestionnaireView(
        GlobalId.of(TYPE, edition.id()),
        edition.name(),
        edition.edition(),
        sides(edition),
        edition.madeAt().atOffset(ZoneOffset.UTC),
        edition.id());
  }

  private static List<AspectLevel> sides(Questionnaires.Edition edition) {
    if (edition.aspects().isEmpty()) {
      return List.of();
    }
    List<String> aspects = List.of(edition.aspects().split(",", -1));
    List<String> levels = List.of(edition.levels().split(",", -1));
    return IntStream.range(0, aspects.size())
        .mapToObj(
            i ->
                new AspectLevel(
                    Aspect.valueOf(aspects.get(i)), Aspect.Level.valueOf(levels.get(i))))
        .toList();
  }

  @Name("QuestionnaireEdge")
  public record Edge(String cursor, QuestionnaireView node) {}

  @Name("QuestionnaireConnection")
  @Description("A page of editions, by name, older ones first.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull QuestionnaireView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
