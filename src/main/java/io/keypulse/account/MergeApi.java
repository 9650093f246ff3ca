package io.keypulse.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** For administrators. */
@GraphQLApi
public class MergeApi {
  @Inject Merges merges;
  @Inject Accounts accounts;
  @Inject Customers customers;
  @Inject CurrentViewer viewer;
  @Inject Idempotency idempotency;
  @Inject InstantSource clock;

  @Input("AccountMergeInput")
  public record Merge(
      @Description("The account that stays.") @Id String winnerId,
      int winnerExpectedVersion,
      @Description("The account that is taken into it and archived.") @Id String loserId,
      int loserExpectedVersion,
      @io.smallrye.graphql.api.Nullable
          @Description("Sent again with the same key, the first merge is returned.")
          @Nullable String idempotencyKey) {}

  @Input("AccountMergeUndoInput")
  public record Undo(@Id String mergeId) {}

  @Mutation("accountMerge")
  @Description(
      "Everything of the loser with its history goes to the winner, and its external ids lead there. Records of which the winner has one already stay with the archived loser. CONFLICT when either has changed meanwhile.")
  @Transactional
  public MergeView accountMerge(Merge input) {
    viewer.requireAdmin();
    long id = idempotency.once("accountMerge", input.idempotencyKey(), input, () -> merge(input));
    return MergeView.of(merges.byId((int) id).orElseThrow(Idempotency::noLongerThere));
  }

  private int merge(Merge input) {
    int winnerId = GlobalId.parseInt(AccountView.TYPE, input.winnerId(), "winnerId");
    int loserId = GlobalId.parseInt(AccountView.TYPE, input.loserId(), "loserId");
    if (winnerId == loserId) {
      throw Refused.invalid("loserId", "Name two accounts.");
    }
    // In the order of their ids, so that two merges never wait for each other.
    Account first = living(Math.min(winnerId, loserId), winnerId);
    Account second = living(Math.max(winnerId, loserId), winnerId);
    Account winner = first.id == winnerId ? first : second;
    Account loser = first.id == winnerId ? second : first;
    Refused.unlessCurrent("winnerExpectedVersion", input.winnerExpectedVersion(), winner.version);
    Refused.unlessCurrent("loserExpectedVersion", input.loserExpectedVersion(), loser.version);
    int merge = merges.merge(winnerId, loserId, clock.instant());
    accounts.touch(winnerId);
    return merge;
  }

  private Account living(int id, int winnerId) {
    String field = id == winnerId ? "winnerId" : "loserId";
    Account account =
        accounts.locked(id).orElseThrow(() -> Refused.notFound(field, "There is no such account."));
    merges.refuseMerged(account, field);
    account.requireLiving(field);
    return account;
  }

  @Mutation("accountMergeUndo")
  @Description(
      "Puts back all that moved and is still there, with what was written about it since: talks and actions of a case, answers to what was asked before. What came to the winner otherwise stays. WRONG_STATE when undone already, when the winner was merged on, or when a company would have two owners or relationships would lead back in a circle.")
  @Transactional
  public MergeView accountMergeUndo(Undo input) {
    viewer.requireAdmin();
    int id = GlobalId.parseInt(MergeView.TYPE, input.mergeId(), "mergeId");
    Merges.Merge merge =
        merges.byId(id).orElseThrow(() -> Refused.notFound("mergeId", "There is no such merge."));
    living(merge.winnerId(), merge.winnerId());
    if (merges.byId(id).orElseThrow().undoneAt() != null) {
      throw Refused.wrongState("mergeId", "This merge is undone already.");
    }
    merges.withTwoOwners(id).stream().findFirst().ifPresent(MergeApi::refuse);
    merges.undo(id, clock.instant());
    accounts.touch(merge.winnerId());
    return MergeView.of(merges.byId(id).orElseThrow());
  }

  private static void refuse(Merges.TwoOwners found) {
    throw Refused.wrongState(
        "mergeId",
        "Once the two are apart %s would have two owners: end relationship %s of before or %s of since with accountRelationshipEnd, so that their days do not overlap."
            .formatted(
                found.name(),
                GlobalId.of(RelationshipView.TYPE, found.before()),
                GlobalId.of(RelationshipView.TYPE, found.meanwhile())));
  }

  @Query("accountMerges")
  @Description("The merges that an account had a part in, newest first; for administrators.")
  @Transactional
  public List<@NonNull MergeView> accountMerges(@Id String accountId) {
    viewer.requireAdmin();
    return merges.of(GlobalId.parseInt(AccountView.TYPE, accountId, "accountId")).stream()
        .map(MergeView::of)
        .toList();
  }

  @Description("The account that it was merged into, while that holds and this viewer sees it.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable AccountView> mergedInto(
      @Source List<AccountView> asked) {
    return Batch.eachOrNull(
        asked, account -> account.mergedIntoKey().orElse(null), customers::accounts);
  }

  @Transactional
  public List<AccountView> winner(@Source List<MergeView> asked) {
    return Batch.each(asked, MergeView::winnerKey, customers::accounts);
  }

  @Transactional
  public List<AccountView> loser(@Source List<MergeView> asked) {
    return Batch.each(asked, MergeView::loserKey, customers::accounts);
  }

  @Transactional
  public List<List<MergeView.@NonNull Part>> parts(@Source List<MergeView> asked) {
    Map<Integer, List<MergeView.Part>> byMerge =
        merges.parts(asked.stream().map(MergeView::key).toList()).stream()
            .collect(
                groupingBy(
                    Merges.Part::mergeId,
                    mapping(
                        part -> new MergeView.Part(part.of(), part.moved(), part.kept()),
                        toList())));
    return Batch.lists(asked, MergeView::key, byMerge);
  }
}
