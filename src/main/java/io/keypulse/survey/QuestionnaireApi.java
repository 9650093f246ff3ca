package io.keypulse.survey;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class QuestionnaireApi {
  @Inject Questionnaires questionnaires;
  @Inject Questions questions;
  @Inject CurrentViewer viewer;
  @Inject Idempotency idempotency;
  @Inject InstantSource clock;

  @Query("questionnaires")
  @Description("All editions, by name, older ones first. first: 1 to 100, 25 unless said.")
  @Transactional
  public QuestionnaireView.Connection questionnaires(
      @io.smallrye.graphql.api.Nullable @Nullable Integer first,
      @io.smallrye.graphql.api.Nullable @Nullable String after) {
    viewer.require();
    Page page = Page.of("questionnaires", first, after);
    Page.Slice<QuestionnaireView> slice =
        page.slice(
            questionnaires.page(page).stream().map(QuestionnaireView::of).toList(),
            edition -> new Page.Key(edition.name(), edition.key()));
    return new QuestionnaireView.Connection(
        slice.edges(QuestionnaireView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(questionnaires.number()) : Optional.empty());
  }

  @Mutation("questionnaireCreate")
  @Description(
      "A new edition, which programs may ask from then on; for administrators. Editions never change.")
  @Transactional
  public QuestionnaireView questionnaireCreate(QuestionnaireCreate input) {
    viewer.requireAdmin();
    QuestionnaireCreate wanted = input.checked();
    long id =
        idempotency.once("questionnaireCreate", input.idempotencyKey(), input, () -> add(wanted));
    return QuestionnaireView.of(questionnaires.byIds(List.of((int) id)).getFirst());
  }

  private int add(QuestionnaireCreate wanted) {
    int id =
        questionnaires.add(wanted.name().strip(), wanted.sides(), wanted.levels(), clock.instant());
    wanted
        .wordings()
        .forEach(words -> questionnaires.word(id, words.language(), words.texts(), wanted.keys()));
    return id;
  }

  @Description("What customers read, in each language of this edition.")
  @Transactional
  public List<List<QuestionnaireView.@NonNull Words>> wordings(
      @Source List<QuestionnaireView> asked) {
    return Batch.lists(
        asked,
        QuestionnaireView::key,
        questions.words(asked.stream().map(QuestionnaireView::key).toList()));
  }

  @Description("What its next wave asks.")
  @Transactional
  public List<QuestionnaireView> questionnaire(@Source List<SurveyProgramView> asked) {
    return Batch.each(asked, SurveyProgramView::questionnaireKey, questions::editions);
  }
}
