package io.keypulse.wave;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Confidentiality;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Wave")
@Description("One run of a program: a random sample of the people at key accounts, asked once.")
public record WaveView(
    @Id String id,
    WaveState state,
    List<@NonNull Aspect> aspects,
    @Description("The time of the schedule, or of the person who opened it by hand.")
        OffsetDateTime scheduledFor,
    OffsetDateTime openedAt,
    @Description("Until when answers count.") OffsetDateTime closesAt,
    Optional<OffsetDateTime> closedAt,
    @Description("As promised to those who were drawn.") Confidentiality confidentiality,
    Draw draw,
    @Ignore int key,
    @Ignore int programId)
    implements Node {
  public static final String TYPE = "Wave";

  @Name("Draw")
  @Description("The proof of who was drawn: replay it from the seed over the frame.")
  public record Draw(
      String algorithm,
      String seed,
      @Description("SHA-256 over the sorted lines `stratum TAB contact LF` of the frame.")
          String frameFingerprint,
      @Description("How many contacts could have been drawn, in the whole company.") int frameSize,
      @Description("How many contacts of key accounts could not.") int excluded,
      int drawn) {}

  @Name("ExclusionCount")
  public record ExclusionCount(Exclusion reason, int count) {}

  static WaveView of(Wave wave) {
    return new WaveView(
        GlobalId.of(TYPE, wave.id),
        wave.state,
        wave.aspects(),
        wave.scheduledFor.atOffset(ZoneOffset.UTC),
        wave.openedAt.atOffset(ZoneOffset.UTC),
        wave.closesAt.atOffset(ZoneOffset.UTC),
        Optional.ofNullable(wave.closedAt).map(at -> at.atOffset(ZoneOffset.UTC)),
        wave.confidentiality(),
        new Draw(
            wave.algorithm, wave.seed, wave.fingerprint, wave.frameSize, wave.excluded, wave.drawn),
        wave.id,
        wave.programId);
  }

  @Name("WaveEdge")
  public record Edge(String cursor, WaveView node) {}

  @Name("WaveConnection")
  @Description("A page of waves, newest first.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull WaveView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
