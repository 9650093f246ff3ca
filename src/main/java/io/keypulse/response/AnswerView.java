package io.keypulse.response;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Answer")
@Description("What one person said in one wave.")
public record AnswerView(
    @Id String id,
    OffsetDateTime answeredAt,
    Satisfaction overall,
    @Description("Of the aspects that were marked, in the order of the page.")
        List<@NonNull Rating> ratings,
    @Description("In the customer's own words.") Optional<String> why,
    @Ignore int accountKey,
    @Ignore int contactKey,
    @Ignore int waveKey)
    implements Node {
  public static final String TYPE = "Answer";

  @Name("AspectRating")
  public record Rating(Aspect aspect, Satisfaction answer) {}

  static AnswerView of(Answers.Said said) {
    return new AnswerView(
        GlobalId.of(TYPE, said.invitationId()),
        said.answeredAt().atOffset(ZoneOffset.UTC),
        Satisfaction.of(said.overall()),
        ratings(said),
        Optional.ofNullable(said.why()),
        said.accountId(),
        said.contactId(),
        said.waveId());
  }

  private static List<Rating> ratings(Answers.Said said) {
    List<Rating> ratings = new ArrayList<>();
    String[] aspects = said.aspects().split(",", -1);
    String[] scores = said.ratings().split(",", -1);
    for (int place = 0; place < scores.length; place++) {
      if (!scores[place].isEmpty()) {
        ratings.add(
            new Rating(
                Aspect.valueOf(aspects[place]), Satisfaction.of(Integer.parseInt(scores[place]))));
      }
    }
    return ratings;
  }
}
