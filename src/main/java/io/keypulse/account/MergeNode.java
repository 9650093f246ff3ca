package io.keypulse.account;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import io.keypulse.platform.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class MergeNode implements NodeFinder {
  @Inject Merges merges;
  @Inject CurrentViewer viewer;

  @Override
  public String type() {
    return MergeView.TYPE;
  }

  @Override
  public Optional<MergeView> find(String id) {
    return viewer.require().access() == Viewer.Access.ADMIN
        ? merges.byId(GlobalId.parseInt(MergeView.TYPE, id, "id")).map(MergeView::of)
        : Optional.empty();
  }
}
