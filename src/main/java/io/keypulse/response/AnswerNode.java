package io.keypulse.response;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class AnswerNode implements NodeFinder {
  @Inject Answers answers;

  @Override
  public String type() {
    return AnswerView.TYPE;
  }

  @Override
  public Optional<AnswerView> find(String id) {
    return answers.readable(GlobalId.parse(AnswerView.TYPE, id, "id")).map(AnswerView::of);
  }
}
