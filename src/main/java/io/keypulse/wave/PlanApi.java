package io.keypulse.wave;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.survey.SurveyProgramView;
import io.keypulse.survey.Surveyor;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class PlanApi {
  @Inject Planner planner;
  @Inject Surveyor surveyor;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  @Query("surveyPlanPreview")
  @Description("What a wave would be, before anybody is mailed; for administrators.")
  @Transactional
  public SurveyPlanView surveyPlanPreview(SurveyPlanPreview input) {
    viewer.requireAdmin();
    @Nullable Integer programId =
        input.programId() == null
            ? null
            : (Integer) GlobalId.parseInt(SurveyProgramView.TYPE, input.programId(), "programId");
    Instant now = clock.instant();
    return planner.plan(input, surveyor.plan(programId, input.parts(), now), now);
  }
}
