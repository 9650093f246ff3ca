package io.keypulse.response;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class PhoneAttemptNode implements NodeFinder {
  @Inject PhoneAttempts attempts;
  @Inject CurrentViewer viewer;

  @Override
  public String type() {
    return PhoneAttemptView.TYPE;
  }

  @Override
  public Optional<PhoneAttemptView> find(String id) {
    return attempts
        .byId(GlobalId.parse(PhoneAttemptView.TYPE, id, "id"))
        .map(attempt -> PhoneAttemptView.of(attempt, viewer.require().seesPersons()));
  }
}
