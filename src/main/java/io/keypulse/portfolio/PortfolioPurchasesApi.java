package io.keypulse.portfolio;

import io.keypulse.platform.Period;
import io.keypulse.trade.PurchaseTotalView;
import io.keypulse.trade.PurchaseTotals;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

/** What the parts of a portfolio buy. */
@GraphQLApi
public class PortfolioPurchasesApi {
  @Inject PurchaseTotals purchases;

  @Description(
      "What its accounts bought in the period, the twelve months until the day of the portfolio unless said; converted into"
          + " the company's currency unless said. INVALID for a period that is none or has not begun, and for a currency that is none.")
  @Transactional
  public List<PurchaseTotalView> purchases(
      @Source List<PortfolioView.Part> parts,
      @Nullable @org.jspecify.annotations.Nullable Period period,
      @Nullable @org.jspecify.annotations.Nullable String currency) {
    return purchases.of(teams(parts), day(parts), period, currency);
  }

  @Description("Of its accounts, those whose purchases are overdue today, each by its own rhythm.")
  @Transactional
  public List<Integer> overdue(@Source List<PortfolioView.Part> parts) {
    return purchases.overdue(teams(parts), day(parts));
  }

  private static List<List<Integer>> teams(List<PortfolioView.Part> parts) {
    return parts.stream().map(PortfolioView.Part::teams).toList();
  }

  private static LocalDate day(List<PortfolioView.Part> parts) {
    return parts.getFirst().day();
  }
}
