package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.platform.Money;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import io.keypulse.stats.Heard;
import io.keypulse.stats.Outcome;
import io.keypulse.stats.Range;
import io.keypulse.stats.RevenueWeighted;
import io.keypulse.survey.Aspect;
import io.keypulse.trade.TradeConfig;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class MoneyApi {
  private static final int FEWEST = 10;
  private static final int CENTS = 2;

  @Inject Sales sales;
  @Inject Counts counts;
  @Inject Comparisons comparisons;
  @Inject Promises promises;
  @Inject Today today;
  @Inject TradeConfig trade;

  /**
   * Of one account: what its people say, how many stand in the frame, how likely it was to be
   * drawn, and what it bought.
   */
  private record Account(Heard people, int inFrame, double chance, double revenue, double profit) {
    Account plus(Account other) {
      return new Account(people, inFrame, chance, revenue + other.revenue, profit + other.profit);
    }
  }

  @Description(
      "What part of the revenue stands with the dissatisfied; of purchases in the twelve months until today unless said,"
          + " in the company's currency. Intervals are of two stages: accounts that were not heard, and people who were not heard in"
          + " those that were, are part of the doubt. Suppressed where answers are confidential: what each account bought is known, so that"
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
    Map<Integer, Account> accounts = new HashMap<>();
    TreeSet<String> withoutRate = new TreeSet<>();
    for (Sales.Sold row :
        sales.ofThoseWhoAnswered(scope, period, trade.currency(), trade.rateDays())) {
      if (row.withoutRate() != null) {
        withoutRate.add(row.withoutRate());
      }
      accounts.merge(
          row.accountId(),
          new Account(
              row.heard(),
              row.people() + row.noOpinion(),
              chances.of(row.stratum(), row.candidates(), row.withOpinion()),
              row.net().doubleValue(),
              row.profit().doubleValue()),
          Account::plus);
    }
    if (accounts.size() < FEWEST) {
      return new InsufficientData(
          accounts.isEmpty() ? WithheldReason.NO_ANSWERS : WithheldReason.TOO_FEW_ACCOUNTS,
          accounts.size(),
          FEWEST);
    }
    int asked = everyone.stream().mapToInt(Counts.EqualAccounts::accounts).sum();
    Collection<Account> answered = accounts.values();
    return switch (atRisk(answered, Account::revenue, asked)) {
      case Outcome.Undefined<RevenueWeighted.AtRisk> none ->
          new InsufficientData(WithheldReason.NO_REVENUE, 0, 1);
      case Outcome.Known<RevenueWeighted.AtRisk>(RevenueWeighted.AtRisk risk) ->
          told(
              period,
              answered,
              risk,
              List.copyOf(withoutRate),
              new MoneyView.Basis(scope, asked, bought(accounts)));
    };
  }

  private static Outcome<RevenueWeighted.AtRisk> atRisk(
      Collection<Account> accounts, ToDoubleFunction<Account> amount, int asked) {
    return RevenueWeighted.share(
        accounts.stream().mapToDouble(amount).toArray(),
        accounts.stream().map(Account::people).toList(),
        accounts.stream().mapToDouble(Account::chance).toArray(),
        asked);
  }

  private MoneyView told(
      Period period,
      Collection<Account> accounts,
      RevenueWeighted.AtRisk risk,
      List<String> withoutRate,
      MoneyView.Basis basis) {
    double revenue = accounts.stream().mapToDouble(one -> Math.max(0, one.revenue())).sum();
    double profit = accounts.stream().mapToDouble(one -> Math.max(0, one.profit())).sum();
    Optional<RevenueWeighted.AtRisk> profitAtRisk =
        atRisk(accounts, Account::profit, basis.asked()).optional();
    Range range = risk.share().kornGraubard(Disclosure.LEVEL).orElseThrow();
    int with = heard(accounts, Account::revenue);
    return new MoneyView(
        period.from(),
        period.to(),
        money(revenue * risk.share().value()),
        money(revenue),
        profitAtRisk.map(one -> money(profit * one.share().value())),
        profitAtRisk.map(
            one -> shareOfProfit(money(profit), one, heard(accounts, Account::profit))),
        risk.share().value(),
        Disclosure.LEVEL,
        range.lower(),
        range.upper(),
        with,
        risk.effectiveAccounts(),
        isWide(with, risk, range),
        withoutRate,
        basis);
  }

  private static int heard(Collection<Account> accounts, ToDoubleFunction<Account> amount) {
    return (int) accounts.stream().filter(one -> amount.applyAsDouble(one) > 0).count();
  }

  private static MoneyView.ShareOfProfit shareOfProfit(
      Money all, RevenueWeighted.AtRisk risk, int accounts) {
    Range range = risk.share().kornGraubard(Disclosure.LEVEL).orElseThrow();
    return new MoneyView.ShareOfProfit(
        all,
        risk.share().value(),
        range.lower(),
        range.upper(),
        accounts,
        risk.effectiveAccounts(),
        isWide(accounts, risk, range));
  }

  private static boolean isWide(int accounts, RevenueWeighted.AtRisk risk, Range range) {
    return Disclosure.isWide(Math.min(accounts, risk.effectiveAccounts()), range);
  }

  private static Map<Integer, MoneyView.Bought> bought(Map<Integer, Account> accounts) {
    Map<Integer, MoneyView.Bought> bought = new HashMap<>();
    accounts.forEach(
        (id, account) ->
            bought.put(
                id,
                new MoneyView.Bought(
                    Math.max(0, account.revenue()), account.inFrame(), account.chance())));
    return bought;
  }

  @Description(
      "Aspects by the revenue that stands with those who are dissatisfied with them, the most first (Pareto); those of which"
          + " fewer than ten accounts have an opinion are left out.")
  @Transactional
  public List<List<MoneyView.@NonNull OfAspect>> byAspect(@Source List<MoneyView> asked) {
    return asked.stream().map(one -> pareto(aspects(one.basis()))).toList();
  }

  private List<AspectRisk> aspects(MoneyView.Basis of) {
    return comparisons.accountOpinionsByAspect(of.scope()).stream()
        .filter(one -> of.answered().containsKey(one.accountId()))
        .collect(groupingBy(Comparisons.AspectOpinion::aspect))
        .entrySet()
        .stream()
        .filter(one -> one.getValue().size() >= FEWEST)
        .flatMap(one -> AspectRisk.of(Aspect.valueOf(one.getKey()), one.getValue(), of).stream())
        .sorted(
            Comparator.comparingDouble(AspectRisk::atRisk)
                .reversed()
                .thenComparing(AspectRisk::aspect))
        .toList();
  }

  private List<MoneyView.OfAspect> pareto(List<AspectRisk> falling) {
    double all = falling.stream().mapToDouble(AspectRisk::atRisk).sum();
    double sum = 0;
    int place = 0;
    double last = Double.NaN;
    List<MoneyView.OfAspect> aspects = new ArrayList<>();
    for (AspectRisk one : falling) {
      place = one.atRisk() == last ? place : aspects.size() + 1;
      last = one.atRisk();
      sum += one.atRisk();
      Range range = one.risk().share().kornGraubard(Disclosure.LEVEL).orElseThrow();
      aspects.add(
          new MoneyView.OfAspect(
              one.aspect(),
              one.aspect().level,
              place,
              money(one.atRisk()),
              money(one.revenue()),
              one.risk().share().value(),
              range.lower(),
              range.upper(),
              one.accounts(),
              one.risk().effectiveAccounts(),
              isWide(one.accounts(), one.risk(), range),
              all == 0 ? 0 : Math.min(1, sum / all)));
    }
    return aspects;
  }

  private Money money(double amount) {
    return Money.of(
        BigDecimal.valueOf(amount).setScale(CENTS, RoundingMode.HALF_EVEN), trade.currency());
  }
}
