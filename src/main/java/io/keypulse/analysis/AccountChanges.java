package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far accounts have moved, each by the share of its people who are dissatisfied. */
@ApplicationScoped
class AccountChanges {
  @Inject Comparisons comparisons;
  @Inject AccountsTwice twice;

  ChangeResult of(Scope scope, List<Integer> before, int times) {
    Map<String, List<Moved>> byName =
        comparisons.moved(scope, before).stream().collect(groupingBy(Moved::aspect));
    List<Moved> moved = byName.getOrDefault(AlikeAccounts.OVERALL, List.of());
    List<Moved> both = moved.stream().filter(Moved::bothTimes).toList();
    Optional<Compared> same = Compared.sameAccounts(both);
    Changes changes =
        new Changes(
            same,
            Compared.differentAccounts(
                moved.stream().filter(Moved::onlyBefore).filter(Moved::counts).toList(),
                moved.stream().filter(Moved::onlyNow).filter(Moved::counts).toList()),
            Optional.empty(),
            ComparedScale.of(twice.answers(scope, before)),
            byAspect(byName),
            same.filter(Compared::isShown).map(found -> onlyWhoAnswered(moved, found)));
    return changes.isEmpty()
        ? new InsufficientData(
            WithheldReason.TOO_FEW_ACCOUNTS,
            Moved.accounts(both, any -> true),
            Compared.fewest(both))
        : changes.told(times, before);
  }

  private static Map<Aspect, Compared> byAspect(Map<String, List<Moved>> byName) {
    Map<Aspect, Compared> found = new TreeMap<>();
    byName.forEach(
        (name, moved) -> {
          if (!name.equals(AlikeAccounts.OVERALL)) {
            Compared.sameAccounts(moved.stream().filter(Moved::bothTimes).toList())
                .ifPresent(change -> found.put(Aspect.valueOf(name), change));
          }
        });
    return found;
  }

  private static double onlyWhoAnswered(List<Moved> moved, Compared same) {
    return Moved.now(moved).mean().orElseThrow()
        - Moved.before(moved).mean().orElseThrow()
        - same.difference();
  }
}
