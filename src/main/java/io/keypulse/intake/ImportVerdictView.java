package io.keypulse.intake;

import io.keypulse.platform.PageInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ImportVerdict")
@Description("What became of a row of which there is more to say than that it was taken.")
public record ImportVerdictView(
    @Description("In the file; the header is line 1.") int line,
    RowVerdict verdict,
    @Description("The column at fault; empty where it is the whole row.") String column,
    @Description("Null for a row that waited and was taken.") Optional<Rejection.Code> code,
    @Description("What to do about it.") String message,
    @Description(
            "The system that the row comes from; null where the file does not say it readably, and of people who were erased.")
        Optional<String> source,
    @Description("What the row is called there; null likewise.") Optional<String> externalId) {

  static ImportVerdictView of(ImportVerdicts.Detail detail) {
    Verdict verdict = detail.view();
    return new ImportVerdictView(
        detail.line(),
        verdict.verdict(),
        verdict.column(),
        Optional.ofNullable(verdict.code()),
        verdict.message(),
        Optional.ofNullable(verdict.source()),
        Optional.ofNullable(verdict.externalId()));
  }

  @Name("ImportVerdictEdge")
  public record Edge(String cursor, ImportVerdictView node) {}

  @Name("ImportVerdictConnection")
  @Description("A page of verdicts in the order of the file.")
  public record Connection(
      List<@NonNull Edge> edges, List<@NonNull ImportVerdictView> nodes, PageInfo pageInfo) {}
}
