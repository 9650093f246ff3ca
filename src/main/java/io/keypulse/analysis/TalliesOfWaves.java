package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** What each of several waves says by itself, stratum by stratum, from the counts that are kept. */
@ApplicationScoped
class TalliesOfWaves {
  @Inject Counts counts;

  /** Of a wave, where its people were drawn from one stratum. */
  record OfWave(
      int waveId,
      String stratum,
      int population,
      int drawn,
      int extremelyDissatisfied,
      int somewhatDissatisfied,
      int noOpinion,
      int satisfiedOverall,
      int verySatisfied,
      int phone)
      implements Tallied {}

  /** By wave, of those in whose frame anybody of the scope stood. */
  Map<Integer, List<Tally>> of(Scope scope) {
    return counts
        .within(scope, KeptCounts.talliesInAll(scope), OfWave.class)
        .getResultList()
        .stream()
        .collect(groupingBy(OfWave::waveId, mapping(OfWave::tally, toList())));
  }
}
