package io.keypulse.analysis;

import io.keypulse.platform.Money;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import io.keypulse.trade.TradeConfig;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class MoneyApi {
  @Inject Sales sales;
  @Inject Counts counts;
  @Inject Promises promises;
  @Inject Today today;
  @Inject TradeConfig trade;

  /**
   * Of one that answered: what its people say, how likely it was to be drawn, and what it bought.
   */
  private record Account(Sales.Sold said, double chance, double revenue, double profit) {
    Account plus(Account other) {
      return new Account(said, chance, revenue + other.revenue, profit + other.profit);
    }

    MoneyShare.Account with(double amount) {
      return new MoneyShare.Account(said.heard(), chance, amount);
    }
  }

  @Description(
      "What part of the revenue stands with the dissatisfied; of purchases in the twelve months until today unless said,"
          + " in the company's currency. Intervals are of two stages: accounts that were not heard, and people who were not heard in"
          + " those that were, are part of the doubt. InsufficientData below ten accounts with an opinion and revenue, and from 30 on"
          + " where the interval has more than 30 points. Suppressed where answers are confidential: what each account bought is known, so that"
          + " figures of other periods would tell what it says.")
  @Transactional
  public List<MoneyResult> moneyAtRisk(
      @Source List<DissatisfactionView> asked,
      @Nullable @org.jspecify.annotations.Nullable Period period) {
    Period bought = period == null ? Period.yearTo(today.get()) : period.checked("period");
    return asked.stream().map(one -> money(one.scope(), bought)).toList();
  }

  private MoneyResult money(Scope scope, Period period) {
    Optional<Promise> promise = promises.of(scope.waveIds());
    if (promise.isPresent()) {
      return new Suppressed(promise.get().answers(scope), WithheldReason.DERIVABLE);
    }
    List<Counts.EqualAccounts> everyone = counts.equalAccounts(scope);
    Chances chances = Chances.of(everyone, counts.tallies(scope));
    Map<Integer, Account> answered = new HashMap<>();
    TreeSet<String> withoutRate = new TreeSet<>();
    for (Sales.Sold row :
        sales.ofThoseWhoAnswered(scope, period, trade.currency(), trade.rateDays())) {
      if (row.withoutRate() != null) {
        withoutRate.add(row.withoutRate());
      }
      answered.merge(
          row.accountId(),
          new Account(
              row, row.chance(chances), row.net().doubleValue(), row.profit().doubleValue()),
          Account::plus);
    }
    List<Account> accounts =
        answered.values().stream().filter(one -> one.said().hasOpinion()).toList();
    int population = Math.max(accounts.size(), accounts(everyone, some -> some.people() > 0));
    MoneyShare revenue = share(accounts, Account::revenue, population);
    return switch (revenue.share()) {
      case Disclosed.Withheld(InsufficientData why) -> why;
      case Disclosed.Share share ->
          told(
              period,
              population,
              revenue,
              share,
              share(accounts, Account::profit, population),
              List.copyOf(withoutRate),
              new MoneyView.Basis(
                  scope,
                  Math.max(answered.size(), accounts(everyone, any -> true)),
                  bought(answered)));
    };
  }

  private static int accounts(
      List<Counts.EqualAccounts> equal, Predicate<Counts.EqualAccounts> which) {
    return equal.stream().filter(which).mapToInt(Counts.EqualAccounts::accounts).sum();
  }

  private static MoneyShare share(
      List<Account> accounts, ToDoubleFunction<Account> amount, int population) {
    return MoneyShare.of(
        accounts.stream().map(one -> one.with(amount.applyAsDouble(one))).toList(), population);
  }

  private MoneyView told(
      Period period,
      int population,
      MoneyShare revenue,
      Disclosed.Share share,
      MoneyShare profit,
      List<String> withoutRate,
      MoneyView.Basis basis) {
    Optional<Disclosed.Share> ofProfit = profit.share().share();
    return new MoneyView(
        period.from(),
        period.to(),
        money(revenue.atRisk()),
        money(revenue.all()),
        ofProfit.map(any -> money(profit.atRisk())),
        ofProfit.map(told -> shareOfProfit(profit, told)),
        profit.share().withheld(),
        share.value(),
        Disclosure.LEVEL,
        share.range().lower(),
        share.range().upper(),
        ShareView.Method.CLUSTERED_BY_ACCOUNT,
        revenue.accounts(),
        population,
        revenue.effective(),
        share.wide(),
        withoutRate,
        basis);
  }

  private MoneyView.ShareOfProfit shareOfProfit(MoneyShare profit, Disclosed.Share share) {
    return new MoneyView.ShareOfProfit(
        money(profit.all()),
        share.value(),
        share.range().lower(),
        share.range().upper(),
        profit.accounts(),
        profit.effective(),
        share.wide());
  }

  private static Map<Integer, MoneyView.Bought> bought(Map<Integer, Account> answered) {
    Map<Integer, MoneyView.Bought> bought = new HashMap<>();
    answered.forEach(
        (id, account) ->
            bought.put(
                id,
                new MoneyView.Bought(
                    Math.max(0, account.revenue()),
                    account.said().people() + account.said().noOpinion(),
                    account.chance())));
    return bought;
  }

  private Money money(double amount) {
    return MoneyShare.money(amount, trade.currency());
  }
}
