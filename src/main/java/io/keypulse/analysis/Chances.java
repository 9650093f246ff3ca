package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toMap;

import io.keypulse.stats.Inclusion;
import java.util.List;
import java.util.Map;

/**
 * The chance of accounts to be drawn: people are drawn, so it grows with how many an account has.
 * Where everybody is asked it is 1. It is that within the scope: those drawn of it are a random
 * sample of it.
 *
 * @param drawn by stratum, without those who said that they have no opinion, as everywhere here
 * @param candidates by stratum, likewise: those whom the cap of each account left
 */
record Chances(Map<String, Integer> drawn, Map<String, Integer> candidates) {
  static Chances of(List<Counts.EqualAccounts> accounts, List<Tally> strata) {
    return new Chances(
        strata.stream()
            .collect(toMap(Tally::stratum, one -> one.drawn() - one.noOpinion(), Integer::sum)),
        accounts.stream()
            .collect(
                groupingBy(
                    Counts.EqualAccounts::stratum,
                    summingInt(some -> some.accounts() * some.candidates()))));
  }

  /** To be heard, not only drawn: as if who could be heard had been drawn from all by lot. */
  static Chances ofHeard(List<Counts.EqualAccounts> accounts, List<Tally> strata) {
    return new Chances(
        strata.stream().collect(toMap(Tally::stratum, Tally::withOpinion, Integer::sum)),
        of(accounts, strata).candidates());
  }

  /** Above 0 for accounts that were heard. */
  double of(Counts.EqualAccounts some) {
    return of(some.stratum(), some.candidates(), some.withOpinion());
  }

  /**
   * @param own candidates of an account
   * @param withOpinion heard of it: an answer may have come since the strata were read
   */
  double of(String name, int own, int withOpinion) {
    String stratum = candidates.size() == 1 ? candidates.keySet().iterator().next() : name;
    int all = Math.max(own, candidates.getOrDefault(stratum, 0));
    int asked = Math.max(withOpinion, drawn.getOrDefault(stratum, all));
    return Inclusion.ofAny(own, Math.min(asked, all), all);
  }
}
