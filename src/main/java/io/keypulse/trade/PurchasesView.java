package io.keypulse.trade;

import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("Purchases")
@Description("What an account bought in a period; lines that were corrected since count no more.")
public record PurchasesView(
    LocalDate from,
    @Description("Last day of the period, or today where that is earlier.") LocalDate to,
    CompanyScope scope,
    @Description("How many companies are counted: 1, or those of the group that this viewer sees.")
        int companies,
    @Description("False where the group has companies that this viewer does not see.")
        boolean complete,
    Conversion conversion,
    @Description("Everything that could be converted, in the currency of the conversion.")
        Part total,
    @Description("What it bought in the period of the same length before.") Previous previous,
    @Description("One for each currency, the largest first, as the documents say it.")
        List<@NonNull Part> parts,
    @Description("What the total lacks because no rate is known, net, in its own currency.")
        List<@NonNull Money> unconverted,
    @Description("The rates that are missing for it.") List<@NonNull MissingRateView> missingRates,
    @Description("Distinct invoices; credit notes are no orders.") int orderCount,
    @Description(
            "Days between one day of order and the next, of the pairs whose later day is in the period; absent where there is none.")
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
    SalesShareView salesShare,
    HabitsView habits) {
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
    private static final PurchaseFigures.Sum NOTHING =
        new PurchaseFigures.Sum(BigDecimal.ZERO, null, null, BigDecimal.ZERO, BigDecimal.ZERO);

    static Part of(PurchaseFigures.@Nullable Sum sum, Function<BigDecimal, Money> money) {
      PurchaseFigures.Sum all = sum == null ? NOTHING : sum;
      Optional<BigDecimal> known = Optional.ofNullable(all.known());
      Optional<BigDecimal> profit = all.profit();
      return new Part(
          money.apply(all.net()),
          profit.map(money),
          profit.flatMap(amount -> share(amount, known.orElseThrow())),
          share(all.covered(), all.turnover()));
    }
  }

  @Name("PreviousPurchases")
  public record Previous(
      LocalDate from,
      @Description("The day before the period begins.") LocalDate to,
      @Description("Everything that could be converted, in the currency of the conversion.")
          Part total,
      @Description("False where something could not be converted because no rate is known.")
          boolean complete) {
    static Previous of(PurchaseFigures.Question asked, PurchaseFigures.@Nullable Former former) {
      return new Previous(
          asked.before(),
          asked.from().minusDays(1),
          Part.of(former == null ? null : former.sum(), asked.conversion()::money),
          former == null || former.complete());
    }
  }

  /** Whose lines were counted for an account. */
  record Counted(CompanyScope scope, int companies, boolean complete) {}

  static PurchasesView of(
      PurchaseFigures.Question asked,
      Counted counted,
      PurchaseFigures.Sums sums,
      SalesShareView share,
      HabitsView habits) {
    Conversion conversion = asked.conversion();
    List<PurchaseFigures.Part> parts = sums.parts() == null ? List.of() : sums.parts();
    List<PurchaseFigures.Category> categories =
        sums.categories() == null ? List.of() : sums.categories();
    Optional<PurchaseFigures.Rhythm> known = Optional.ofNullable(sums.rhythm());
    Optional<Double> usual =
        known.filter(found -> found.gaps() >= FEWEST_GAPS).map(PurchaseFigures.Rhythm::usual);
    return new PurchasesView(
        asked.from(),
        asked.to(),
        counted.scope(),
        counted.companies(),
        counted.complete(),
        conversion,
        Part.of(sums.total(), conversion::money),
        Previous.of(asked, sums.former()),
        parts.stream()
            .map(part -> Part.of(part.sum(), amount -> Money.of(amount, part.currency())))
            .toList(),
        parts.stream().flatMap(PurchasesView::unconverted).toList(),
        parts.stream().flatMap(part -> missing(part, conversion)).toList(),
        known.map(PurchaseFigures.Rhythm::orders).orElse(0),
        known.map(PurchaseFigures.Rhythm::median),
        known.map(PurchaseFigures.Rhythm::last),
        known
            .map(
                found ->
                    usual
                        .map(gap -> judged(found.last(), gap, asked.to()))
                        .orElse(Rhythm.TOO_FEW_ORDERS))
            .orElse(Rhythm.NEVER),
        known.flatMap(found -> usual.map(gap -> found.last().plusDays((long) Math.ceil(gap)))),
        named(categories, PurchaseFigures.Category::now),
        named(categories, category -> category.now() && !category.before()),
        named(categories, category -> category.before() && !category.now()),
        share,
        habits);
  }

  private static Stream<Money> unconverted(PurchaseFigures.Part part) {
    return Stream.ofNullable(part.unconverted()).map(net -> Money.of(net, part.currency()));
  }

  private static Stream<MissingRateView> missing(PurchaseFigures.Part part, Conversion conversion) {
    return part.since() == null || part.until() == null
        ? Stream.empty()
        : Stream.of(
            new MissingRateView(
                part.currency(), conversion.currency(), part.since(), part.until()));
  }

  private static Rhythm judged(LocalDate last, double usualGap, LocalDate asOf) {
    return asOf.isAfter(last.plusDays((long) Math.ceil(LATE * usualGap)))
        ? Rhythm.OVERDUE
        : Rhythm.ON_TIME;
  }

  private static List<String> named(
      List<PurchaseFigures.Category> categories, Predicate<PurchaseFigures.Category> which) {
    return categories.stream().filter(which).map(PurchaseFigures.Category::name).toList();
  }

  private static Optional<Double> share(BigDecimal part, BigDecimal whole) {
    return whole.signum() > 0
        ? Optional.of(part.divide(whole, DIGITS_OF_SHARES, RoundingMode.HALF_EVEN).doubleValue())
        : Optional.empty();
  }
}
