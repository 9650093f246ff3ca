package io.keypulse.survey;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Page;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.hibernate.exception.ConstraintViolationException;

@GraphQLApi
public class SurveyApi {
  @Inject SurveyPrograms programs;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  @Query("surveyPrograms")
  @Description("All programs, by name. first: 1 to 100, 25 unless said.")
  @Transactional
  public SurveyProgramView.Connection surveyPrograms(
      @Nullable Integer first, @Nullable String after) {
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
  @Description("Creates a program; for administrators. ALREADY_EXISTS when another has its name.")
  @Transactional
  public SurveyProgramView surveyProgramCreate(SurveyProgramCreate input) {
    viewer.requireAdmin();
    SurveyProgram program = input.program(clock.instant());
    try {
      programs.persistAndFlush(program);
    } catch (ConstraintViolationException taken) {
      throw new Refused(
          RefusalCode.ALREADY_EXISTS,
          "name",
          "Another program has this name; choose another name.");
    }
    return SurveyProgramView.of(program);
  }
}
