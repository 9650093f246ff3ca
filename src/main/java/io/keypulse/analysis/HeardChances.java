package io.keypulse.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.query.NativeQuery;

/**
 * How likely accounts of a wave were to be heard, by their stratum and people, who answered taken
 * as random among those who could.
 */
record HeardChances(Map<Of, Double> chances) {
  /** Of several waves, of which that is not known. */
  static final HeardChances UNKNOWN = new HeardChances(Map.of());

  record Of(String stratum, int people) {}

  static HeardChances of(List<Counts.EqualAccounts> accounts, List<Tally> strata) {
    Chances heard = Chances.ofHeard(accounts, strata);
    Map<Of, Double> chances = new LinkedHashMap<>();
    for (Counts.EqualAccounts some : accounts) {
      if (some.candidates() > 0) {
        chances.put(
            new Of(some.stratum(), some.people()), heard.of(some.stratum(), some.candidates(), 0));
      }
    }
    return new HeardChances(chances);
  }

  /**
   * @param side {@code Before} or {@code Now}
   */
  void give(NativeQuery<?> query, String side) {
    Collection<Of> keys = chances.keySet();
    query
        .setParameter("strata" + side, keys.stream().map(Of::stratum).toArray(String[]::new))
        .setParameter("people" + side, keys.stream().map(Of::people).toArray(Integer[]::new))
        .setParameter("chances" + side, chances.values().toArray(Double[]::new));
  }
}
