package io.keypulse.edge;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.NodeFinder;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
public class NodeApi {
  @Inject @All List<NodeFinder> finders;
  @Inject CurrentViewer viewer;

  @Query("node")
  @Description(
      "The Node that has this id; null when none has, or this viewer may not see it. What has an id and is no Node is read where it stands.")
  @Transactional
  public Optional<Node> node(@Id String id) {
    viewer.require();
    String type = GlobalId.type(id);
    return finders.stream()
        .filter(finder -> finder.type().equals(type))
        .findFirst()
        .flatMap(finder -> finder.find(id));
  }
}
