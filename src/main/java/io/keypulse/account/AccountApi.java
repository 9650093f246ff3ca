package io.keypulse.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
  @Inject Purchases purchases;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

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

  @Description(
      "The last twelve months, one entry per currency, largest first; none where nothing was bought.")
  @Transactional
  public List<List<@NonNull PurchaseSummaryView>> purchases(@Source List<AccountView> asked) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Map<Integer, List<PurchaseSummaryView>> byAccount =
        purchases
            .sums(asked.stream().map(AccountView::key).toList(), today.minusMonths(12), today)
            .stream()
            .collect(
                groupingBy(Purchases.Sum::accountId, mapping(PurchaseSummaryView::of, toList())));
    return Batch.lists(asked, AccountView::key, byAccount);
  }
}
