package io.keypulse.response;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class AnswerNode implements NodeFinder {
  @Inject Answers answers;
  @Inject CurrentViewer viewer;

  @Override
  public String type() {
    return AnswerView.TYPE;
  }

  @Override
  public Optional<AnswerView> find(String id) {
    return answers
        .readable(GlobalId.parse(AnswerView.TYPE, id, "id"))
        .map(said -> AnswerView.of(said, viewer.require()));
  }
}
