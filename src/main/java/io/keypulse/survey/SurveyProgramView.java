package io.keypulse.survey;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
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
    ProgramState state,
    @Description("Five cron fields, read in timeZone; null where it runs every n weeks.")
        Optional<String> cron,
    Optional<EveryWeeks> everyWeeks,
    @Description("IANA name.") String timeZone,
    @Description("How many contacts a wave draws, at most; null where sampling says otherwise.")
        Optional<Integer> sampleSize,
    int daysToAnswer,
    @Description("When the next wave opens by itself; null unless ACTIVE.")
        Optional<OffsetDateTime> nextAt,
    @Description(
            "A time that was missed by more than allowed: somebody has to release or skip it before the next one comes, which"
                + " takes its place.")
        Optional<OffsetDateTime> heldFor,
    @Description(
            "Hours after which a missed wave waits for a person; within ten minutes it is in time.")
        int hoursLateAllowed,
    @Description("Which contacts are asked.") Population population,
    Speech delivery,
    SamplingPlan sampling,
    Confidentiality confidentiality,
    int version,
    @Ignore int questionnaireKey,
    @Ignore int key)
    implements Node {
  public static final String TYPE = "SurveyProgram";

  @Name("SurveyDelivery")
  @Description("How contacts are asked.")
  public record Speech(
      List<Delivery.@NonNull Channel> channels,
      @Description("Those that may be used, the preferred one for others first; empty for all.")
          List<@NonNull String> languages,
      @Description("Days after the invitation on which the silent are reminded.")
          List<@NonNull Integer> reminderDays,
      @Description("From when nothing is sent, in the contact's own time zone.")
          Optional<String> quietFrom,
      @Description("When sending begins again.") Optional<String> quietTo,
      @Description("Mondays to Fridays of the contact only, and no holidays.")
          boolean businessDaysOnly,
      @Description("Whether those who answer are thanked by mail.") boolean thanks,
      @Description("The name mails come from; null for the account manager's.")
          Optional<String> senderName,
      Delivery.ReplyTo replyTo) {
    static Speech of(Delivery delivery) {
      return new Speech(
          delivery.channels(),
          delivery.languages(),
          delivery.reminderDays(),
          Optional.ofNullable(delivery.quietFrom()).map(LocalTime::toString),
          Optional.ofNullable(delivery.quietTo()).map(LocalTime::toString),
          delivery.businessDaysOnly(),
          delivery.thanks(),
          Optional.ofNullable(delivery.senderName()),
          delivery.replyTo());
    }
  }

  static SurveyProgramView of(SurveyProgram program) {
    return new SurveyProgramView(
        GlobalId.of(TYPE, program.id),
        program.name,
        program.objective,
        program.aspects(),
        program.state,
        Optional.ofNullable(program.timing.cron),
        Optional.ofNullable(program.timing.everyWeeks)
            .map(
                weeks ->
                    new EveryWeeks(
                        weeks,
                        Objects.requireNonNull(program.timing.startsOn),
                        Objects.requireNonNull(program.timing.startsAt).toString())),
        program.timing.timeZone,
        Optional.ofNullable(program.sampling().size()),
        program.delivery().daysToAnswer(),
        Optional.of(program.timing.nextAt)
            .filter(any -> program.state == ProgramState.ACTIVE)
            .map(SurveyProgramView::utc),
        Optional.ofNullable(program.timing.heldFor).map(SurveyProgramView::utc),
        program.timing.hoursLateAllowed,
        program.population(),
        Speech.of(program.delivery()),
        program.sampling(),
        program.confidentiality(),
        program.version,
        program.questionnaireId,
        program.id);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
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
