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

  /** Above 0 for accounts that were heard. */
  double of(Counts.EqualAccounts some) {
    int all = Math.max(some.candidates(), candidates.getOrDefault(some.stratum(), 0));
    int asked = Math.max(some.withOpinion(), drawn.getOrDefault(some.stratum(), all));
    return Inclusion.ofAny(some.candidates(), Math.min(asked, all), all);
  }
}
