package io.keypulse.survey;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class QuestionnaireNode implements NodeFinder {
  @Inject Questionnaires questionnaires;

  @Override
  public String type() {
    return QuestionnaireView.TYPE;
  }

  @Override
  public Optional<QuestionnaireView> find(String id) {
    return questionnaires
        .byIds(List.of(GlobalId.parseInt(QuestionnaireView.TYPE, id, "id")))
        .stream()
        .findFirst()
        .map(QuestionnaireView::of);
  }
}
