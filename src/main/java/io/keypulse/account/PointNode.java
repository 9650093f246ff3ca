package io.keypulse.account;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class PointNode implements NodeFinder {
  @Inject Contacts contacts;
  @Inject CurrentViewer viewer;

  @Override
  public String type() {
    return PointView.TYPE;
  }

  @Override
  public Optional<PointView> find(String id) {
    return viewer.require().seesPersons()
        ? contacts.point(GlobalId.parseInt(PointView.TYPE, id, "id")).map(PointView::of)
        : Optional.empty();
  }
}
