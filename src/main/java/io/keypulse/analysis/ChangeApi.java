package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.platform.Selection;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class ChangeApi {
  private static final int FEWEST = 10;
  private static final int FEWEST_TO_SHOW = 30;
  private static final double FALSE_CHANGES = 0.10;

  /** As it stands in a request. */
  private static final String FIELD = "change";

  @Inject Comparisons comparisons;
  @Inject Promises promises;
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
        promises.refusesChange(scope, before, ConfidentialAnswers.By.ANSWER, "");
    if (refused.isPresent()) {
      return refused.get();
    }
    List<Comparisons.Moved> moved = comparisons.moved(scope, before, config.unhealthyFrom());
    Optional<Found> same = same(moved);
    Optional<Found> different = different(moved);
    Map<Aspect, Found> byAspect = byAspect(scope, before);
    if (same.isEmpty() && different.isEmpty() && byAspect.isEmpty()) {
      return new InsufficientData(WithheldReason.TOO_FEW_ACCOUNTS, pairs(moved).pairs(), FEWEST);
    }
    return adjusted(same, different, byAspect, onlyWhoAnswered(moved), before);
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
    int changes = Selection.times(FIELD);
    List<ChangeView.Comparison> told = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      told.add(all.get(i).adjusted(Math.min(1, p.get(i) * changes)));
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

  private static PairedChange pairs(List<Comparisons.Moved> moved) {
    return new PairedChange(
        accounts(moved, true, true),
        accounts(moved, true, false),
        accounts(moved, false, true),
        accounts(moved, false, false));
  }

  private static int accounts(
      List<Comparisons.Moved> moved, @Nullable Boolean was, @Nullable Boolean is) {
    return moved.stream()
        .filter(some -> Objects.equals(some.was(), was) && Objects.equals(some.is(), is))
        .mapToInt(Comparisons.Moved::accounts)
        .sum();
  }

  private static Optional<Found> same(List<Comparisons.Moved> moved) {
    PairedChange change = pairs(moved);
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

  private static Optional<Found> different(List<Comparisons.Moved> moved) {
    int before = accounts(moved, true, null);
    int beforeOf = before + accounts(moved, false, null);
    int now = accounts(moved, null, true);
    int nowOf = now + accounts(moved, null, false);
    if (Math.min(beforeOf, nowOf) < FEWEST) {
      return Optional.empty();
    }
    TwoProportions two = TwoProportions.of(now, nowOf, before, beforeOf).orElseThrow();
    return Optional.of(
        new Found(
            ChangeView.Method.INDEPENDENT,
            before,
            beforeOf,
            now,
            nowOf,
            two.difference(),
            two.interval(Disclosure.LEVEL),
            two.p()));
  }

  private Map<Aspect, Found> byAspect(Scope scope, List<Integer> before) {
    Map<Aspect, Found> found = new TreeMap<>();
    comparisons.movedByAspect(scope, before, config.unhealthyFrom()).stream()
        .collect(groupingBy(Comparisons.Moved::aspect))
        .forEach(
            (aspect, moved) ->
                same(moved)
                    .filter(
                        any ->
                            promises
                                .refusesChange(scope, before, ConfidentialAnswers.By.ASPECT, aspect)
                                .isEmpty())
                    .ifPresent(change -> found.put(Aspect.valueOf(aspect), change)));
    return found;
  }

  private static Optional<Double> onlyWhoAnswered(List<Comparisons.Moved> moved) {
    Optional<Found> same = same(moved).filter(found -> found.nowOf() >= FEWEST_TO_SHOW);
    return same.map(
        found ->
            share(moved, Comparisons.Moved::is)
                - share(moved, Comparisons.Moved::was)
                - found.difference());
  }

  private static double share(
      List<Comparisons.Moved> moved, Function<Comparisons.Moved, @Nullable Boolean> at) {
    double dissatisfied = 0;
    double all = 0;
    for (Comparisons.Moved some : moved) {
      Boolean answer = at.apply(some);
      dissatisfied += Boolean.TRUE.equals(answer) ? some.accounts() : 0;
      all += answer == null ? 0 : some.accounts();
    }
    return dissatisfied / all;
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
