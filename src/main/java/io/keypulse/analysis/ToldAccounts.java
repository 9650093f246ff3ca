package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** The accounts of a scope without those of which nothing is shown by itself. */
@ApplicationScoped
class ToldAccounts {
  @Inject Counts counts;

  /**
   * How many accounts have so many dissatisfied of so many with an opinion.
   *
   * @param people of each with a possible opinion
   */
  public record Alike(int dissatisfied, int withOpinion, int people, int accounts) {
    boolean isHeard() {
      return withOpinion > 0;
    }

    private Alike times(int number) {
      return new Alike(dissatisfied, withOpinion, people, number);
    }
  }

  List<Alike> of(Scope scope, Set<Integer> hidden) {
    return hidden.isEmpty()
        ? counts.equalAccounts(scope).stream().map(ToldAccounts::alike).toList()
        : counts.talliesOfAccounts(scope).stream()
            .filter(tally -> tally.population() > 0)
            .filter(tally -> !hidden.contains(Integer.valueOf(tally.stratum())))
            .collect(groupingBy(ToldAccounts::alike, summingInt(one -> 1)))
            .entrySet()
            .stream()
            .map(some -> some.getKey().times(some.getValue()))
            .toList();
  }

  private static Alike alike(Counts.EqualAccounts some) {
    return new Alike(some.dissatisfied(), some.withOpinion(), some.people(), some.accounts());
  }

  private static Alike alike(Tally of) {
    return new Alike(of.dissatisfied(), of.withOpinion(), of.possible(), 1);
  }
}
