package io.keypulse.response;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.Viewer;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("Answer")
@Description("What one person said in one wave.")
public record AnswerView(
    @Id String id,
    OffsetDateTime answeredAt,
    ResponseMode mode,
    @Description("The first answer that the person confirmed; it is never revised.")
        Satisfaction overall,
    @Description("Of the aspects that were marked, in the order of the page.")
        List<@NonNull Rating> ratings,
    @Description("In the customer's own words; absent for analysts.") Optional<String> why,
    @Description("Whether the person asked to be called about it.") boolean callWish,
    @Description("1, and one more for each time the person added to it or corrected it.")
        int version,
    @Description("When it was last added to or corrected; absent where it never was.")
        Optional<OffsetDateTime> revisedAt,
    @Description(
            "From opening the page to sending it, over all times it was sent; absent on the telephone, and where the page"
                + " was open for more than a day.")
        Optional<Integer> seconds,
    @Ignore long key,
    @Ignore int accountKey,
    @Ignore int contactKey,
    @Ignore int waveKey,
    @Ignore @Nullable Integer interviewerKey,
    @Ignore boolean wordy)
    implements Node {
  public static final String TYPE = "Answer";

  @Name("AspectRating")
  public record Rating(Aspect aspect, Satisfaction answer) {}

  @Name("AnswerVersion")
  @Description("What an answer said before it was added to or corrected.")
  public record Version(
      int version,
      OffsetDateTime saidAt,
      List<@NonNull Rating> ratings,
      @Description("Absent for analysts.") Optional<String> why,
      boolean callWish) {
    static Version of(AnswerVersions.Former former, Viewer viewer) {
      return new Version(
          former.number(),
          former.saidAt().atOffset(ZoneOffset.UTC),
          AnswerView.ratings(Answers.ratingsOf(former.aspects(), former.ratings())),
          Optional.ofNullable(former.why()).filter(any -> viewer.seesPersons()),
          former.callWish());
    }
  }

  static AnswerView of(Answers.Said said, Viewer viewer) {
    AnswerGiven given = said.given();
    return new AnswerView(
        GlobalId.of(TYPE, said.invitationId()),
        said.answeredAt().atOffset(ZoneOffset.UTC),
        ResponseMode.valueOf(said.mode()),
        given.overall(),
        ratings(given.ratings()),
        Optional.ofNullable(given.why()).filter(any -> viewer.seesPersons()),
        given.callWish(),
        said.version(),
        Optional.ofNullable(said.revisedAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
        Optional.ofNullable(said.seconds()),
        said.invitationId(),
        said.accountId(),
        said.contactId(),
        said.waveId(),
        said.interviewerId(),
        given.why() != null);
  }

  private static List<Rating> ratings(Map<Aspect, Satisfaction> marked) {
    return marked.entrySet().stream().map(one -> new Rating(one.getKey(), one.getValue())).toList();
  }
}
