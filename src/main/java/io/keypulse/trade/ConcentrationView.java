package io.keypulse.trade;

import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.Money;
import io.keypulse.stats.Concentration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("CustomerConcentration")
@Description("How much of the net revenue of a period its largest customers make up.")
public record ConcentrationView(
    LocalDate from,
    @Description("Last day of the period, or today where that is earlier.") LocalDate to,
    @Description("SELF: each company is a customer; GROUP: a company with all it owns is one.")
        CompanyScope scope,
    Over over,
    Conversion conversion,
    @Description("Customers with purchases in the period of which a rate is known.") int customers,
    @Description("Of these, those whose credits are as much or more: they count with nothing.")
        int customersWithoutRevenue,
    @Description(
            "Beside these, those of none of whose purchases a rate is known: they are in no measure.")
        int customersWithoutRate,
    @Description("Net revenue that could be converted, credits of all customers taken off.")
        Money netRevenue,
    @Description("What it lacks because no rate is known, net, in its own currency.")
        List<@NonNull Money> unconverted,
    List<@NonNull MissingRateView> missingRates,
    @Description("Why there are no measures.") Optional<Undefined> undefined,
    @Description("Absent where they are undefined.") Optional<Measures> measures,
    @Description(
            "What those give that are key accounts on the last day; absent for groups, of which some companies may be key and others not.")
        Optional<KeyShare> keyAccounts) {
  private static final double FIFTH = 0.2;
  private static final double FOUR_FIFTHS = 0.8;
  private static final int MOST_POINTS = 100;

  @Name("ConcentrationOver")
  @Description("Whose purchases are counted.")
  public enum Over {
    @Description("The accounts that this viewer sees, as if there were no others.")
    VISIBLE_ACCOUNTS,
    ALL_ACCOUNTS
  }

  @Name("ConcentrationUndefined")
  public enum Undefined {
    NO_PURCHASES,
    @Description("Of none of the purchases a rate is known.")
    RATE_MISSING,
    @Description("No customer has revenue above zero: there are no shares of it.")
    REVENUE_NOT_POSITIVE
  }

  @Name("KeyAccountsShare")
  @Description("How much of the company's sales its key accounts make up.")
  public record KeyShare(
      @Description("Key accounts with purchases in the period of which a rate is known.")
          int customers,
      Money netRevenue,
      @Description("As a fraction of all net revenue; absent where that is not above zero.")
          Optional<Double> share,
      @Ignore List<Integer> keys,
      @Ignore CustomerSales.Question asked) {}

  @Name("KeyAccountsProfit")
  @Description("What the key accounts earn the company.")
  public record KeyProfit(
      @Description("Of the lines whose cost is known; absent where none is.")
          Optional<Money> grossProfit,
      @Description(
              "Gross profit as a fraction of the net revenue of the same lines; absent where that is not positive.")
          Optional<Double> margin,
      @Description(
              "The fraction 0..1 of all amounts of key accounts, credits counted as positive, whose cost is known; absent where all are zero.")
          Optional<Double> costCoverage,
      @Description(
              "As a fraction of the gross profit of all customers; absent where that is not above zero, or theirs is not known.")
          Optional<Double> share) {}

  @Name("ConcentrationMeasures")
  @Description(
      "Shares are fractions 0..1 of what those customers bought whose purchases outweigh their credits; the others are customers with nothing, so that credits of one make no other larger.")
  public record Measures(
      @Description("Of the largest customer.") double top1,
      @Description("Of the five largest together.") double top5,
      @Description("Of the ten largest together.") double top10,
      @Description(
              "Herfindahl-Hirschman index, 0..1: the sum of the squared shares; 1 for a single customer.")
          double herfindahl,
      @Description("Whether the largest fifth of the customers gives at least four fifths.")
          boolean eightyTwentyHolds,
      @Description("What the largest fifth of the customers, rounded up, gives.")
          double shareOfTopFifth,
      @Description("The fewest customers who give four fifths together.")
          int customersGivingFourFifths,
      @Description("These as a fraction of all customers.") double fractionGivingFourFifths,
      @Description("Customers of more than a tenth each, the largest first.")
          List<@NonNull Customer> overTenPercent,
      @Description("The largest customers first, from nobody to all; at most 101 points.")
          List<@NonNull Point> curve) {}

  @Name("ConcentratedCustomer")
  public record Customer(@Ignore int accountKey, double share) {}

  @Name("ConcentrationPoint")
  public record Point(
      @Description("The largest customers up to here, as a fraction of all.") double customers,
      @Description("What they give together.") double revenue) {}

  static Measures measures(Concentration found, List<Customer> overTenPercent) {
    double topFifth = found.shareOfLargest(found.partsIn(FIFTH));
    int giving = found.fewestFor(FOUR_FIFTHS);
    return new Measures(
        found.shareOfLargest(1),
        found.shareOfLargest(5),
        found.shareOfLargest(10),
        found.herfindahl(),
        giving <= found.partsIn(FIFTH),
        topFifth,
        giving,
        (double) giving / found.parts(),
        overTenPercent,
        found.curve(MOST_POINTS).stream()
            .map(point -> new Point((double) point.parts() / found.parts(), point.share()))
            .toList());
  }
}
