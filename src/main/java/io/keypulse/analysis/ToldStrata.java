package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.keypulse.analysis.ConfidentialAnswers.By;
import io.keypulse.platform.Once;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The strata of a draw as far as they may be told apart. Beside the count of all, a share that is
 * weighted by strata tells what each of them says: so strata of confidential answers are joined
 * until no cluster is cut, and each has as many answers as were promised.
 */
@ApplicationScoped
class ToldStrata {
  @Inject Promises promises;
  @Inject AnswersInStrata answers;

  private record Place(int waveId, int accountId) {}

  List<Tally> of(Scope scope, List<Tally> strata) {
    return joined(scope, strata, () -> promises.of(scope.waveIds()).stream().toList());
  }

  /** Of a part of a scope. */
  List<Tally> ofPart(Scope whole, PartOfScope part) {
    List<Tally> strata = part.strata();
    Optional<Promise> promise = promises.of(whole.waveIds());
    return strata.size() < 2 || promise.isEmpty()
        ? strata
        : joined(strata, List.of(promise.get()), answersOf(whole, promise.get(), part));
  }

  private List<AnswersInStrata.Row> answersOf(Scope whole, Promise promise, PartOfScope part) {
    Set<Integer> accounts = promise.accounts(part.scope());
    return Once.of(new Standing(whole), () -> answers.of(whole)).stream()
        .filter(row -> accounts.contains(row.accountId()))
        .toList();
  }

  private record Standing(Scope scope) {}

  /** Of those who marked an aspect, or a level of competition. */
  Rated of(Scope scope, By by, Rated rated) {
    return rated.in(joined(scope, rated.strata(), () -> promises.of(scope, by, rated.name())));
  }

  /** Of those whose answers are not worth a look. */
  List<Tally> withoutCheck(Scope scope, List<Tally> strata) {
    return joined(scope, strata, () -> promises.withoutCheck(scope));
  }

  private List<Tally> joined(Scope scope, List<Tally> strata, Supplier<List<Promise>> promised) {
    if (strata.size() < 2) {
      return strata;
    }
    List<Promise> all = promised.get();
    return all.isEmpty() ? strata : joined(strata, all, answers.of(scope));
  }

  private static List<Tally> joined(
      List<Tally> strata, List<Promise> promised, List<AnswersInStrata.Row> answers) {
    List<List<Tally>> groups = new ArrayList<>(strata.stream().map(List::of).toList());
    for (Set<String> names : ofClusters(promised, answers)) {
      join(groups, groups.stream().filter(group -> hasAny(group, names)).toList());
    }
    groups.sort(Comparator.comparingInt(group -> all(group).population()));
    Optional<List<Tally>> small = small(groups, promised.getFirst(), answers);
    while (small.isPresent() && groups.size() > 1) {
      List<Tally> lonely = small.get();
      groups.remove(lonely);
      join(groups, List.of(smallestHeard(groups), lonely));
      small = small(groups, promised.getFirst(), answers);
    }
    return groups.stream().map(ToldStrata::all).toList();
  }

  /** Names of strata that stand in one cluster. */
  private static Set<Set<String>> ofClusters(
      List<Promise> promised, List<AnswersInStrata.Row> answers) {
    Map<Place, Set<String>> standing =
        answers.stream()
            .filter(row -> row.people() > 0)
            .collect(
                groupingBy(
                    row -> new Place(row.waveId(), row.accountId()),
                    mapping(AnswersInStrata.Row::stratum, toSet())));
    Set<Set<String>> together = new HashSet<>();
    for (Promise promise : promised) {
      promise
          .waves()
          .forEach(
              (wave, clusters) ->
                  clusters.forEach(cluster -> together.add(names(wave, cluster, standing))));
    }
    return together;
  }

  private static Set<String> names(
      int wave, Promise.Cluster cluster, Map<Place, Set<String>> standing) {
    return cluster.cells().stream()
        .map(cell -> standing.getOrDefault(new Place(wave, cell.accountId()), Set.of()))
        .flatMap(Collection::stream)
        .collect(toSet());
  }

  /** Whom nobody was heard of says nothing that others could hide, and is not hidden among them. */
  private static List<Tally> smallestHeard(List<List<Tally>> groups) {
    return groups.stream()
        .filter(group -> all(group).answered() > 0)
        .findFirst()
        .orElse(groups.getFirst());
  }

  private static boolean hasAny(List<Tally> group, Set<String> names) {
    return group.stream().map(Tally::stratum).anyMatch(names::contains);
  }

  private static void join(List<List<Tally>> groups, List<List<Tally>> some) {
    if (some.size() > 1) {
      groups.removeAll(some);
      groups.addFirst(some.stream().flatMap(List::stream).toList());
    }
  }

  /** One of which too few are left: some answers may have been deleted. */
  private static Optional<List<Tally>> small(
      List<List<Tally>> groups, Promise promise, List<AnswersInStrata.Row> answers) {
    return groups.stream()
        .filter(
            group ->
                answers.stream()
                    .filter(row -> hasAny(group, Set.of(row.stratum())))
                    .collect(groupingBy(AnswersInStrata.Row::waveId))
                    .values()
                    .stream()
                    .anyMatch(ofWave -> hasTooFew(promise, ofWave)))
        .findFirst();
  }

  private static boolean hasTooFew(Promise promise, List<AnswersInStrata.Row> ofWave) {
    return promise.hasTooFew(
        ofWave.stream().mapToInt(AnswersInStrata.Row::people).sum(),
        ofWave.stream().mapToInt(AnswersInStrata.Row::byPhone).sum());
  }

  private static Tally all(List<Tally> group) {
    return group.stream().reduce(Tally::plus).orElseThrow();
  }
}
