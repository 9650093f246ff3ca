package io.keypulse.analysis;

import java.util.List;
import java.util.stream.Stream;

/**
 * What people say of an aspect, or of a level of competition.
 *
 * @param accounts with somebody who is dissatisfied with it
 * @param strata where who did not mark it is silent
 */
record Rated(String name, int accounts, List<Tally> strata) {
  static Rated of(
      String name,
      String stratum,
      int population,
      int answered,
      int withOpinion,
      int dissatisfied,
      int accounts) {
    return new Rated(
        name, accounts, List.of(marked(stratum, population, answered, withOpinion, dissatisfied)));
  }

  /** Of a stratum. */
  static Tally marked(
      String stratum, int population, int answered, int withOpinion, int dissatisfied) {
    return new Tally(
        stratum,
        population,
        population,
        0,
        dissatisfied,
        answered - withOpinion,
        withOpinion - dissatisfied,
        0,
        0);
  }

  private Tally all() {
    return strata.stream().reduce(Tally.NOTHING, Tally::plus);
  }

  int answered() {
    return all().answered();
  }

  int dissatisfied() {
    return all().dissatisfied();
  }

  ShareResult share() {
    return DisclosureOfPeople.of(strata, Tally::dissatisfied);
  }

  Rated in(List<Tally> others) {
    return new Rated(name, accounts, others);
  }

  /** Of people in other strata. */
  Rated and(Rated other) {
    return new Rated(
        name,
        accounts + other.accounts,
        Stream.concat(strata.stream(), other.strata.stream()).toList());
  }
}
