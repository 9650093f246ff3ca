package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.platform.Money;
import io.keypulse.trade.TradeConfig;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class AspectMoneyApi {
  @Inject Comparisons comparisons;
  @Inject TradeConfig trade;

  @Description(
      "Aspects by the revenue that stands with those who are dissatisfied with them, the most first (Pareto), of accounts in"
          + " which anybody has an opinion of the aspect, whether or not of all; without those that withheldAspects tells.")
  @Transactional
  public List<List<MoneyView.@NonNull OfAspect>> byAspect(@Source List<MoneyView> asked) {
    return asked.stream().map(one -> pareto(one.basis())).toList();
  }

  @Description(
      "Aspects that somebody has an opinion of and byAspect leaves out, in their order, and why: it takes ten accounts with an"
          + " opinion of it and revenue, and of 30 or more an interval of at most 30 points.")
  @Transactional
  public List<List<MoneyView.@NonNull WithheldAspect>> withheldAspects(
      @Source List<MoneyView> asked) {
    return asked.stream()
        .map(
            one ->
                aspects(one.basis())
                    .sorted(Comparator.comparing(AspectRisk::aspect))
                    .flatMap(AspectMoneyApi::withheld)
                    .toList())
        .toList();
  }

  private static Stream<MoneyView.WithheldAspect> withheld(AspectRisk of) {
    return of.money().share().withheld().stream()
        .map(why -> new MoneyView.WithheldAspect(of.aspect(), why));
  }

  private Stream<AspectRisk> aspects(MoneyView.Basis of) {
    return comparisons.accountOpinionsByAspect(of.scope()).stream()
        .filter(one -> of.answered().containsKey(one.accountId()))
        .collect(groupingBy(Comparisons.AspectOpinion::aspect))
        .entrySet()
        .stream()
        .map(one -> AspectRisk.of(one.getKey(), one.getValue(), of));
  }

  private List<MoneyView.OfAspect> pareto(MoneyView.Basis of) {
    List<AspectRisk> falling =
        aspects(of)
            .filter(one -> one.money().share().share().isPresent())
            .sorted(
                Comparator.comparingDouble((AspectRisk one) -> one.money().atRisk())
                    .reversed()
                    .thenComparing(AspectRisk::aspect))
            .toList();
    double all = falling.stream().mapToDouble(one -> one.money().atRisk()).sum();
    double sum = 0;
    int place = 0;
    double last = Double.NaN;
    List<MoneyView.OfAspect> aspects = new ArrayList<>();
    for (AspectRisk one : falling) {
      double atRisk = one.money().atRisk();
      place = atRisk == last ? place : aspects.size() + 1;
      last = atRisk;
      sum += atRisk;
      aspects.add(told(one, of.asked(), place, all == 0 ? 0 : Math.min(1, sum / all)));
    }
    return aspects;
  }

  private MoneyView.OfAspect told(
      AspectRisk of, int population, int place, double cumulativeShare) {
    Disclosed.Share share = of.money().share().share().orElseThrow();
    return new MoneyView.OfAspect(
        of.aspect(),
        of.aspect().level,
        place,
        money(of.money().atRisk()),
        money(of.money().all()),
        share.value(),
        share.range().lower(),
        share.range().upper(),
        of.money().accounts(),
        population,
        of.money().effective(),
        share.wide(),
        cumulativeShare);
  }

  private Money money(double amount) {
    return MoneyShare.money(amount, trade.currency());
  }
}
