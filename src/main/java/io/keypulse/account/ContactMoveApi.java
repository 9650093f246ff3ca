package io.keypulse.account;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Viewer;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** From people to where they were before, and back. */
@GraphQLApi
public class ContactMoveApi {
  @Inject ContactMoves moves;
  @Inject Customers customers;
  @Inject CurrentViewer viewer;

  @Description("Where the person worked before, the latest first; of accounts that you see.")
  @Transactional
  public List<List<@NonNull FormerAccountView>> formerAccounts(@Source List<ContactView> asked) {
    return Batch.lists(
        asked,
        ContactView::key,
        moves::ofContacts,
        ContactMoves.Former::contactId,
        FormerAccountView::of);
  }

  @Transactional
  public List<AccountView> account(@Source List<FormerAccountView> asked) {
    return Batch.each(asked, FormerAccountView::accountKey, customers::accounts);
  }

  @Description("People who moved to another account, the latest first.")
  @Transactional
  public List<List<@NonNull FormerContactView>> formerContacts(@Source List<AccountView> asked) {
    Viewer current = viewer.require();
    return Batch.lists(
        asked,
        AccountView::key,
        moves::ofAccounts,
        ContactMoves.Left::accountId,
        left -> FormerContactView.of(left, current));
  }

  @Description("As they are now; null where you do not see the account that they went to.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable ContactView> contact(
      @Source List<FormerContactView> asked) {
    List<Integer> keys = asked.stream().flatMap(one -> one.contactKey().stream()).toList();
    return Batch.eachOrNull(
        asked,
        one -> one.contactKey().orElse(null),
        keys.isEmpty() ? Map.of() : customers.contacts(keys));
  }
}
