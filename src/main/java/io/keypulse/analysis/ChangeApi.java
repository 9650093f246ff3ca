package io.keypulse.analysis;

import io.keypulse.stats.ManyTests;
import io.keypulse.stats.PairedChange;
import io.keypulse.stats.Range;
import io.keypulse.stats.TwoProportions;
import io.keypulse.survey.Aspect;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class ChangeApi {
  private static final int FEWEST = 10;
  private static final int FEWEST_TO_SHOW = 30;
  private static final double FALSE_CHANGES = 0.10;

  @Inject Comparisons comparisons;
  @Inject Disclosure disclosure;
  @Inject AnalysisConfig config;
  @Inject WaveLog waves;

  /** What is compared, before it is known how much else is. */
  private record Found(
      ChangeView.Method method,
      int before,
      int beforeOf,
      int now,
      int nowOf,
      double difference,
      Range range,
      double p) {
    ChangeView.Comparison adjusted(double p) {
      boolean shown = Math.min(beforeOf, nowOf) >= FEWEST_TO_SHOW;
      boolean stands = p <= FALSE_CHANGES && difference != 0;
      ChangeView.Direction change =
          difference > 0 ? ChangeView.Direction.UP : ChangeView.Direction.DOWN;
      return new ChangeView.Comparison(
          stands ? change : ChangeView.Direction.CANNOT_TELL,
          method,
          before,
          beforeOf,
          now,
          nowOf,
          shown ? Optional.of(difference) : Optional.empty(),
          shown ? Optional.of(range.lower()) : Optional.empty(),
          shown ? Optional.of(range.upper()) : Optional.empty(),
          p);
    }
  }

  @Description("Against as many waves of the same programs before.")
  @Transactional
  public List<ChangeResult> change(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(one -> change(one.scope())).toList();
  }

  private ChangeResult change(Scope scope) {
    List<Integer> before = comparisons.wavesBefore(scope.waveIds());
    if (before.isEmpty()) {
      return new InsufficientData(WithheldReason.NOTHING_BEFORE, 0, 1);
    }
    Optional<Suppressed> refused =
        disclosure.refuses(scope).or(() -> disclosure.refuses(scope.in(before)));
    if (refused.isPresent()) {
      return refused.get();
    }
    Map<Integer, Boolean> was = dissatisfied(comparisons.accountOpinions(scope.in(before)));
    Map<Integer, Boolean> is = dissatisfied(comparisons.accountOpinions(scope));
    Optional<Found> same = same(was, is);
    Optional<Found> different = different(was, is);
    Map<Aspect, Found> byAspect = byAspect(scope, before);
    if (same.isEmpty() && different.isEmpty() && byAspect.isEmpty()) {
      return new InsufficientData(WithheldReason.TOO_FEW_ACCOUNTS, (int) inBoth(was, is), FEWEST);
    }
    return adjusted(same, different, byAspect, onlyWhoAnswered(was, is), before);
  }

  private ChangeView adjusted(
      Optional<Found> same,
      Optional<Found> different,
      Map<Aspect, Found> byAspect,
      Optional<Double> onlyWhoAnswered,
      List<Integer> before) {
    List<Found> all = new ArrayList<>();
    same.ifPresent(all::add);
    different.ifPresent(all::add);
    all.addAll(byAspect.values());
    List<Double> p = ManyTests.benjaminiHochberg(all.stream().map(Found::p).toList());
    List<ChangeView.Comparison> told = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      told.add(all.get(i).adjusted(p.get(i)));
    }
    int next = 0;
    Optional<ChangeView.Comparison> first =
        same.isPresent() ? Optional.of(told.get(next++)) : Optional.empty();
    Optional<ChangeView.Comparison> second =
        different.isPresent() ? Optional.of(told.get(next++)) : Optional.empty();
    List<ChangeView.OfAspect> aspects = new ArrayList<>();
    for (Aspect aspect : byAspect.keySet()) {
      aspects.add(new ChangeView.OfAspect(aspect, told.get(next++)));
    }
    int standing =
        (int)
            told.stream()
                .filter(one -> one.direction() != ChangeView.Direction.CANNOT_TELL)
                .count();
    return new ChangeView(first, second, aspects, told.size(), standing, onlyWhoAnswered, before);
  }

  /** By account; those without an opinion are in no comparison. */
  private Map<Integer, Boolean> dissatisfied(List<Comparisons.AccountOpinion> opinions) {
    Map<Integer, Boolean> accounts = new HashMap<>();
    opinions.forEach(
        one ->
            accounts.put(
                one.accountId(),
                one.dissatisfied() >= config.unhealthyFrom() * one.withOpinion() - 1e-9));
    return accounts;
  }

  private static long inBoth(Map<Integer, Boolean> was, Map<Integer, Boolean> is) {
    return is.keySet().stream().filter(was::containsKey).count();
  }

  private static Optional<Found> same(Map<Integer, Boolean> was, Map<Integer, Boolean> is) {
    int[] cells = new int[4];
    is.forEach(
        (account, now) -> {
          Boolean before = was.get(account);
          if (before != null) {
            cells[(before ? 0 : 2) + (now ? 0 : 1)]++;
          }
        });
    PairedChange change = new PairedChange(cells[0], cells[1], cells[2], cells[3]);
    return change.pairs() < FEWEST
        ? Optional.empty()
        : Optional.of(
            new Found(
                ChangeView.Method.PAIRED,
                change.both() + change.onlyBefore(),
                change.pairs(),
                change.both() + change.onlyAfter(),
                change.pairs(),
                change.difference().orElseThrow(),
                change.interval(Disclosure.LEVEL).orElseThrow(),
                change.exactP()));
  }

  private static Optional<Found> different(Map<Integer, Boolean> was, Map<Integer, Boolean> is) {
    int[] before = without(was, is);
    int[] now = without(is, was);
    if (Math.min(before[1], now[1]) < FEWEST) {
      return Optional.empty();
    }
    TwoProportions two = TwoProportions.of(now[0], now[1], before[0], before[1]).orElseThrow();
    return Optional.of(
        new Found(
            ChangeView.Method.INDEPENDENT,
            before[0],
            before[1],
            now[0],
            now[1],
            two.difference(),
            two.interval(Disclosure.LEVEL),
            two.p()));
  }

  /** Dissatisfied ones and all of those that the others do not have. */
  private static int[] without(Map<Integer, Boolean> accounts, Map<Integer, Boolean> others) {
    int[] counted = new int[2];
    accounts.forEach(
        (account, dissatisfied) -> {
          if (!others.containsKey(account)) {
            counted[0] += dissatisfied ? 1 : 0;
            counted[1]++;
          }
        });
    return counted;
  }

  private Map<Aspect, Found> byAspect(Scope scope, List<Integer> before) {
    Map<Aspect, Map<Integer, Boolean>> was = aspects(scope.in(before));
    Map<Aspect, Found> found = new TreeMap<>();
    aspects(scope)
        .forEach(
            (aspect, is) ->
                same(was.getOrDefault(aspect, Map.of()), is)
                    .ifPresent(change -> found.put(aspect, change)));
    return found;
  }

  private Map<Aspect, Map<Integer, Boolean>> aspects(Scope scope) {
    Map<Aspect, List<Comparisons.AccountOpinion>> opinions = new HashMap<>();
    comparisons
        .accountOpinionsByAspect(scope)
        .forEach(
            one ->
                opinions
                    .computeIfAbsent(Aspect.valueOf(one.aspect()), any -> new ArrayList<>())
                    .add(
                        new Comparisons.AccountOpinion(
                            one.accountId(), one.dissatisfied(), one.withOpinion())));
    Map<Aspect, Map<Integer, Boolean>> accounts = new HashMap<>();
    opinions.forEach((aspect, said) -> accounts.put(aspect, dissatisfied(said)));
    return accounts;
  }

  private static Optional<Double> onlyWhoAnswered(
      Map<Integer, Boolean> was, Map<Integer, Boolean> is) {
    Optional<Found> same = same(was, is).filter(found -> found.nowOf() >= FEWEST_TO_SHOW);
    return same.map(found -> share(is) - share(was) - found.difference());
  }

  private static double share(Map<Integer, Boolean> accounts) {
    return (double) accounts.values().stream().filter(Boolean::booleanValue).count()
        / accounts.size();
  }

  @Description("What it is compared with, newest first.")
  @Transactional
  public List<List<WaveView>> before(@Source List<ChangeView> asked) {
    List<Integer> ids = asked.stream().flatMap(one -> one.beforeKeys().stream()).toList();
    Map<Integer, WaveView> found = waves.waves(ids);
    return asked.stream()
        .map(
            one ->
                one.beforeKeys().stream().map(id -> Objects.requireNonNull(found.get(id))).toList())
        .toList();
  }
}
