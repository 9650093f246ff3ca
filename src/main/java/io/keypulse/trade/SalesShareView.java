package io.keypulse.trade;

import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("SalesShare")
@Description(
    "How large a customer is among all customers of the company, those that the viewer does not see too.")
public record SalesShareView(
    @Description(
            "Own net revenue as a fraction of that of all, three significant digits; below zero where credits outweigh, 0 for who bought nothing. What no rate is known of counts for nothing.")
        Optional<Double> share,
    @Description(
            "1 for the largest; customers of the same revenue have the same rank. Absent for who bought nothing in the period.")
        Optional<Integer> rank,
    @Description("How many customers have sales in the period of which a rate is known.")
        int customers,
    @Description("Beside these, those of none of whose sales a rate is known.")
        int customersWithoutRate,
    @Description("Why share or rank are absent.") Optional<Withheld> withheld,
    @Description("False where sales of the company count for nothing because a rate is missing.")
        boolean complete) {
  static final SalesShareView NOT_ASKED =
      new SalesShareView(Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), true);

  @Name("SalesShareWithheld")
  public enum Withheld {
    @Description("Fewer than five other customers bought: the figure would tell what they did.")
    TOO_FEW_CUSTOMERS,
    @Description("It bought nothing in the period: it has no rank among those who did.")
    NO_PURCHASES,
    @Description("Of none of what it bought a rate is known: nobody knows how much it is.")
    RATE_MISSING,
    @Description("The sales of the company are not above zero: there are no shares of them.")
    SALES_NOT_POSITIVE
  }

  static SalesShareView of(SalesStandings.Standing standing) {
    return new SalesShareView(
        Optional.ofNullable(standing.share()),
        Optional.ofNullable(standing.place()),
        standing.customers(),
        standing.withoutRate(),
        Optional.ofNullable(standing.withheld()).map(Withheld::valueOf),
        standing.complete());
  }
}
