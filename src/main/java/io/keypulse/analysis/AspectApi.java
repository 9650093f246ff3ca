package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.survey.Aspect;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class AspectApi {
  @Inject Counts counts;
  @Inject Promises promises;
  @Inject ToldStrata strata;
  @Inject SharesOfPeople people;
  @Inject Customers customers;

  @Description(
      "With what they are dissatisfied; aspects that nobody marked, or too few where answers are confidential, are left"
          + " out.")
  @Transactional
  public List<List<@NonNull AspectView>> byAspect(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(this::aspects).toList();
  }

  private List<AspectView> aspects(DissatisfactionView of) {
    List<Rated> shown = shown(of.scope(), counts::byAspect, ConfidentialAnswers.By.ASPECT);
    boolean byAccount = tellsAccounts(of.scope(), ConfidentialAnswers.By.ASPECT, shown);
    ToIntFunction<Rated> complaining = byAccount ? Rated::accounts : Rated::dissatisfied;
    List<Rated> rated =
        shown.stream()
            .sorted(
                Comparator.comparingInt(complaining)
                    .reversed()
                    .thenComparing(one -> Aspect.valueOf(one.name())))
            .toList();
    int complaints = rated.stream().mapToInt(complaining).sum();
    int reasons = byAccount ? counts.accountsWithReasons(of.scope()) : 0;
    List<AspectView> aspects = new ArrayList<>();
    int last = -1;
    int sum = 0;
    int place = 0;
    for (Rated one : rated) {
      int here = complaining.applyAsInt(one);
      place = here == last ? place : aspects.size() + 1;
      last = here;
      sum += here;
      Aspect aspect = Aspect.valueOf(one.name());
      Optional<Disclosed> part =
          byAccount ? Optional.of(ofAccounts(one.accounts(), reasons)) : Optional.empty();
      Optional<Disclosed.Share> share = part.flatMap(Disclosed::share);
      aspects.add(
          new AspectView(
              aspect,
              aspect.level,
              place,
              one.answered(),
              people.marked(of.scope(), ConfidentialAnswers.By.ASPECT, one),
              one.dissatisfied(),
              byAccount ? Optional.of(one.accounts()) : Optional.empty(),
              share.map(Disclosed.Share::value),
              share.map(any -> reasons),
              share.map(told -> told.range().lower()),
              share.map(told -> told.range().upper()),
              part.map(Disclosed::wide).orElse(false),
              part.flatMap(Disclosed::withheld),
              complaints < Disclosure.FEWEST_FOR_SHARE
                  ? Optional.empty()
                  : Optional.of((double) sum / complaints),
              of.scope()));
    }
    return aspects;
  }

  /** Of the accounts with any complaint; few with this one are listed instead. */
  private static Disclosed ofAccounts(int accounts, int reasons) {
    if (reasons >= Disclosure.FEWEST_FOR_SHARE && accounts >= Disclosure.FEWEST_TO_COUNT) {
      return Disclosure.ofIndependent(accounts, reasons, WithheldReason.TOO_FEW_ACCOUNTS);
    }
    return new Disclosed.Withheld(
        reasons < Disclosure.FEWEST_FOR_SHARE
            ? new InsufficientData(
                WithheldReason.TOO_FEW_ACCOUNTS, reasons, Disclosure.FEWEST_FOR_SHARE)
            : new InsufficientData(
                WithheldReason.TOO_FEW_ACCOUNTS, accounts, Disclosure.FEWEST_TO_COUNT));
  }

  @Name("complaining")
  @Description(
      "The accounts in which anybody is dissatisfied with it, where they are too few for a share of them and nobody was promised"
          + " confidence.")
  @Transactional
  public List<List<@NonNull AccountView>> complaining(@Source List<AspectView> asked) {
    Map<AspectView, List<AccountView>> found = new HashMap<>();
    asked.stream()
        .filter(AspectView::hasFewAccounts)
        .filter(one -> promises.of(one.scope().waveIds()).isEmpty())
        .collect(groupingBy(AspectView::scope))
        .forEach((scope, few) -> found.putAll(complaining(scope, few)));
    return asked.stream().map(one -> found.getOrDefault(one, List.of())).toList();
  }

  private Map<AspectView, List<AccountView>> complaining(Scope scope, List<AspectView> few) {
    List<Counts.Complaining> rows =
        counts.complaining(scope, few.stream().map(one -> one.aspect().name()).toList());
    List<AccountView> accounts =
        Batch.each(rows, Counts.Complaining::accountId, customers::accounts);
    Map<AspectView, List<AccountView>> found = new HashMap<>();
    for (AspectView one : few) {
      found.put(
          one,
          IntStream.range(0, rows.size())
              .filter(i -> rows.get(i).aspect().equals(one.aspect().name()))
              .mapToObj(accounts::get)
              .toList());
    }
    return found;
  }

  private List<Rated> shown(
      Scope scope, Function<Scope, List<Rated>> count, ConfidentialAnswers.By by) {
    return promises.refuses(scope).isPresent()
        ? List.of()
        : count.apply(scope).stream()
            .filter(one -> promises.refuses(scope, by, one.name()).isEmpty())
            .map(one -> strata.of(scope, by, one))
            .toList();
  }

  private boolean tellsAccounts(Scope scope, ConfidentialAnswers.By by, List<Rated> shown) {
    return promises.tellsAccounts(scope, by, shown.stream().map(Rated::name).toList());
  }

  @Description("In order: PRICE, QUALITY, CULTURE, BRAND.")
  @Transactional
  public List<List<AspectView.@NonNull OfLevel>> byLevel(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(this::levels).toList();
  }

  private List<AspectView.OfLevel> levels(DissatisfactionView of) {
    List<Rated> shown = shown(of.scope(), counts::byLevel, ConfidentialAnswers.By.LEVEL);
    boolean byAccount = tellsAccounts(of.scope(), ConfidentialAnswers.By.LEVEL, shown);
    Map<String, Rated> rated = shown.stream().collect(toMap(Rated::name, one -> one));
    return Arrays.stream(Aspect.Level.values())
        .filter(level -> rated.containsKey(level.name()))
        .map(
            level -> {
              Rated one = Objects.requireNonNull(rated.get(level.name()));
              return new AspectView.OfLevel(
                  level,
                  people.marked(of.scope(), ConfidentialAnswers.By.LEVEL, one),
                  byAccount ? Optional.of(one.accounts()) : Optional.empty());
            })
        .toList();
  }
}
