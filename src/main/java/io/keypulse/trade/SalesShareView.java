package io.keypulse.trade;

import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("SalesShare")
@Description(
    "How large a customer is among all customers of the company, those that the viewer does not see too.")
public record SalesShareView(
    @Description(
            "Own net revenue as a fraction of that of all, three significant digits; below zero where credits outweigh.")
        Optional<Double> share,
    @Description("1 for the largest; customers of the same revenue have the same rank.")
        Optional<Integer> rank,
    @Description("How many customers have sales in the period.") int customers,
    @Description("Why share or rank are absent.") Optional<Withheld> withheld,
    @Description("False where sales of the company count for nothing because a rate is missing.")
        boolean complete) {
  static final SalesShareView NOT_ASKED =
      new SalesShareView(Optional.empty(), Optional.empty(), 0, Optional.empty(), true);

  @Name("SalesShareWithheld")
  public enum Withheld {
    @Description("Fewer than five other customers bought: the figure would tell what they did.")
    TOO_FEW_CUSTOMERS,
    @Description("The sales of the company are not above zero: there are no shares of them.")
    SALES_NOT_POSITIVE
  }

  static SalesShareView of(PurchaseFigures.Standing standing) {
    return new SalesShareView(
        Optional.ofNullable(standing.share()),
        Optional.ofNullable(standing.place()),
        standing.customers(),
        withheld(standing),
        standing.complete());
  }

  private static Optional<Withheld> withheld(PurchaseFigures.Standing standing) {
    if (standing.place() == null) {
      return Optional.of(Withheld.TOO_FEW_CUSTOMERS);
    }
    return standing.positive() ? Optional.empty() : Optional.of(Withheld.SALES_NOT_POSITIVE);
  }
}
