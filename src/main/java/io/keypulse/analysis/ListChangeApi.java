package io.keypulse.analysis;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.Page;
import io.keypulse.stats.ListChange;
import io.keypulse.stats.Range;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class ListChangeApi {
  @Inject Comparisons comparisons;
  @Inject AccountsTwice twice;
  @Inject Promises promises;
  @Inject Customers customers;
  @Inject WaveLog waves;

  @Description(
      "What has become of these very accounts since as many waves of the same programs before: facts where everybody was heard, of"
          + " however few accounts. change tells whether it is more than chance.")
  @Transactional
  public List<ListChangeResult> changeInList(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(one -> of(one.scope())).toList();
  }

  ListChangeResult of(Scope scope) {
    List<Integer> before = comparisons.wavesBefore(scope.waveIds());
    if (before.isEmpty()) {
      return new InsufficientData(WithheldReason.NOTHING_BEFORE, 0, 1);
    }
    return refused(scope)
        .or(() -> refused(scope.in(before)))
        .map(ListChangeResult.class::cast)
        .orElseGet(() -> told(scope, before));
  }

  /** Who answered both times has no part in what is told of confidential waves. */
  private Optional<Suppressed> refused(Scope scope) {
    return promises.refuses(scope).or(() -> promises.refusesPartsOfAnswers(scope));
  }

  private ListChangeResult told(Scope scope, List<Integer> before) {
    comparisons.giveMemory(scope);
    List<AccountsTwice.Alike> all = twice.alike(scope, before);
    List<AccountsTwice.Alike> heard =
        all.stream().filter(AccountsTwice.Alike::isHeardTwice).toList();
    int of = accounts(heard, any -> true);
    if (of == 0) {
      return new InsufficientData(WithheldReason.TOO_FEW_ACCOUNTS, 0, 1);
    }
    int list = accounts(all, AccountsTwice.Alike::isOnBothLists);
    int fully = accounts(heard, AccountsTwice.Alike::isHeardFully);
    Optional<ListChange> change =
        ListChange.of(
                heard.stream().map(AccountsTwice.Alike::told).toList(), list, Disclosure.LEVEL)
            .optional();
    Optional<ListChange> shown = change.filter(any -> of >= Disclosure.FEWEST_TO_COMPARE);
    return new ListChangeView(
        fully == list ? ListChangeView.Basis.CENSUS : ListChangeView.Basis.PART,
        list,
        accounts(all, some -> some.people2() == 0),
        accounts(all, some -> some.people1() == 0),
        of,
        fully,
        accounts(heard, some -> some.x1() > 0),
        accounts(heard, some -> some.x2() > 0),
        accounts(heard, some -> some.worse() > 0),
        accounts(heard, some -> some.worse() < 0),
        accounts(heard, some -> some.worse() == 0),
        change.map(ListChangeApi::direction).orElse(ChangeView.Direction.CANNOT_TELL),
        shown.map(ListChange::difference),
        shown.map(ListChange::interval).map(Range::lower),
        shown.map(ListChange::interval).map(Range::upper),
        shown.map(ListChange::possible).map(Range::lower),
        shown.map(ListChange::possible).map(Range::upper),
        scope,
        before);
  }

  private static ChangeView.Direction direction(ListChange change) {
    boolean certain = change.possible().lower() > 0 || change.possible().upper() < 0;
    return Compared.direction(certain, change.possible().lower());
  }

  private static int accounts(List<AccountsTwice.Alike> of, Predicate<AccountsTwice.Alike> which) {
    return of.stream().filter(which).mapToInt(AccountsTwice.Alike::accounts).sum();
  }

  @Description("Those that got worse, the most first. first: 1 to 100, 25 unless said.")
  @Transactional
  public List<List<@NonNull AccountView>> gotWorse(
      @Source List<ListChangeView> asked,
      @Nullable @org.jspecify.annotations.Nullable Integer first) {
    return moved(asked, true, Page.of("gotWorse", first, null).size());
  }

  @Description("Those that got better, the most first. first: 1 to 100, 25 unless said.")
  @Transactional
  public List<List<@NonNull AccountView>> gotBetter(
      @Source List<ListChangeView> asked,
      @Nullable @org.jspecify.annotations.Nullable Integer first) {
    return moved(asked, false, Page.of("gotBetter", first, null).size());
  }

  private List<List<AccountView>> moved(List<ListChangeView> asked, boolean worse, int most) {
    return asked.stream()
        .map(
            one ->
                Batch.each(
                    twice.moved(one.scope(), one.beforeKeys(), worse, most),
                    id -> id,
                    customers::accounts))
        .toList();
  }

  @Name("before")
  @Description("What it is compared with, newest first.")
  @Transactional
  public List<List<@NonNull WaveView>> beforeList(@Source List<ListChangeView> asked) {
    return asked.stream().map(one -> Batch.each(one.beforeKeys(), id -> id, waves::waves)).toList();
  }
}
