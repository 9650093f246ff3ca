package io.keypulse.trade;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class PurchaseLineApi {
  private static final Period ALWAYS =
      new Period(LocalDate.of(1900, 1, 1), LocalDate.of(2199, 12, 31));

  @Inject Purchases purchases;
  @Inject Customers customers;
  @Inject CurrentViewer viewer;

  @Query("purchaseLines")
  @Description(
      "Of one account, the newest first, of all times unless said. superseded: those that were corrected too, false unless"
          + " said. first: 1 to 100, 25 unless said. NOT_FOUND for an account that this viewer does not see.")
  @Transactional
  public PurchaseLineView.Connection purchaseLines(
      @Id String accountId,
      @Nullable @org.jspecify.annotations.Nullable Period period,
      @Nullable @org.jspecify.annotations.Nullable Boolean superseded,
      @Nullable @org.jspecify.annotations.Nullable Integer first,
      @Nullable @org.jspecify.annotations.Nullable String after) {
    viewer.require();
    Purchases.Wanted wanted =
        new Purchases.Wanted(
            GlobalId.parseInt(AccountView.TYPE, accountId, "accountId"),
            period == null ? ALWAYS : period.checked("period"),
            Boolean.TRUE.equals(superseded));
    if (customers.account(wanted.accountId()).isEmpty()) {
      throw Refused.notFound("accountId", "There is no such account.");
    }
    Page page = Page.of("purchaseLines", wanted, first, after);
    Page.Slice<PurchaseLineView> slice =
        page.slice(
            purchases.page(page, wanted).stream().map(PurchaseLineView::of).toList(),
            line -> new Page.Key(line.on().toString(), line.key()));
    return new PurchaseLineView.Connection(
        slice.edges(PurchaseLineView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(purchases.number(wanted)) : Optional.empty());
  }

  @Transactional
  public List<AccountView> account(@Source List<PurchaseLineView> asked) {
    return Batch.each(asked, PurchaseLineView::accountKey, customers::accounts);
  }
}
