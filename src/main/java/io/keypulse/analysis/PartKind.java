package io.keypulse.analysis;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("PartKind")
@Description("What the accounts of a scope are parted by: each stands in one part.")
public enum PartKind {
  @Description("The teams that serve them.")
  TEAM("cast(%s.team_id as text)"),
  @Description(
      "Who leads these teams and works here today; accounts that nobody leads are one part.")
  MANAGER("cast(%s.team_id as text)"),
  @Description("Their segments.")
  SEGMENT("%s.segment");

  private final String column;

  PartKind(String column) {
    this.column = column;
  }

  /** In SQL, of rows with team and segment; of managers it is the team. */
  String of(String rows) {
    return column.formatted(rows);
  }
}
