package io.keypulse.survey;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The door to what is asked, in the words of each language. */
@ApplicationScoped
public class Questions {
  static final String QUESTION = "QUESTION";
  static final String REASON = "REASON";
  static final String CALL_ME = "CALL_ME";

  /** Editions never change, so that each is read once. */
  private final Map<Integer, List<QuestionnaireView.Words>> known = new ConcurrentHashMap<>();

  @Inject Questionnaires questionnaires;

  /** Everything that this edition says in this language, in its first one where it has no words. */
  public QuestionnaireView.Words words(int questionnaireId, String language) {
    List<QuestionnaireView.Words> all = worded(questionnaireId);
    return Stream.of(language, WordingLanguages.ALL.getFirst())
        .flatMap(wanted -> all.stream().filter(words -> words.language().equals(wanted)))
        .findFirst()
        .orElse(all.getFirst());
  }

  /** In which this edition has words. */
  public List<String> languages(int questionnaireId) {
    return worded(questionnaireId).stream().map(QuestionnaireView.Words::language).toList();
  }

  private List<QuestionnaireView.Words> worded(int questionnaireId) {
    List<QuestionnaireView.Words> words = known.get(questionnaireId);
    if (words == null) {
      words = read(questionnaireId);
      known.put(questionnaireId, words);
    }
    return words;
  }

  @Transactional
  List<QuestionnaireView.Words> read(int questionnaireId) {
    return Objects.requireNonNull(words(List.of(questionnaireId)).get(questionnaireId));
  }

  /** Editions by their numbers. */
  public Map<Integer, QuestionnaireView> editions(Collection<Integer> ids) {
    return questionnaires.byIds(ids).stream()
        .map(QuestionnaireView::of)
        .collect(toMap(QuestionnaireView::key, edition -> edition));
  }

  /** All languages of each edition. */
  Map<Integer, List<QuestionnaireView.Words>> words(Collection<Integer> ids) {
    Map<Integer, List<Questionnaires.Word>> words =
        questionnaires.words(ids).stream()
            .collect(groupingBy(Questionnaires.Word::questionnaireId));
    Map<Integer, List<QuestionnaireView.Words>> told = new HashMap<>();
    for (QuestionnaireView edition :
        questionnaires.byIds(ids).stream().map(QuestionnaireView::of).toList()) {
      List<Questionnaires.Word> own = words.getOrDefault(edition.key(), List.of());
      List<String> languages = own.stream().map(Questionnaires.Word::language).distinct().toList();
      told.put(
          edition.key(),
          languages.stream().map(language -> spoken(edition, language, own)).toList());
    }
    return told;
  }

  private static QuestionnaireView.Words spoken(
      QuestionnaireView edition, String language, List<Questionnaires.Word> words) {
    Map<String, String> texts =
        words.stream()
            .filter(word -> word.language().equals(language))
            .collect(toMap(Questionnaires.Word::key, Questionnaires.Word::text));
    return new QuestionnaireView.Words(
        language,
        text(texts, QUESTION),
        text(texts, REASON),
        text(texts, CALL_ME),
        Stream.of(Satisfaction.values())
            .map(answer -> new QuestionnaireView.AnswerText(answer, text(texts, answer.name())))
            .toList(),
        edition.aspects().stream()
            .map(QuestionnaireView.AspectLevel::aspect)
            .map(aspect -> new QuestionnaireView.AspectText(aspect, text(texts, aspect.name())))
            .toList());
  }

  private static String text(Map<String, String> texts, String key) {
    return Objects.requireNonNull(texts.get(key));
  }
}
