package io.keypulse.account;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.smallrye.graphql.api.Context;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class AccountApi {
  @Inject Accounts accounts;
  @Inject Contacts contacts;
  @Inject CurrentViewer viewer;

  @Query("accounts")
  @Description("The accounts this viewer may see, by name. first: 1 to 100, 25 unless said.")
  @Transactional
  public AccountView.Connection accounts(
      @Nullable Integer first,
      @Nullable String after,
      @Nullable AccountFilter filter,
      Context context) {
    viewer.require();
    List<AccountFilter.Condition> conditions = filter == null ? List.of() : filter.conditions();
    Page page = Page.of("accounts", first, after);
    Page.Slice<AccountView> slice =
        page.slice(
            accounts.page(page, conditions).stream().map(AccountView::of).toList(),
            account -> new Page.Key(account.name(), account.key()));
    return new AccountView.Connection(
        slice.edges(AccountView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has(context, "totalCount")
            ? Optional.of(accounts.number(conditions))
            : Optional.empty());
  }

  @Query("account")
  @Description("One account; null when there is none or this viewer may not see it.")
  @Transactional
  public Optional<AccountView> account(@Id String id) {
    viewer.require();
    return accounts
        .findByIdOptional(GlobalId.parseInt(AccountView.TYPE, id, "id"))
        .map(AccountView::of);
  }

  @Description("The people we know there, by name; those who left too.")
  @Transactional
  public List<List<@NonNull ContactView>> contacts(@Source List<AccountView> asked) {
    Map<Integer, List<ContactView>> byAccount =
        contacts.ofAccounts(asked.stream().map(AccountView::key).toList()).stream()
            .map(contact -> ContactView.of(contact, viewer.require()))
            .collect(groupingBy(ContactView::accountKey));
    return Batch.lists(asked, AccountView::key, byAccount);
  }
}
