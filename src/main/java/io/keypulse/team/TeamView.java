package io.keypulse.team;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import io.keypulse.platform.Provenance;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Team")
@Description("The people of several functions who serve the same accounts.")
public record TeamView(
    @Id String id, String name, int version, Provenance provenance, @Ignore int key)
    implements Node {
  public static final String TYPE = "Team";

  static TeamView of(Team team) {
    return new TeamView(
        GlobalId.of(TYPE, team.id),
        team.name,
        team.version,
        Provenance.of(team.channel, team.source, team.recordedAt, team.recordedBy),
        team.id);
  }

  @Name("TeamStatus")
  public enum Status {
    @Description("At least two functions.")
    CROSS_FUNCTIONAL,
    SINGLE_FUNCTION,
    @Description("Nobody serves in it.")
    EMPTY;

    static Status of(int functions) {
      return functions == 0 ? EMPTY : functions == 1 ? SINGLE_FUNCTION : CROSS_FUNCTIONAL;
    }
  }

  @Name("TeamEdge")
  public record Edge(String cursor, TeamView node) {}

  @Name("TeamConnection")
  @Description("A page of teams.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull TeamView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
