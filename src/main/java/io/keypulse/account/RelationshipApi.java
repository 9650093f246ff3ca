package io.keypulse.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Past;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class RelationshipApi {
  private static final int MOST_COMPANIES = 100;

  @Inject Relationships relationships;
  @Inject CompanyGroups groups;
  @Inject Customers customers;
  @Inject CurrentViewer viewer;
  @Inject Idempotency idempotency;
  @Inject Today today;

  @Input("AccountRelateInput")
  @Description("Read as a sentence: accountId SUBSIDIARY_OF otherId.")
  public record Relate(
      @Id String accountId,
      RelationshipType type,
      @Id String otherId,
      LocalDate since,
      @io.smallrye.graphql.api.Nullable
          @Description("The first day on which it no longer holds; open when left out.")
          @Nullable LocalDate until,
      @io.smallrye.graphql.api.Nullable @Description("MANUAL unless said.")
          @Nullable Channel channel,
      @io.smallrye.graphql.api.Nullable
          @Description("Sent again with the same key, the first relationship is returned.")
          @Nullable String idempotencyKey) {
    Relationship.New row() {
      return new Relationship.New(
          GlobalId.parseInt(AccountView.TYPE, accountId, "accountId"),
          type,
          GlobalId.parseInt(AccountView.TYPE, otherId, "otherId"),
          Today.checked("since", since),
          Today.checkedOrOpen("until", until),
          orManual(channel));
    }
  }

  @Input("AccountRelationshipEndInput")
  public record End(
      @Id String id,
      int expectedVersion,
      @Description(
              "The first day on which it no longer holds. What has not begun, or begins today, is taken back by a day not after its first.")
          LocalDate until,
      @io.smallrye.graphql.api.Nullable @Description("MANUAL unless said.")
          @Nullable Channel channel) {}

  @Mutation("accountRelate")
  @Description(
      "For administrators. WRONG_STATE when the company has another owner in these days, or either is archived; INVALID for a circle.")
  @Transactional
  public RelationshipView accountRelate(Relate input) {
    viewer.requireAdmin();
    long id =
        idempotency.once("accountRelate", input.idempotencyKey(), input, () -> create(input.row()));
    return RelationshipView.of(
        relationships.byId((int) id).orElseThrow(Idempotency::noLongerThere));
  }

  private int create(Relationship.New row) {
    customers.living(row.accountId(), "accountId");
    customers.living(row.otherId(), "otherId");
    inOrder(row.since(), row.until());
    return relationships.create(row);
  }

  private static void inOrder(LocalDate since, @Nullable LocalDate until) {
    if (until != null && !until.isAfter(since)) {
      throw Refused.invalid("until", "Name a day after " + since + ", on which it began.");
    }
  }

  @Mutation("accountRelationshipEnd")
  @Description(
      "For administrators; what has not begun is taken back, and returned as ending on its first day; what has been stays. CONFLICT when it has changed meanwhile.")
  @Transactional
  public RelationshipView accountRelationshipEnd(End input) {
    viewer.requireAdmin();
    int id = GlobalId.parseInt(RelationshipView.TYPE, input.id(), "id");
    Relationship row =
        relationships
            .locked(id)
            .orElseThrow(() -> Refused.notFound("id", "There is no such relationship."));
    Refused.unlessCurrent(input.expectedVersion(), row.version());
    LocalDate until = Today.checked("until", input.until());
    Past.keep("until", row.since(), until, today.get());
    relationships.end(id, until, orManual(input.channel()));
    return RelationshipView.of(relationships.byId(id).orElseGet(row::takenBack));
  }

  private static Channel orManual(@Nullable Channel channel) {
    return channel == null ? Channel.MANUAL : channel;
  }

  @Description("How it stands to other companies on that day, today unless said; both directions.")
  @Transactional
  public List<List<@NonNull RelationshipView>> relationships(
      @Source List<AccountView> asked, @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    Map<Integer, List<RelationshipView>> byAccount = new HashMap<>();
    for (Relationship row : relationships.of(keys(asked), today.or(asOf))) {
      RelationshipView view = RelationshipView.of(row);
      byAccount.computeIfAbsent(row.accountId(), id -> new ArrayList<>()).add(view);
      byAccount.computeIfAbsent(row.otherId(), id -> new ArrayList<>()).add(view);
    }
    return Batch.lists(asked, AccountView::key, byAccount);
  }

  @Description(
      "The company that owns it on that day, today unless said; none known or visible: null.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable AccountView> parent(
      @Source List<AccountView> asked, @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    return others(asked, relationships.owners(keys(asked), today.or(asOf)));
  }

  @Description(
      "The topmost company above it on that day as far as visible; itself when nobody owns it.")
  @Transactional
  public List<AccountView> groupHead(
      @Source List<AccountView> asked, @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    List<AccountView> heads = new ArrayList<>();
    for (AccountView head : others(asked, relationships.heads(keys(asked), today.or(asOf)))) {
      heads.add(Objects.requireNonNull(head));
    }
    return heads;
  }

  private List<@Nullable AccountView> others(
      List<AccountView> asked, List<Relationships.Pair> pairs) {
    Map<Integer, Integer> otherOf =
        pairs.stream().collect(toMap(Relationships.Pair::accountId, Relationships.Pair::otherId));
    return Batch.eachOrNull(
        asked, account -> otherOf.get(account.key()), customers.accounts(otherOf.values()));
  }

  @Description("The companies that it owns itself on that day, today unless said; by name.")
  @Transactional
  public List<List<@NonNull AccountView>> subsidiaries(
      @Source List<AccountView> asked, @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    List<Relationships.Pair> pairs = relationships.owned(keys(asked), today.or(asOf));
    Map<Integer, AccountView> accounts =
        customers.accounts(pairs.stream().map(Relationships.Pair::accountId).toList());
    Map<Integer, List<AccountView>> byOwner =
        pairs.stream()
            .collect(
                groupingBy(
                    Relationships.Pair::otherId,
                    mapping(
                        pair -> Objects.requireNonNull(accounts.get(pair.accountId())), toList())));
    return Batch.lists(asked, AccountView::key, byOwner);
  }

  @Description("It and every company below it on that day, today unless said.")
  @Transactional
  public List<GroupView> group(
      @Source List<AccountView> asked, @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    Map<Integer, CompanyGroups.Group> found = groups.below(keys(asked), today.or(asOf));
    return asked.stream()
        .map(account -> found.getOrDefault(account.key(), new CompanyGroups.Group(List.of(), true)))
        .map(
            group -> new GroupView(group.accountIds().size(), group.complete(), group.accountIds()))
        .toList();
  }

  @Description(
      "By name, the first 100; all of them are found by accounts(filter: {group, groupAsOf}).")
  @Transactional
  public List<List<@NonNull AccountView>> companies(@Source List<GroupView> asked) {
    Map<Integer, AccountView> accounts =
        customers.accounts(
            asked.stream().flatMap(group -> shown(group).stream()).distinct().toList());
    return asked.stream()
        .map(
            group ->
                shown(group).stream().map(id -> Objects.requireNonNull(accounts.get(id))).toList())
        .toList();
  }

  private static List<Integer> shown(GroupView group) {
    return group.keys().subList(0, Math.min(MOST_COMPANIES, group.keys().size()));
  }

  @Description("The company on the left of the sentence, for example the subsidiary.")
  @Transactional
  public List<AccountView> account(@Source List<RelationshipView> asked) {
    return Batch.each(asked, RelationshipView::accountKey, customers::accounts);
  }

  @Description("The company on the right of the sentence, for example the owner.")
  @Transactional
  public List<AccountView> other(@Source List<RelationshipView> asked) {
    return Batch.each(asked, RelationshipView::otherKey, customers::accounts);
  }

  private static List<Integer> keys(List<AccountView> asked) {
    return asked.stream().map(AccountView::key).toList();
  }
}
