package io.keypulse.keystatus;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class KeyDecisionNode implements NodeFinder {
  @Inject KeyDecisions decisions;

  @Override
  public String type() {
    return KeyDecisionView.TYPE;
  }

  @Override
  public Optional<KeyDecisionView> find(String id) {
    return decisions.byIds(List.of(GlobalId.parseInt(KeyDecisionView.TYPE, id, "id"))).stream()
        .findFirst()
        .map(KeyDecisionView::of);
  }
}
