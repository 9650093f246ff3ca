package io.keypulse.followup;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import io.keypulse.survey.Satisfaction;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("FollowUp")
@Description("A dissatisfied answer and the person who has to act on it.")
public record FollowUpView(
    @Id String id,
    OffsetDateTime openedAt,
    Optional<OffsetDateTime> acknowledgedAt,
    Satisfaction overall,
    @Description("In the customer's own words.") Optional<String> why,
    @Ignore long key,
    @Ignore int accountKey,
    @Ignore int contactKey,
    @Ignore int waveKey,
    @Ignore @Nullable Integer ownerKey,
    @Ignore @Nullable Integer acknowledgedByKey)
    implements Node {
  public static final String TYPE = "FollowUp";

  static FollowUpView of(FollowUp followUp, FollowUps.Said said) {
    return new FollowUpView(
        GlobalId.of(TYPE, followUp.id),
        followUp.openedAt.atOffset(ZoneOffset.UTC),
        Optional.ofNullable(followUp.acknowledgedAt).map(at -> at.atOffset(ZoneOffset.UTC)),
        Satisfaction.of(Integer.toString(said.overall())).orElseThrow(),
        Optional.ofNullable(said.why()),
        followUp.id,
        followUp.accountId,
        said.contactId(),
        said.waveId(),
        followUp.ownerId,
        followUp.acknowledgedBy);
  }

  @Name("FollowUpEdge")
  public record Edge(String cursor, FollowUpView node) {}

  @Name("FollowUpConnection")
  @Description("A page of follow-ups in the order asked for.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull FollowUpView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
