package io.keypulse.keystatus;

import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Today;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class KeyAccountApi {
  private static final String UNCHANGED = "UNCHANGED";

  @Inject KeyAccounts keyAccounts;
  @Inject KeyDecisions decisions;
  @Inject Customers customers;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Query("keyAccounts")
  @Description(
      "The accounts this viewer sees that are key on that day, today unless said; by name. first: 1 to 100, 25 unless said.")
  @Transactional
  public KeyAccountView.Connection keyAccounts(
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf,
      @io.smallrye.graphql.api.Nullable @Nullable Integer first,
      @io.smallrye.graphql.api.Nullable @Nullable String after,
      @io.smallrye.graphql.api.Nullable @Nullable KeyAccountFilter filter) {
    viewer.require();
    KeyAccountFilter wanted = filter == null ? KeyAccountFilter.ALL : filter.checked();
    LocalDate day = today.or(asOf);
    Page page = Page.of("keyAccounts", asOf + " " + wanted, first, after);
    Page.Slice<KeyAccounts.Found> found =
        page.slice(
            keyAccounts.page(page, wanted, day), one -> new Page.Key(one.name(), one.accountId()));
    Map<Integer, AccountView> accounts =
        accounts(found.rows().stream().map(KeyAccounts.Found::accountId).toList());
    Map<Integer, KeyDecisionView> decided =
        decisions(found.rows().stream().map(KeyAccounts.Found::decisionId).toList());
    Page.Slice<KeyAccountView> slice =
        found.showing(
            found.rows().stream()
                .map(
                    one ->
                        new KeyAccountView(
                            Objects.requireNonNull(accounts.get(one.accountId())),
                            Objects.requireNonNull(decided.get(one.decisionId()))))
                .toList());
    return new KeyAccountView.Connection(
        slice.edges(KeyAccountView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount")
            ? Optional.of(keyAccounts.number(wanted, day))
            : Optional.empty());
  }

  @Query("keyStatusMigration")
  @Description(
      "Which of the accounts this viewer sees entered, left, were renewed or changed tier between two days, and why; by name. first: 1 to 100, 25 unless said.")
  @Transactional
  public KeyStatusMoveView.Connection keyStatusMigration(
      LocalDate from,
      LocalDate to,
      @io.smallrye.graphql.api.Nullable @Nullable Integer first,
      @io.smallrye.graphql.api.Nullable @Nullable String after,
      @io.smallrye.graphql.api.Nullable @Nullable KeyStatusMigrationFilter filter) {
    viewer.require();
    if (!today.or("to", to).isAfter(today.or("from", from))) {
      throw Refused.invalid("to", "Name a day after the first one.");
    }
    Set<KeyMove> kinds = KeyStatusMigrationFilter.kinds(filter);
    Page page = Page.of("keyStatusMigration", from + " " + to + " " + kinds, first, after);
    Page.Slice<KeyAccounts.Moved> moved =
        page.slice(
            keyAccounts.moves(page, kinds, from, to),
            one -> new Page.Key(one.name(), one.accountId()));
    Page.Slice<KeyStatusMoveView> slice = moved.showing(shown(moved.rows()));
    Map<String, Integer> counts =
        Selection.has("totalCount") || Selection.has("counts")
            ? keyAccounts.counts(from, to).stream()
                .collect(toMap(KeyAccounts.Count::kind, KeyAccounts.Count::number))
            : Map.of();
    return new KeyStatusMoveView.Connection(
        slice.edges(KeyStatusMoveView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Optional.of(kinds.stream().mapToInt(kind -> counts.getOrDefault(kind.name(), 0)).sum()),
        counted(counts));
  }

  private List<KeyStatusMoveView> shown(List<KeyAccounts.Moved> moved) {
    Map<Integer, AccountView> accounts =
        accounts(moved.stream().map(KeyAccounts.Moved::accountId).toList());
    Map<Integer, KeyDecisionView> decided =
        decisions(
            moved.stream()
                .flatMap(
                    one ->
                        Stream.of(Optional.ofNullable(one.beforeId()), Optional.of(one.afterId())))
                .flatMap(Optional::stream)
                .distinct()
                .toList());
    return moved.stream()
        .map(
            one ->
                new KeyStatusMoveView(
                    KeyMove.valueOf(one.kind()),
                    one.day(),
                    Objects.requireNonNull(accounts.get(one.accountId())),
                    Optional.ofNullable(one.beforeId()).map(decided::get),
                    Objects.requireNonNull(decided.get(one.afterId()))))
        .toList();
  }

  private static KeyStatusMoveView.Counts counted(Map<String, Integer> counts) {
    ToIntFunction<KeyMove> of = kind -> counts.getOrDefault(kind.name(), 0);
    int entered = of.applyAsInt(KeyMove.ENTERED);
    int withdrawn = of.applyAsInt(KeyMove.WITHDRAWN);
    int expired = of.applyAsInt(KeyMove.EXPIRED);
    int archived = of.applyAsInt(KeyMove.ARCHIVED);
    int tierChanged = of.applyAsInt(KeyMove.TIER_CHANGED);
    int renewed = of.applyAsInt(KeyMove.RENEWED);
    int unchanged = counts.getOrDefault(UNCHANGED, 0);
    int stayed = tierChanged + renewed + unchanged;
    return new KeyStatusMoveView.Counts(
        withdrawn + expired + archived + stayed,
        entered,
        withdrawn,
        expired,
        archived,
        tierChanged,
        renewed,
        unchanged,
        entered + stayed);
  }

  private Map<Integer, AccountView> accounts(Collection<Integer> ids) {
    return ids.isEmpty() ? Map.of() : customers.accounts(ids);
  }

  private Map<Integer, KeyDecisionView> decisions(Collection<Integer> ids) {
    return decisions.byIds(ids).stream()
        .map(KeyDecisionView::of)
        .collect(toMap(KeyDecisionView::key, one -> one));
  }
}
