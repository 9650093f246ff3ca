package io.keypulse.analysis;

import static java.util.stream.Collectors.toMap;

import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What follows from the shares that are told of confidential waves: which accounts or people
 * answered both times has no part in it, for that would tell what they said.
 */
@ApplicationScoped
class PeopleChanges {
  @Inject Counts counts;
  @Inject Promises promises;
  @Inject ToldStrata strata;
  @Inject SharesOfPeople people;

  ChangeResult of(Scope scope, List<Integer> before, int times) {
    ShareResult then = dissatisfied(scope.in(before));
    ShareResult now = dissatisfied(scope);
    Changes changes =
        new Changes(
            Optional.empty(),
            Optional.empty(),
            Compared.told(then, now),
            Optional.empty(),
            byAspect(scope, before),
            Optional.empty());
    return changes.isEmpty() ? whyNone(then, now) : changes.told(times, before);
  }

  private static InsufficientData whyNone(ShareResult then, ShareResult now) {
    return Stream.of(then, now)
        .flatMap(share -> share instanceof InsufficientData none ? Stream.of(none) : Stream.empty())
        .findFirst()
        .orElseGet(() -> Disclosure.tooFew(Math.min(people(then), people(now)), Compared.FEWEST));
  }

  private static int people(ShareResult share) {
    return share instanceof FewAnswersView few ? few.of() : Compared.FEWEST;
  }

  private ShareResult dissatisfied(Scope scope) {
    return people.dissatisfied(scope, strata.of(scope, counts.tallies(scope)));
  }

  private Map<Aspect, Compared> byAspect(Scope scope, List<Integer> before) {
    Map<String, ShareResult> then = byAspect(scope.in(before));
    Map<Aspect, Compared> found = new TreeMap<>();
    byAspect(scope)
        .forEach(
            (name, share) -> {
              if (then.containsKey(name)) {
                Compared.told(Objects.requireNonNull(then.get(name)), share)
                    .ifPresent(change -> found.put(Aspect.valueOf(name), change));
              }
            });
    return found;
  }

  private Map<String, ShareResult> byAspect(Scope scope) {
    return counts.byAspect(scope).stream()
        .filter(one -> promises.refuses(scope, ConfidentialAnswers.By.ASPECT, one.name()).isEmpty())
        .map(one -> strata.of(scope, ConfidentialAnswers.By.ASPECT, one))
        .collect(
            toMap(Rated::name, one -> people.marked(scope, ConfidentialAnswers.By.ASPECT, one)));
  }
}
