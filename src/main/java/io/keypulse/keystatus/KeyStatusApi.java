package io.keypulse.keystatus;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.Today;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class KeyStatusApi {
  static final Instant ALL_THAT_IS_KNOWN = Instant.parse("9999-12-31T00:00:00Z");

  @Inject KeyDecisions decisions;
  @Inject Customers customers;
  @Inject Colleagues colleagues;
  @Inject Today today;

  @Description(
      "Whether it is a key account on that day, today unless said, and who decided so; null when nobody ever decided. asKnownAt: as it was believed at that time, now unless said.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable KeyStatusView> keyStatus(
      @Source List<AccountView> accounts,
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf,
      @io.smallrye.graphql.api.Nullable @Nullable OffsetDateTime asKnownAt) {
    LocalDate day = today.or(asOf);
    Instant knownAt = asKnownAt == null ? ALL_THAT_IS_KNOWN : asKnownAt.toInstant();
    Map<Integer, KeyStatusView> byAccount =
        decisions.latest(accounts.stream().map(AccountView::key).toList(), day, knownAt).stream()
            .collect(
                toMap(KeyDecisions.Latest::accountId, latest -> KeyStatusView.of(latest, day)));
    return Batch.eachOrNull(accounts, AccountView::key, byAccount);
  }

  @Description("All that was ever decided, corrected decisions too; the latest first.")
  @Transactional
  public List<List<@NonNull KeyDecisionView>> keyDecisions(@Source List<AccountView> accounts) {
    Map<Integer, List<KeyDecisionView>> byAccount =
        decisions.of(accounts.stream().map(AccountView::key).toList()).stream()
            .map(KeyDecisionView::of)
            .collect(groupingBy(KeyDecisionView::accountKey));
    return Batch.lists(accounts, AccountView::key, byAccount);
  }

  @Description("The decision that says so; correct or revoke it by its id.")
  @Transactional
  public List<KeyDecisionView> decision(@Source List<KeyStatusView> asked) {
    return Batch.each(asked, KeyStatusView::decisionKey, this::decisions);
  }

  @Transactional
  public List<AccountView> account(@Source List<KeyDecisionView> asked) {
    return Batch.each(
        asked,
        KeyDecisionView::accountKey,
        customers.accounts(asked.stream().map(KeyDecisionView::accountKey).distinct().toList()));
  }

  @Description("What it corrects; null where it corrects nothing.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable KeyDecisionView> supersedes(
      @Source List<KeyDecisionView> asked) {
    List<Integer> ids = asked.stream().flatMap(one -> one.supersedesKey().stream()).toList();
    return Batch.eachOrNull(asked, one -> one.supersedesKey().orElse(null), decisions(ids));
  }

  @Description("The employee who decided; null where somebody else did, or only the name is known.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> decidedByEmployee(
      @Source List<KeyDecisionView> asked) {
    return Batch.eachOrNull(asked, one -> one.deciderKey().orElse(null), colleagues::byIds);
  }

  @Description("The employee who approved it; null as for decidedByEmployee.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> approvedByEmployee(
      @Source List<KeyDecisionView> asked) {
    return Batch.eachOrNull(asked, one -> one.approverKey().orElse(null), colleagues::byIds);
  }

  private Map<Integer, KeyDecisionView> decisions(Collection<Integer> ids) {
    return decisions.byIds(ids).stream()
        .map(KeyDecisionView::of)
        .collect(toMap(KeyDecisionView::key, one -> one));
  }
}
