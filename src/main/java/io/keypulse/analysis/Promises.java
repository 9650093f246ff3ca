package io.keypulse.analysis;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.keypulse.analysis.ConfidentialAnswers.By;
import io.keypulse.analysis.ConfidentialAnswers.Row;
import io.keypulse.platform.Once;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What was promised in waves, for every figure of this room. */
@ApplicationScoped
class Promises {
  @Inject Session session;
  @Inject ConfidentialAnswers confidential;
  @Inject SettledClusters settled;
  @Inject KeptCounts kept;

  private record Given(List<Integer> waveIds) {}

  private record Promised(List<Integer> waveIds, By by, String name) {}

  /**
   * @param fewest answers that may be told of, of the strictest wave; absent where none was
   *     confidential
   * @param open while a confidential one is not settled
   */
  private record Terms(@Nullable Integer fewest, boolean open) {}

  /** Nothing where nobody was promised anything. */
  Optional<Promise> of(List<Integer> waveIds) {
    return of(waveIds, By.ANSWER, "");
  }

  private Optional<Promise> of(List<Integer> waveIds, By by, String name) {
    return Once.of(
        new Promised(waveIds, by, name),
        () -> {
          Terms terms = terms(waveIds);
          return Optional.ofNullable(terms.fewest())
              .map(fewest -> promise(fewest, terms.open(), waveIds, by, name));
        });
  }

  private Promise promise(int fewest, boolean open, List<Integer> waveIds, By by, String name) {
    return new Promise(
        fewest, open ? given(waveIds, by, name, fewest) : settled.of(waveIds, by, name), open);
  }

  /** What is counted while figures are not told. */
  private Map<Integer, List<Promise.Cluster>> given(
      List<Integer> waveIds, By by, String name, int fewest) {
    return confidential.of(waveIds, by).stream()
        .filter(row -> row.name().equals(name))
        .collect(
            groupingBy(
                Row::waveId,
                mapping(
                    Row::cell,
                    collectingAndThen(toList(), cells -> Promise.clusters(cells, fewest)))));
  }

  /** Why nothing of this scope may be shown; nothing where it may. */
  Optional<Suppressed> refuses(Scope scope) {
    return of(scope.waveIds())
        .flatMap(promise -> promise.refuses(scope).or(() -> promise.refuses(kept.answered(scope))));
  }

  /**
   * Why it may not be shown what is said of an aspect, or of a level of competition: a level less
   * those of its aspects that are shown is what the others say.
   */
  Optional<Suppressed> refuses(Scope scope, By by, String name) {
    return of(scope.waveIds(), by, name)
        .flatMap(promise -> promise.refuses(scope))
        .or(
            () ->
                by.parts(name)
                    .flatMap(aspect -> refuses(scope, By.ASPECT, aspect.name()).stream())
                    .findFirst());
  }

  /** What was promised to those who marked what is named, and what it is made of. */
  List<Promise> of(Scope scope, By by, String name) {
    return Stream.concat(
            of(scope.waveIds(), by, name).stream(),
            by.parts(name)
                .flatMap(aspect -> of(scope.waveIds(), By.ASPECT, aspect.name()).stream()))
        .toList();
  }

  /** What was promised to those whose answers are worth a look, and to all others. */
  List<Promise> withoutCheck(Scope scope) {
    return Stream.of(
            of(scope.waveIds()),
            of(scope.waveIds(), By.CHECK, "true"),
            of(scope.waveIds(), By.CHECK, "false"))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Why it may not be told in how many of its accounts somebody is dissatisfied. */
  Optional<Suppressed> refusesCountOfAccounts(Scope scope) {
    return refuses(scope)
        .or(
            () ->
                of(scope.waveIds())
                    .flatMap(
                        promise -> promise.refusesCountOfAccounts(scope, hiddenAccounts(scope))));
  }

  /** Accounts of which nothing is shown by itself, also because answers were deleted. */
  Set<Integer> hiddenAccounts(Scope scope) {
    return of(scope.waveIds())
        .map(
            promise ->
                Stream.concat(
                        promise.hiddenAccounts(scope).stream(),
                        kept.answeredOfAccounts(scope).stream()
                            .filter(left -> promise.refuses(List.of(left.answered())).isPresent())
                            .map(KeptCounts.OfAccount::accountId))
                    .collect(toSet()))
        .orElse(Set.of());
  }

  /**
   * Whether it may be told in how many of its accounts somebody complains of what is named: where
   * accounts have answers that are not shown by themselves, the accounts of a scope less those of
   * its parts may be all that there are.
   */
  boolean tellsAccounts(Scope scope, By by, List<String> names) {
    return of(scope.waveIds()).stream()
        .allMatch(
            any ->
                names.stream()
                    .flatMap(name -> of(scope.waveIds(), by, name).stream())
                    .allMatch(promise -> promise.hiddenAccounts(scope).isEmpty()));
  }

  /**
   * Why it may not be shown what this scope says without answers that are worth a look: beside what
   * all say it tells what these say.
   */
  Optional<Suppressed> refusesWithoutCheck(Scope scope) {
    return refuses(scope)
        .or(() -> refuses(scope, By.CHECK, "true"))
        .or(() -> refuses(scope, By.CHECK, "false"));
  }

  /**
   * Why it may not be shown what some of those who answered say, by anything but accounts, aspects
   * and levels: clusters hold of nothing else.
   */
  Optional<Suppressed> refusesPartsOfAnswers(Scope scope) {
    return of(scope.waveIds())
        .map(
            any ->
                new Suppressed(
                    kept.answered(scope).stream().mapToInt(KeptCounts.Answered::people).sum(),
                    WithheldReason.DERIVABLE));
  }

  private Terms terms(List<Integer> waveIds) {
    return Once.of(
        new Given(waveIds),
        () ->
            session
                .createNativeQuery(
                    """
                    select max(w.aggregate_from) as fewest, coalesce(bool_or(s.wave_id is null), false) as open
                    from wave w left join settled_wave s on s.wave_id = w.id
                    where w.id = any (cast(:waves as int[])) and w.confidentiality = 'AGGREGATE'
                    """,
                    Terms.class)
                .setParameter("waves", waveIds.toArray(Integer[]::new))
                .getSingleResult());
  }
}
