package io.keypulse.intake;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ImportJob")
@Description("A file that was brought, and how far it has come.")
public record ImportJobView(
    @Id String id,
    @Description("The last part of the address it was sent to, for example accounts.") String kind,
    String fileName,
    ImportMode mode,
    ImportState state,
    Written dialect,
    @Description("Whose export it is: salesforce, hubspot, odoo; null for our own columns.")
        Optional<String> preset,
    @Description("Columns of such an export that nothing here holds, as the file writes them.")
        List<@NonNull String> passedOver,
    Counts counts,
    @Description("By name; an administrator need not be an employee.") String requestedBy,
    OffsetDateTime requestedAt,
    Optional<OffsetDateTime> startedAt,
    Optional<OffsetDateTime> endedAt,
    @Ignore long key)
    implements Node {
  public static final String TYPE = ImportReport.TYPE;

  @Name("ImportDialect")
  @Description("How a file is written, as its sender said or as it was recognised.")
  public record Written(
      String encoding,
      String delimiter,
      String decimalMark,
      @Description("For example yyyy-MM-dd or dd/MM/yyyy.") String datePattern) {}

  @Name("ImportCounts")
  @Description("Of the rows done, each is one of created, updated, unchanged, parked, rejected.")
  public record Counts(
      @Description("In the file.") int rows,
      int rowsDone,
      int created,
      int updated,
      int unchanged,
      @Description("Waiting now; a row that stops waiting is counted by what became of it.")
          int parked,
      int rejected,
      @Description("Rows of earlier files that waited for something in this one.") int resolved) {}

  static ImportJobView of(ImportJob job) {
    return new ImportJobView(
        GlobalId.of(TYPE, job.id()),
        job.kind(),
        job.fileName(),
        job.mode(),
        job.state(),
        new Written(job.encoding(), job.delimiter(), job.decimalMark(), job.datePattern()),
        Optional.ofNullable(job.presetName()).map(name -> name.toLowerCase(Locale.ROOT)),
        job.passedOver(),
        new Counts(
            job.rows(),
            job.rowsDone(),
            job.created(),
            job.updated(),
            job.unchanged(),
            job.parked(),
            job.rejected(),
            job.resolved()),
        job.requestedByName(),
        job.requestedAt().atOffset(ZoneOffset.UTC),
        Optional.ofNullable(job.startedAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
        Optional.ofNullable(job.endedAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
        job.id());
  }

  @Name("ImportJobEdge")
  public record Edge(String cursor, ImportJobView node) {}

  @Name("ImportJobConnection")
  @Description("A page of imports, newest first.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull ImportJobView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
