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
    @Description("Of whoever opened it by hand, if they gave one.") Optional<String> openReason,
    @Description("Until when answers count.") OffsetDateTime closesAt,
    @Description("Since when no mail leaves; null unless PAUSED.")
        Optional<OffsetDateTime> pausedAt,
    Optional<String> pauseReason,
    @Description("Of whoever resumed it last, if they gave one.") Optional<String> resumeReason,
    Optional<OffsetDateTime> closedAt,
    @Description("Of whoever closed it by hand; null at the end of its time.")
        Optional<String> closeReason,
    @Description("As promised to those who were drawn.") Confidentiality confidentiality,
    Draw draw,
    @Ignore int key,
    @Ignore int programId,
    @Ignore int questionnaireKey)
    implements Node {
  public static final String TYPE = "Wave";

  @Name("Draw")
  @Description(
      "The proof of who was drawn: replay it from the seed over the frame, by drawVerification or with the exported file.")
  public record Draw(
      String algorithm,
      String seed,
      @Description(
              "SHA-256 of the seed as it was shown before the frame was known; null for draws before there was one.")
          Optional<String> seedHash,
      @Description("Since when it was shown.") Optional<OffsetDateTime> committedAt,
      @Description(
              "From which the permanent places are computed, the promised seed of the first wave of the program that rotated; null unless this one does.")
          Optional<String> rotationSeed,
      @Description("The most contacts of one account, chosen by lot before the draw.")
          Optional<Integer> accountCap,
      @Description("SHA-256 over the sorted lines `stratum TAB contact LF` of the frame.")
          String frameFingerprint,
      @Description("How many contacts could have been drawn, in the whole company.") int frameSize,
      @Description("How many contacts of accounts of the population could not.") int excluded,
      int drawn,
      @Description(
              "How many of the drawn are not asked, for a block; they stay in every denominator.")
          int withheld) {}

  @Name("DrawStratum")
  public record Stratum(
      String name,
      @Description("Contacts that could be drawn.") int units,
      @Description("Those of them that the cap per account left.") int candidates,
      int drawn,
      @Description("Whether the plan drew everybody of it whom the cap left.") boolean takeAll,
      @Description("drawn / candidates, of those that the cap left; null without candidates.")
          Optional<Double> inclusionProbability,
      @Description(
              "Standard deviation of the last wave's scores by which it was divided, in halves of a point; 1 unless NEYMAN, where fewer than thirty people or ten accounts spoke, and after a confidential wave.")
          double deviation) {
    static Stratum of(Waves.WaveStratum row) {
      return new Stratum(
          row.stratum(),
          row.units(),
          row.candidates(),
          row.drawn(),
          row.takeAll(),
          row.candidates() == 0
              ? Optional.empty()
              : Optional.of((double) row.drawn() / row.candidates()),
          row.deviation());
    }
  }

  @Name("BlockCount")
  public record BlockCount(
      Block reason,
      @Description("Of those who could be drawn.") int contacts,
      @Description("Drawn, and not asked.") int withheld) {}

  @Name("ExclusionCount")
  public record ExclusionCount(Exclusion reason, int count) {}

  static WaveView of(Wave wave) {
    return new WaveView(
        GlobalId.of(TYPE, wave.id),
        wave.state,
        wave.aspects(),
        wave.scheduledFor.atOffset(ZoneOffset.UTC),
        wave.openedAt.atOffset(ZoneOffset.UTC),
        Optional.ofNullable(wave.openReason),
        wave.closesAt.atOffset(ZoneOffset.UTC),
        Optional.ofNullable(wave.pausedAt).map(at -> at.atOffset(ZoneOffset.UTC)),
        Optional.ofNullable(wave.pauseReason),
        Optional.ofNullable(wave.resumeReason),
        Optional.ofNullable(wave.closedAt).map(at -> at.atOffset(ZoneOffset.UTC)),
        Optional.ofNullable(wave.closeReason),
        wave.confidentiality(),
        new Draw(
            wave.algorithm,
            wave.seed,
            Optional.ofNullable(wave.seedHash),
            Optional.ofNullable(wave.committedAt).map(at -> at.atOffset(ZoneOffset.UTC)),
            Optional.ofNullable(wave.rotationSeed),
            Optional.ofNullable(wave.accountCap),
            wave.fingerprint,
            wave.frameSize,
            wave.excluded,
            wave.drawn,
            wave.withheld),
        wave.id,
        wave.programId,
        wave.questionnaireId);
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
