package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class RelationshipNode implements NodeFinder {
  @Inject Relationships relationships;

  @Override
  public String type() {
    return RelationshipView.TYPE;
  }

  @Override
  public Optional<RelationshipView> find(String id) {
    return relationships
        .byId(GlobalId.parseInt(RelationshipView.TYPE, id, "id"))
        .map(RelationshipView::of);
  }
}
