package io.keypulse.survey;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
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

@Name("SurveyProgram")
@Description(
    "A question the company keeps asking its key customers: one overall question, aspects and a free why.")
public record SurveyProgramView(
    @Id String id,
    String name,
    @Description("What the company wants to learn.") String objective,
    List<@NonNull Aspect> aspects,
    @Description("Five cron fields, read in timeZone.") String cron,
    @Description("IANA name.") String timeZone,
    @Description("How many contacts a wave draws, at most.") int sampleSize,
    int daysToAnswer,
    @Description("When the next wave opens by itself.") OffsetDateTime nextAt,
    @Ignore int key)
    implements Node {
  public static final String TYPE = "SurveyProgram";

  static SurveyProgramView of(SurveyProgram program) {
    return new SurveyProgramView(
        GlobalId.of(TYPE, program.id),
        program.name,
        program.objective,
        program.aspects(),
        program.cron,
        program.timeZone,
        program.sampleSize,
        program.daysToAnswer,
        program.nextAt.atOffset(ZoneOffset.UTC),
        program.id);
  }

  @Name("SurveyProgramEdge")
  public record Edge(String cursor, SurveyProgramView node) {}

  @Name("SurveyProgramConnection")
  @Description("A page of programs in the order of their names.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull SurveyProgramView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
