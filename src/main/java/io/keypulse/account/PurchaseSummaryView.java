package io.keypulse.account;

import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("PurchaseSummary")
@Description(
    "What an account bought in the last twelve months, in one currency; credits are netted.")
public record PurchaseSummaryView(
    @Description("ISO 4217.") String currency,
    @Description("Decimal in the currency's main unit.") String netRevenue,
    @Description("Net revenue less cost.") String grossProfit,
    int lines,
    LocalDate lastPurchase) {
  static PurchaseSummaryView of(Purchases.Sum sum) {
    return new PurchaseSummaryView(
        sum.currency(),
        sum.net().toPlainString(),
        sum.net().subtract(sum.cost()).toPlainString(),
        sum.lines(),
        sum.last());
  }
}
