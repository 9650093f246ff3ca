package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.stats.PairedChange;
import io.keypulse.survey.Aspect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many accounts were and are dissatisfied. */
@ApplicationScoped
class AccountChanges {
  @Inject Comparisons comparisons;
  @Inject AnalysisConfig config;

  ChangeResult of(Scope scope, List<Integer> before, int times) {
    List<Comparisons.Moved> moved = comparisons.moved(scope, before, config.unhealthyFrom());
    Optional<Compared> same = Compared.paired(pairs(moved));
    Changes changes =
        new Changes(
            same,
            different(moved),
            Optional.empty(),
            byAspect(scope, before),
            same.filter(found -> found.nowOf() >= Compared.FEWEST_TO_SHOW)
                .map(found -> onlyWhoAnswered(moved, found)));
    return changes.isEmpty()
        ? new InsufficientData(
            WithheldReason.TOO_FEW_ACCOUNTS, pairs(moved).pairs(), Compared.FEWEST)
        : changes.told(times, before);
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

  private static Optional<Compared> different(List<Comparisons.Moved> moved) {
    int before = accounts(moved, true, null);
    int now = accounts(moved, null, true);
    return Compared.independent(
        before, before + accounts(moved, false, null), now, now + accounts(moved, null, false));
  }

  private Map<Aspect, Compared> byAspect(Scope scope, List<Integer> before) {
    Map<Aspect, Compared> found = new TreeMap<>();
    comparisons.movedByAspect(scope, before, config.unhealthyFrom()).stream()
        .collect(groupingBy(Comparisons.Moved::aspect))
        .forEach(
            (aspect, moved) ->
                Compared.paired(pairs(moved))
                    .ifPresent(change -> found.put(Aspect.valueOf(aspect), change)));
    return found;
  }

  private static double onlyWhoAnswered(List<Comparisons.Moved> moved, Compared same) {
    return share(moved, Comparisons.Moved::is)
        - share(moved, Comparisons.Moved::was)
        - same.difference();
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
}
