package io.keypulse.team;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class TeamNode implements NodeFinder {
  @Inject Teams teams;

  @Override
  public String type() {
    return TeamView.TYPE;
  }

  @Override
  public Optional<TeamView> find(String id) {
    return teams.findByIdOptional(GlobalId.parseInt(TeamView.TYPE, id, "id")).map(TeamView::of);
  }
}
