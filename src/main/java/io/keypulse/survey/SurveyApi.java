package io.keypulse.survey;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CommonTime;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class SurveyApi {
  @Inject SurveyPrograms programs;
  @Inject PopulationNames names;
  @Inject StratumNames strata;
  @Inject Questions questions;
  @Inject DrawCommitments commitments;
  @Inject Questionnaires questionnaires;
  @Inject CurrentViewer viewer;
  @Inject CommonTime common;
  @Inject InstantSource clock;

  @Input("SurveyProgramTurnInput")
  public record Turn(@Id String id, int expectedVersion) {}

  @Query("surveyPrograms")
  @Description("All programs, by name. first: 1 to 100, 25 unless said.")
  @Transactional
  public SurveyProgramView.Connection surveyPrograms(
      @io.smallrye.graphql.api.Nullable @Nullable Integer first,
      @io.smallrye.graphql.api.Nullable @Nullable String after) {
    viewer.require();
    Page page = Page.of("surveyPrograms", first, after);
    Page.Slice<SurveyProgramView> slice =
        page.slice(
            programs.page(page).stream().map(SurveyProgramView::of).toList(),
            program -> new Page.Key(program.name(), program.key()));
    return new SurveyProgramView.Connection(
        slice.edges(SurveyProgramView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of((int) programs.count()) : Optional.empty());
  }

  @Mutation("surveyProgramCreate")
  @Description(
      "Creates a program; for administrators. ALREADY_EXISTS when another has its name; INVALID where its population names a"
          + " tier or a segment that there is not.")
  @Transactional
  public SurveyProgramView surveyProgramCreate(SurveyProgramCreate input) {
    viewer.requireAdmin();
    names.check(input.population());
    SurveyProgram program = input.program(now());
    strata.check(input.sampling(), program.sampling());
    program.questionnaireId = questionnaires.newestOfOurs();
    ask(program, input.questionnaireId(), input.aspects());
    kept(program);
    commitments.commit(program.id, program.createdAt);
    return SurveyProgramView.of(program);
  }

  @Mutation("surveyProgramUpdate")
  @Description(
      "For administrators. WRONG_STATE for a retired program, ALREADY_EXISTS when another has the name; INVALID where the"
          + " population names a tier or a segment that there is not.")
  @Transactional
  public SurveyProgramView surveyProgramUpdate(SurveyProgramUpdate input) {
    SurveyProgram program = locked(input.id(), input.expectedVersion());
    if (program.state == ProgramState.RETIRED) {
      throw Refused.wrongState("id", "This program is retired; create a new one.");
    }
    names.check(input.population());
    input.applyTo(program, now());
    strata.check(input.sampling(), program.sampling());
    ask(program, input.questionnaireId(), input.aspects());
    kept(program);
    return SurveyProgramView.of(program);
  }

  @Mutation("surveyProgramPause")
  @Description("Opens no wave by itself until it is resumed; for administrators.")
  @Transactional
  public SurveyProgramView surveyProgramPause(Turn input) {
    SurveyProgram program = locked(input.id(), input.expectedVersion());
    program.pause();
    kept(program);
    return SurveyProgramView.of(program);
  }

  @Mutation("surveyProgramResume")
  @Description("Goes on with the next time of its schedule; for administrators.")
  @Transactional
  public SurveyProgramView surveyProgramResume(Turn input) {
    SurveyProgram program = locked(input.id(), input.expectedVersion());
    program.resume(now());
    kept(program);
    return SurveyProgramView.of(program);
  }

  @Mutation("surveyProgramRetire")
  @Description("Opens no wave any more; open waves run on. For administrators.")
  @Transactional
  public SurveyProgramView surveyProgramRetire(Turn input) {
    SurveyProgram program = locked(input.id(), input.expectedVersion());
    program.retire();
    kept(program);
    return SurveyProgramView.of(program);
  }

  @Name("SeedCommitment")
  @Description("The promise of a seed that nobody knows yet.")
  public record Commitment(
      @Description("SHA-256 of the seed of the next draw, in hexadecimal.") String seedHash,
      OffsetDateTime committedAt) {}

  @Description("The seed of the next draw, promised by its hash before the frame is known.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable Commitment> nextDraw(
      @Source List<SurveyProgramView> asked) {
    Map<Integer, Commitment> open =
        commitments.open(asked.stream().map(SurveyProgramView::key).toList()).stream()
            .collect(
                toMap(
                    DrawCommitments.Open::programId,
                    one ->
                        new Commitment(
                            one.seedHash(), one.committedAt().atOffset(ZoneOffset.UTC))));
    return Batch.eachOrNull(asked, SurveyProgramView::key, open);
  }

  private void ask(
      SurveyProgram program, @Nullable String questionnaireId, @Nullable List<Aspect> aspects) {
    if (questionnaireId != null) {
      program.questionnaireId =
          GlobalId.parseInt(QuestionnaireView.TYPE, questionnaireId, "questionnaireId");
    }
    QuestionnaireView edition =
        questionnaires.byIds(List.of(program.questionnaireId)).stream()
            .map(QuestionnaireView::of)
            .findFirst()
            .orElseThrow(
                () -> Refused.notFound("questionnaireId", "There is no such questionnaire."));
    List<Aspect> worded =
        edition.aspects().stream().map(QuestionnaireView.AspectLevel::aspect).toList();
    if (questionnaireId != null && aspects == null) {
      ProgramTexts.aspects(program, worded);
    } else if (!worded.containsAll(program.aspects())) {
      throw Refused.invalid("aspects", "Choose of those of the questionnaire: " + worded + ".");
    }
    List<String> spoken =
        questions.words(List.of(edition.key())).getOrDefault(edition.key(), List.of()).stream()
            .map(QuestionnaireView.Words::language)
            .toList();
    if (!spoken.containsAll(program.delivery().languages())) {
      throw Refused.invalid("languages", "The questionnaire is worded in " + spoken + " only.");
    }
  }

  private SurveyProgram locked(String id, int expectedVersion) {
    viewer.requireAdmin();
    SurveyProgram program =
        programs
            .locked(GlobalId.parseInt(SurveyProgramView.TYPE, id, "id"))
            .orElseThrow(() -> Refused.notFound("id", "There is no such program."));
    Refused.unlessCurrent(expectedVersion, program.version);
    return program;
  }

  private Instant now() {
    return common.lately(clock).instant();
  }

  private void kept(SurveyProgram program) {
    try {
      programs.persistAndFlush(program);
    } catch (ConstraintViolationException taken) {
      throw new Refused(
          RefusalCode.ALREADY_EXISTS,
          "name",
          "Another program has this name; choose another name.");
    }
  }
}
