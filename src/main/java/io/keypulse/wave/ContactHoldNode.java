package io.keypulse.wave;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class ContactHoldNode implements NodeFinder {
  @Inject ContactHolds holds;
  @Inject CurrentViewer viewer;

  @Override
  public String type() {
    return ContactHoldView.TYPE;
  }

  @Override
  public Optional<ContactHoldView> find(String id) {
    return holds
        .byId(GlobalId.parse(ContactHoldView.TYPE, id, "id"))
        .map(hold -> ContactHoldView.of(hold, viewer.require()));
  }
}
