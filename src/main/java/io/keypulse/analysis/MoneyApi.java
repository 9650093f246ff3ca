package io.keypulse.analysis;

import io.keypulse.platform.Money;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import io.keypulse.stats.Outcome;
import io.keypulse.stats.Range;
import io.keypulse.stats.RevenueWeighted;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class MoneyApi {
  private static final int FEWEST = 10;
  private static final int CENTS = 2;

  @Inject Sales sales;
  @Inject Counts counts;
  @Inject Disclosure disclosure;
  @Inject Today today;

  @Inject
  @ConfigProperty(name = "keypulse.trade.currency")
  String currency;

  @Inject
  @ConfigProperty(name = "keypulse.trade.rate-days")
  int rateDays;

  /** Of one account: how many of its people are dissatisfied, and what it bought. */
  private record Account(double dissatisfied, double revenue, double profit) {}

  @Description(
      "What part of the revenue stands with the dissatisfied; of purchases in the twelve months until today unless said,"
          + " in the company's currency.")
  @Transactional
  public List<MoneyResult> moneyAtRisk(
      @Source List<DissatisfactionView> asked,
      @Nullable @org.jspecify.annotations.Nullable Period period) {
    Period bought = period == null ? Period.yearTo(today.get()) : period.checked("period");
    return asked.stream().map(one -> money(one.scope(), bought)).toList();
  }

  private MoneyResult money(Scope scope, Period period) {
    Optional<Suppressed> refused = disclosure.refuses(scope);
    if (refused.isPresent()) {
      return refused.get();
    }
    Map<Integer, Account> accounts = new HashMap<>();
    TreeSet<String> withoutRate = new TreeSet<>();
    for (Sales.Sold row : sales.ofThoseWhoAnswered(scope, period, currency, rateDays)) {
      if (row.withoutRate() != null) {
        withoutRate.add(row.withoutRate());
      }
      accounts.merge(
          row.accountId(),
          new Account(
              (double) row.dissatisfied() / row.withOpinion(),
              row.net().doubleValue(),
              row.profit().doubleValue()),
          (one, other) ->
              new Account(
                  one.dissatisfied(),
                  one.revenue() + other.revenue(),
                  one.profit() + other.profit()));
    }
    if (accounts.size() < FEWEST) {
      return new InsufficientData(
          accounts.isEmpty() ? WithheldReason.NO_ANSWERS : WithheldReason.TOO_FEW_ACCOUNTS,
          accounts.size(),
          FEWEST);
    }
    int asked = counts.equalAccounts(scope).stream().mapToInt(Counts.EqualAccounts::accounts).sum();
    Collection<Account> answered = accounts.values();
    return switch (RevenueWeighted.share(
        answered.stream().mapToDouble(Account::revenue).toArray(),
        answered.stream().mapToDouble(Account::dissatisfied).toArray(),
        asked)) {
      case Outcome.Undefined<RevenueWeighted.AtRisk> none ->
          new InsufficientData(WithheldReason.NO_REVENUE, 0, 1);
      case Outcome.Known<RevenueWeighted.AtRisk>(RevenueWeighted.AtRisk risk) ->
          told(period, answered, risk, List.copyOf(withoutRate));
    };
  }

  private MoneyView told(
      Period period,
      Collection<Account> accounts,
      RevenueWeighted.AtRisk risk,
      List<String> withoutRate) {
    double revenue = accounts.stream().mapToDouble(one -> Math.max(0, one.revenue())).sum();
    double profit = accounts.stream().mapToDouble(one -> one.profit() * one.dissatisfied()).sum();
    boolean known = accounts.stream().anyMatch(one -> one.profit() != 0);
    Range range = risk.share().kornGraubard(Disclosure.LEVEL).orElseThrow();
    int with = (int) accounts.stream().filter(one -> one.revenue() > 0).count();
    return new MoneyView(
        period.from(),
        period.to(),
        money(revenue * risk.share().value()),
        money(revenue),
        known ? Optional.of(money(profit)) : Optional.empty(),
        risk.share().value(),
        Disclosure.LEVEL,
        range.lower(),
        range.upper(),
        with,
        risk.effectiveAccounts(),
        Math.min(with, risk.effectiveAccounts()) < Disclosure.FEWEST_TO_COMPARE,
        withoutRate);
  }

  private Money money(double amount) {
    return Money.of(BigDecimal.valueOf(amount).setScale(CENTS, RoundingMode.HALF_EVEN), currency);
  }
}
