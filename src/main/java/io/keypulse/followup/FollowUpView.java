package io.keypulse.followup;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import io.keypulse.platform.Viewer;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.time.Instant;
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
@Description(
    "A case: one person in one wave who is dissatisfied, wishes to be called or keeps silent, and who has to act.")
public record FollowUpView(
    @Id String id,
    FollowUpState state,
    OffsetDateTime openedAt,
    @Description(
            "Until when the next task has to be done: over where it is overdue, later where it was given on because its owner could not act any more, or was away; absent once it is resolved.")
        Optional<OffsetDateTime> dueAt,
    @Description(
            "1, and one more each time it began again: the customer said that it is not mended, or said something new after it was resolved or closed.")
        int round,
    @Description("The first time.") Optional<OffsetDateTime> acknowledgedAt,
    @Description("When the customer was reached, the first time.")
        Optional<OffsetDateTime> contactedAt,
    Optional<OffsetDateTime> resolvedAt,
    Optional<OffsetDateTime> closedAt,
    @Description("Absent where nothing was answered, or in confidence.")
        Optional<Satisfaction> overall,
    @Description(
            "The aspect that displeased most, by which it found its owner; absent where none did, or in confidence.")
        Optional<Aspect> aspect,
    @Description("In the customer's own words; absent in confidence and for analysts.")
        Optional<String> why,
    @Description("Whether the customer wished to be called.") boolean callWish,
    @Description(
            "Counts changes of the case itself, not its actions, talks and line; name it as expectedVersion when you change it.")
        int version,
    @Ignore long key,
    @Ignore int accountKey,
    @Ignore int contactKey,
    @Ignore int waveKey,
    @Ignore List<Integer> ruleKeys,
    @Ignore @Nullable Integer causeKey,
    @Ignore @Nullable Integer ownerKey,
    @Ignore @Nullable Integer returnsToKey,
    @Ignore @Nullable Integer turnKey,
    @Ignore @Nullable Integer acknowledgedByKey,
    @Ignore @Nullable Integer resolvedByKey)
    implements Node {
  public static final String TYPE = "FollowUp";

  static FollowUpView of(FollowUp followUp, FollowUps.@Nullable Said said, Viewer viewer) {
    return new FollowUpView(
        GlobalId.of(TYPE, followUp.id),
        followUp.state,
        followUp.openedAt.atOffset(ZoneOffset.UTC),
        moment(followUp.dueAt),
        followUp.round,
        moment(followUp.acknowledgedAt),
        moment(followUp.contactedAt),
        moment(followUp.resolvedAt),
        moment(followUp.closedAt),
        Optional.ofNullable(said).map(FollowUps.Said::overall).map(Satisfaction::of),
        Optional.ofNullable(followUp.aspect),
        Optional.ofNullable(said).map(FollowUps.Said::why).filter(any -> viewer.seesPersons()),
        said != null && said.callWish(),
        followUp.version,
        followUp.id,
        followUp.accountId,
        followUp.contactId,
        followUp.waveId,
        List.of(followUp.ruleIds),
        followUp.causeId,
        followUp.ownerId,
        followUp.returnsToId,
        followUp.turnId,
        followUp.acknowledgedBy,
        followUp.resolvedBy);
  }

  static Optional<OffsetDateTime> moment(@Nullable Instant at) {
    return Optional.ofNullable(at).map(one -> one.atOffset(ZoneOffset.UTC));
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
