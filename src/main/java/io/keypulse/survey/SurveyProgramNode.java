package io.keypulse.survey;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class SurveyProgramNode implements NodeFinder {
  @Inject SurveyPrograms programs;

  @Override
  public String type() {
    return SurveyProgramView.TYPE;
  }

  @Override
  public Optional<SurveyProgramView> find(String id) {
    return programs
        .findByIdOptional(GlobalId.parseInt(SurveyProgramView.TYPE, id, "id"))
        .map(SurveyProgramView::of);
  }
}
