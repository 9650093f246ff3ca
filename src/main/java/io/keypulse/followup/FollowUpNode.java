package io.keypulse.followup;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class FollowUpNode implements NodeFinder {
  @Inject FollowUps followUps;
  @Inject FollowUpApi api;

  @Override
  public String type() {
    return FollowUpView.TYPE;
  }

  @Override
  public Optional<FollowUpView> find(String id) {
    return followUps
        .findByIdOptional(GlobalId.parse(FollowUpView.TYPE, id, "id"))
        .map(followUp -> api.views(List.of(followUp)).getFirst());
  }
}
