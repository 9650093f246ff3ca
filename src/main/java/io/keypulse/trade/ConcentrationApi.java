package io.keypulse.trade;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.keystatus.KeyRegister;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CompanyScope;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Money;
import io.keypulse.platform.Period;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.keypulse.stats.Concentration;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class ConcentrationApi {
  private static final double TENTH = 0.1;

  @Inject CustomerSales sales;
  @Inject AddedSales added;
  @Inject Customers customers;
  @Inject KeyRegister keyStatus;
  @Inject TradeConfig config;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  /** A customer and what it bought, converted. */
  private record Bought(int accountId, BigDecimal net) {}

  @Query("customerConcentration")
  @Description(
      "Of the accounts that this viewer sees, in the twelve months until today unless said; each company alone unless"
          + " said; converted into the company's currency unless said. INVALID for a period or a currency that is none.")
  @Transactional
  public ConcentrationView customerConcentration(
      @Nullable @org.jspecify.annotations.Nullable Period period,
      @Nullable @org.jspecify.annotations.Nullable CompanyScope scope,
      @Nullable @org.jspecify.annotations.Nullable String currency) {
    Viewer current = viewer.require();
    Period asked = period == null ? Period.yearTo(today.get()) : period.checked("period");
    LocalDate to = asked.to().isAfter(today.get()) ? today.get() : asked.to();
    CompanyScope of = scope == null ? CompanyScope.SELF : scope;
    Conversion conversion = Conversion.into(currency, config);

    CustomerSales.Question question = new CustomerSales.Question(asked.from(), to, conversion);
    List<CustomerSales.Sale> all = sales.of(question, of == CompanyScope.GROUP);
    List<Bought> bought =
        all.stream()
            .flatMap(
                sale -> Stream.ofNullable(sale.net()).map(net -> new Bought(sale.accountId(), net)))
            .toList();
    int withoutRate = all.size() - bought.size();
    List<CustomerSales.Unconverted> lost =
        all.stream().allMatch(CustomerSales.Sale::complete)
            ? List.of()
            : sales.unconverted(question);
    Optional<Concentration> found =
        Concentration.of(bought.stream().mapToDouble(one -> one.net().doubleValue()).toArray());
    return new ConcentrationView(
        asked.from(),
        to,
        of,
        current.access() == Viewer.Access.MEMBER
            ? ConcentrationView.Over.VISIBLE_ACCOUNTS
            : ConcentrationView.Over.ALL_ACCOUNTS,
        conversion,
        bought.size(),
        (int) bought.stream().filter(one -> one.net().signum() <= 0).count(),
        withoutRate,
        conversion.money(net(bought)),
        lost.stream().map(one -> Money.of(one.net(), one.currency())).toList(),
        lost.stream()
            .map(
                one ->
                    new MissingRateView(
                        one.currency(), conversion.currency(), one.since(), one.until()))
            .toList(),
        found.isPresent() ? Optional.empty() : Optional.of(undefined(bought.size(), withoutRate)),
        found.map(one -> ConcentrationView.measures(one, overTenPercent(bought))),
        of == CompanyScope.SELF && Selection.has("keyAccounts")
            ? Optional.of(keyShare(bought, keyStatus.keyOn(to), question))
            : Optional.empty());
  }

  private static ConcentrationView.KeyShare keyShare(
      List<Bought> bought, Set<Integer> key, CustomerSales.Question asked) {
    List<Bought> byKey = bought.stream().filter(one -> key.contains(one.accountId())).toList();
    BigDecimal all = net(bought);
    BigDecimal part = net(byKey);
    return new ConcentrationView.KeyShare(
        byKey.size(),
        asked.conversion().money(part),
        all.signum() > 0 ? Optional.of(part.doubleValue() / all.doubleValue()) : Optional.empty(),
        List.copyOf(key),
        asked);
  }

  @Description("Of all its purchases in the period of which a rate is known.")
  @Transactional
  public List<ConcentrationView.KeyProfit> profit(@Source List<ConcentrationView.KeyShare> asked) {
    return asked.stream().map(this::profit).toList();
  }

  private ConcentrationView.KeyProfit profit(ConcentrationView.KeyShare of) {
    Conversion conversion = of.asked().conversion();
    List<AddedSales.Sold> sold = added.apart(of.keys(), of.asked());
    PurchaseFigures.Sum key =
        AddedSales.Sold.sum(sold.stream().filter(part -> part.head() == 1).toList());
    PurchasesView.Part part = PurchasesView.Part.of(key, conversion::money);
    Optional<BigDecimal> all = AddedSales.Sold.sum(sold).profit();
    return new ConcentrationView.KeyProfit(
        part.grossProfit(),
        part.margin(),
        part.costCoverage(),
        key.profit()
            .filter(_ -> all.isPresent() && all.get().signum() > 0)
            .map(profit -> profit.doubleValue() / all.orElseThrow().doubleValue()));
  }

  private static BigDecimal net(List<Bought> bought) {
    return bought.stream().map(Bought::net).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static ConcentrationView.Undefined undefined(int customers, int withoutRate) {
    if (customers > 0) {
      return ConcentrationView.Undefined.REVENUE_NOT_POSITIVE;
    }
    return withoutRate > 0
        ? ConcentrationView.Undefined.RATE_MISSING
        : ConcentrationView.Undefined.NO_PURCHASES;
  }

  private static List<ConcentrationView.Customer> overTenPercent(List<Bought> bought) {
    double whole = bought.stream().mapToDouble(one -> Math.max(one.net().doubleValue(), 0)).sum();
    return bought.stream()
        .filter(one -> one.net().doubleValue() > TENTH * whole)
        .sorted(Comparator.comparing(Bought::net).reversed().thenComparingInt(Bought::accountId))
        .map(
            one -> new ConcentrationView.Customer(one.accountId(), one.net().doubleValue() / whole))
        .toList();
  }

  @Description(
      "The company, of a group the one at its top; where this viewer does not see that, one of its companies.")
  @Transactional
  public List<AccountView> account(@Source List<ConcentrationView.Customer> asked) {
    return Batch.each(asked, ConcentrationView.Customer::accountKey, customers::accounts);
  }
}
