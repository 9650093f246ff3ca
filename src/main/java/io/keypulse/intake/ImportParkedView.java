package io.keypulse.intake;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.PageInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ImportParked")
@Description("A row that waits for something to come.")
public record ImportParkedView(
    @Id String id,
    String kind,
    String source,
    String externalId,
    @Description("In the file that brought it.") int line,
    @Description("The column that refers to what has not come.") String column,
    @Description("What it waits for.") String awaitsSource,
    String awaitsExternalId,
    OffsetDateTime parkedAt,
    @Ignore long key,
    @Ignore long jobKey) {
  public static final String TYPE = "ImportParked";

  static ImportParkedView of(ParkedRows.Parked row) {
    return new ImportParkedView(
        GlobalId.of(TYPE, row.id()),
        row.kind(),
        row.source(),
        row.externalId(),
        row.line(),
        row.columnName(),
        row.awaitsSource(),
        row.awaitsId(),
        row.parkedAt().atOffset(ZoneOffset.UTC),
        row.id(),
        row.jobId());
  }

  @Name("ImportParkedEdge")
  public record Edge(String cursor, ImportParkedView node) {}

  @Name("ImportParkedConnection")
  @Description("A page of waiting rows, longest waiting first.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull ImportParkedView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
