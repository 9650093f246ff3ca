package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import io.keypulse.stats.PartOfUnits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A team, a manager or a segment of a scope, and what its accounts say.
 *
 * @param key of the team, the manager or the segment; empty for accounts without
 * @param rows one for each team and stratum
 */
record PartOfScope(String key, Scope scope, List<PartCounts.Row> rows) {
  List<Tally> strata() {
    return rows.stream()
        .map(PartCounts.Row::tally)
        .collect(groupingBy(Tally::stratum, TreeMap::new, reducing(Tally::plus)))
        .values()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  Tally all() {
    return rows.stream().map(PartCounts.Row::tally).reduce(Tally.NOTHING, Tally::plus);
  }

  /** Of what is told by team or segment, all that is of this part. */
  <T> List<T> among(Map<String, List<T>> byRow) {
    return rows.stream()
        .map(PartCounts.Row::part)
        .distinct()
        .flatMap(one -> byRow.getOrDefault(one, List.of()).stream())
        .toList();
  }

  PartOfUnits units() {
    return rows.stream()
        .map(PartCounts.Row::units)
        .reduce(new PartOfUnits(0, 0, 0), PartOfUnits::plus);
  }
}
