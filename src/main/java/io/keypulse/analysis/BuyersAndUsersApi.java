package io.keypulse.analysis;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.stats.Agreement;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class BuyersAndUsersApi {
  private static final int FEWEST = 6;

  @Inject OpinionsByRole opinions;
  @Inject Promises promises;
  @Inject Customers customers;

  @Description(
      "Whether users say the same as buyers of the same account, by the roles they have today: tested from six accounts with both on."
          + " Suppressed where a wave was confidential.")
  @Transactional
  public List<BuyersAndUsersResult> buyersAndUsers(@Source List<DissatisfactionView> asked) {
    int times = Selection.objects();
    return asked.stream().map(one -> of(one.scope(), times)).toList();
  }

  BuyersAndUsersResult of(Scope scope, int times) {
    return promises
        .refuses(scope)
        .or(() -> promises.refusesPartsOfAnswers(scope))
        .map(BuyersAndUsersResult.class::cast)
        .orElseGet(() -> told(scope, times));
  }

  private BuyersAndUsersResult told(Scope scope, int times) {
    List<OpinionsByRole.Alike> gaps = opinions.gaps(scope);
    int accounts = gaps.stream().mapToInt(OpinionsByRole.Alike::accounts).sum();
    if (accounts == 0) {
      return new InsufficientData(WithheldReason.TOO_FEW_ACCOUNTS, 0, 1);
    }
    Optional<Agreement.Gap> gap =
        accounts < FEWEST
            ? Optional.empty()
            : Agreement.gap(new double[accounts], each(gaps)).optional();
    Optional<Double> p = gap.map(found -> Math.min(1, found.signedRankP() * times));
    return new BuyersAndUsersView(
        accounts,
        gaps.stream().filter(some -> some.gap() < 0).mapToInt(OpinionsByRole.Alike::accounts).sum(),
        gaps.stream().filter(some -> some.gap() > 0).mapToInt(OpinionsByRole.Alike::accounts).sum(),
        direction(p, gap.map(Agreement.Gap::meanGap).orElse(0.0)),
        gap.map(Agreement.Gap::meanGap),
        gap.map(found -> Math.min(1, found.signP() * times)),
        p,
        scope);
  }

  private static double[] each(List<OpinionsByRole.Alike> gaps) {
    return gaps.stream()
        .flatMapToDouble(some -> DoubleStream.generate(some::gap).limit(some.accounts()))
        .toArray();
  }

  private static BuyersAndUsersView.Direction direction(Optional<Double> p, double gap) {
    if (p.filter(one -> one <= Compared.FALSE_CHANGES).isEmpty() || gap == 0) {
      return BuyersAndUsersView.Direction.CANNOT_TELL;
    }
    return gap < 0
        ? BuyersAndUsersView.Direction.USERS_WORSE
        : BuyersAndUsersView.Direction.BUYERS_WORSE;
  }

  @Description(
      "The accounts with both, the largest gaps first, whichever side is worse. first: 1 to 100, 25 unless said.")
  @Transactional
  public List<List<BuyersAndUsersView.@NonNull Pair>> pairs(
      @Source List<BuyersAndUsersView> asked,
      @Nullable @org.jspecify.annotations.Nullable Integer first) {
    int most = Page.of("pairs", first, null).size();
    return asked.stream().map(one -> opinions.pairs(one.scope(), most)).toList();
  }

  @Transactional
  public List<AccountView> account(@Source List<BuyersAndUsersView.Pair> asked) {
    return Batch.each(asked, BuyersAndUsersView.Pair::accountKey, customers::accounts);
  }
}
