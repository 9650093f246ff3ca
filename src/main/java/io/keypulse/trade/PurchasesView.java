package io.keypulse.trade;

import io.keypulse.platform.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("Purchases")
@Description(
    "What an account bought in a period, of its own; lines that were corrected since count no more.")
public record PurchasesView(
    LocalDate from,
    @Description("Last day of the period, or today where that is earlier.") LocalDate to,
    @Description("Distinct invoices; credit notes are no orders.") int orderCount,
    @Description("Days between one day of order and the next; absent below two such days.")
        Optional<Double> medianDaysBetweenOrders,
    @Description("The last order until the end of the period, however long ago.")
        Optional<LocalDate> lastPurchase,
    Rhythm rhythm,
    @Description("The day by which its usual rhythm lets expect the next order.")
        Optional<LocalDate> nextExpected,
    @Description("Categories ordered in the period, by name.") List<@NonNull String> categories,
    @Description("Of these, those not ordered in the period of the same length before.")
        List<@NonNull String> newCategories,
    @Description("Those ordered in the period before and not in this one.")
        List<@NonNull String> droppedCategories,
    @Description(
            "One for each currency, the largest first; amounts of different currencies are never added.")
        List<@NonNull Part> parts) {
  private static final int FEWEST_GAPS = 3;
  private static final double LATE = 1.5;
  private static final int DIGITS_OF_SHARES = 6;

  @Name("PurchaseRhythm")
  @Description(
      "How the time since the last order compares with the usual time between orders of the two years before it.")
  public enum Rhythm {
    NEVER,
    @Description("At most one and a half of the usual days ago.")
    ON_TIME,
    OVERDUE,
    @Description("Fewer than four days of order: nothing is usual yet.")
    TOO_FEW_ORDERS
  }

  @Name("PurchasePart")
  @Description("Net of credit notes, in one currency.")
  public record Part(
      Money netRevenue,
      @Description("Of the lines whose cost is known; absent where none is.")
          Optional<Money> grossProfit,
      @Description(
              "Gross profit as a fraction of the net revenue of the same lines; absent where that is not positive.")
          Optional<Double> margin,
      @Description(
              "The fraction 0..1 of all amounts, credits counted as positive, whose cost is known; absent where all are zero.")
          Optional<Double> costCoverage) {
    static Part of(Purchases.Part part) {
      Optional<BigDecimal> known = Optional.ofNullable(part.netOfKnownCost());
      Optional<BigDecimal> profit =
          known.map(net -> net.subtract(part.cost() == null ? BigDecimal.ZERO : part.cost()));
      return new Part(
          Money.of(part.net(), part.currency()),
          profit.map(amount -> Money.of(amount, part.currency())),
          profit.flatMap(amount -> share(amount, known.orElseThrow())),
          share(part.turnoverOfKnownCost(), part.turnover()));
    }
  }

  static PurchasesView of(
      LocalDate from,
      LocalDate to,
      Purchases.@Nullable Rhythm rhythm,
      List<Purchases.Category> categories,
      List<Purchases.Part> parts) {
    Optional<Purchases.Rhythm> known = Optional.ofNullable(rhythm);
    Optional<Double> usual =
        known.filter(ordered -> ordered.gaps() >= FEWEST_GAPS).map(Purchases.Rhythm::usualGap);
    return new PurchasesView(
        from,
        to,
        known.map(Purchases.Rhythm::orders).orElse(0),
        known.map(Purchases.Rhythm::medianGap),
        known.map(Purchases.Rhythm::last),
        known
            .map(
                ordered ->
                    usual.map(gap -> judged(ordered.last(), gap, to)).orElse(Rhythm.TOO_FEW_ORDERS))
            .orElse(Rhythm.NEVER),
        known.flatMap(ordered -> usual.map(gap -> ordered.last().plusDays((long) Math.ceil(gap)))),
        named(categories, Purchases.Category::now),
        named(categories, category -> category.now() && !category.before()),
        named(categories, category -> category.before() && !category.now()),
        parts.stream().map(Part::of).toList());
  }

  private static Rhythm judged(LocalDate last, double usualGap, LocalDate asOf) {
    return asOf.isAfter(last.plusDays((long) Math.ceil(LATE * usualGap)))
        ? Rhythm.OVERDUE
        : Rhythm.ON_TIME;
  }

  private static List<String> named(
      List<Purchases.Category> categories, Predicate<Purchases.Category> which) {
    return categories.stream().filter(which).map(Purchases.Category::category).toList();
  }

  private static Optional<Double> share(BigDecimal part, BigDecimal whole) {
    return whole.signum() > 0
        ? Optional.of(part.divide(whole, DIGITS_OF_SHARES, RoundingMode.HALF_EVEN).doubleValue())
        : Optional.empty();
  }
}
