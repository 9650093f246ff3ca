package io.keypulse.analysis;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.Page;
import io.keypulse.stats.Shrinkage;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class RankingApi {
  @Inject Counts counts;
  @Inject Promises promises;
  @Inject ToldAccounts toldAccounts;
  @Inject Customers customers;
  @Inject AnalysisConfig config;

  @Description(
      "Which accounts are dissatisfied, the worst first. first: 1 to 100, 25 unless said; order: SHRUNKEN unless said.")
  @Transactional
  public List<RankingResult> ranking(
      @Source List<DissatisfactionView> asked,
      @Nullable @org.jspecify.annotations.Nullable Integer first,
      @Nullable RankingView.@org.jspecify.annotations.Nullable Order order) {
    int most = Page.of("ranking", first, null).size();
    RankingView.Order by = order == null ? RankingView.Order.SHRUNKEN : order;
    return asked.stream().map(one -> ranked(one.scope(), most, by)).toList();
  }

  /** Of every account; for files. */
  RankingResult whole(DissatisfactionView of) {
    return ranked(of.scope(), Integer.MAX_VALUE, RankingView.Order.SHRUNKEN);
  }

  /**
   * Each account is read in the light of all that the viewer sees: both have to be allowed. Those
   * of which nothing is shown by itself are no part of that light, for it would tell what they say.
   */
  private RankingResult ranked(Scope scope, int most, RankingView.Order order) {
    Optional<Suppressed> refused =
        promises.refuses(scope).or(() -> promises.refuses(scope.everyone()));
    if (refused.isPresent()) {
      return refused.get();
    }
    Scope all = scope.everyone();
    List<ToldAccounts.Alike> everyone = toldAccounts.of(all, promises.hiddenAccounts(all));
    return Shrinkage.byChance(units(all, everyone), Disclosure.LEVEL)
        .map(shrinkage -> ranked(scope, most, order, shrinkage, everyone))
        .optional()
        .orElseGet(() -> nobodyTold(scope));
  }

  /** Of confidential answers all alike: how many were heard where is not told of each stratum. */
  private List<Shrinkage.Alike> units(Scope all, List<ToldAccounts.Alike> everyone) {
    if (promises.of(all.waveIds()).isPresent()) {
      return everyone.stream()
          .map(some -> new Shrinkage.Alike(count(some), some.accounts(), 1))
          .toList();
    }
    List<Counts.EqualAccounts> equal = counts.equalAccounts(all);
    Chances heard = Chances.ofHeard(equal, counts.tallies(all));
    return equal.stream()
        .filter(some -> some.withOpinion() > 0)
        .map(
            some ->
                new Shrinkage.Alike(
                    new Shrinkage.Count(some.dissatisfied(), some.withOpinion()),
                    some.accounts(),
                    heard.of(some)))
        .toList();
  }

  private RankingResult nobodyTold(Scope scope) {
    return promises
        .refusesCountOfAccounts(scope)
        .map(RankingResult.class::cast)
        .orElseGet(() -> Disclosure.tooFew(0, 1));
  }

  private RankingResult ranked(
      Scope scope,
      int most,
      RankingView.Order order,
      Shrinkage shrinkage,
      List<ToldAccounts.Alike> everyone) {
    Map<Shrinkage.Count, Double> scores = new HashMap<>();
    for (ToldAccounts.Alike some : everyone) {
      if (some.isHeard()) {
        scores.put(
            count(some),
            order == RankingView.Order.RAW
                ? (double) some.dissatisfied() / some.withOpinion()
                : shrinkage.of(count(some)).worseThanAll());
      }
    }
    List<Shrinkage.Count> distinct = List.copyOf(scores.keySet());
    Set<Integer> hidden = promises.hiddenAccounts(scope);
    List<ToldAccounts.Alike> told = toldAccounts.of(scope, hidden);
    List<Counts.AccountCount> rows =
        counts.highest(
            scope,
            distinct.stream().map(Shrinkage.Count::dissatisfied).toList(),
            distinct.stream().map(Shrinkage.Count::answers).toList(),
            Batch.each(distinct, count -> count, scores),
            hidden,
            most);
    Map<Shrinkage.Count, Shrinkage.Judged> judgements = new HashMap<>();
    List<RankingView.Ranked> accounts = new ArrayList<>();
    double last = Double.NaN;
    int place = 0;
    for (Counts.AccountCount row : rows) {
      Shrinkage.Count own = new Shrinkage.Count(row.dissatisfied(), row.withOpinion());
      Shrinkage.Judged judged = judgements.computeIfAbsent(own, shrinkage::of);
      double score = scores.getOrDefault(own, 0.0);
      place = score == last ? place : accounts.size() + 1;
      last = score;
      accounts.add(
          new RankingView.Ranked(
              place,
              row.dissatisfied(),
              row.withOpinion(),
              row.population(),
              judged.share(),
              judged.range().lower(),
              judged.range().upper(),
              judged.ownWeight(),
              judged.worseThanAll(),
              row.accountId()));
    }
    return new RankingView(
        order,
        shrinkage.mean(),
        shrinkage.medianPriorWeight(),
        accounts,
        sum(told.stream().filter(ToldAccounts.Alike::isHeard)),
        sum(told.stream().filter(some -> !some.isHeard())),
        hidden.size(),
        told);
  }

  private static int sum(Stream<ToldAccounts.Alike> some) {
    return some.mapToInt(ToldAccounts.Alike::accounts).sum();
  }

  private static Shrinkage.Count count(ToldAccounts.Alike some) {
    return new Shrinkage.Count(some.dissatisfied(), some.withOpinion());
  }

  @Description(
      "How many accounts of the scope have each verdict, whatever first is; of those without answers it cannot be told, and"
          + " those that are withheld have none.")
  @Transactional
  public List<List<@NonNull VerdictCount>> verdicts(@Source List<RankingView> asked) {
    return asked.stream().map(one -> VerdictCount.of(one.told(), config.unhealthyFrom())).toList();
  }

  @Transactional
  public List<AccountView> account(@Source List<RankingView.Ranked> asked) {
    return Batch.each(asked, RankingView.Ranked::accountKey, customers::accounts);
  }
}
