package io.keypulse.wave;

import io.keypulse.stats.Rotation;
import io.keypulse.survey.Surveyor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a program can go on as it is planned, wave by wave. */
final class Recurrence {
  private Recurrence() {}

  /**
   * Whether nobody is asked again before they have rested, although each wave draws as many as one
   * does while nobody rests.
   */
  static boolean sparesThoseAsked(
      Surveyor.Plan plan, List<Plans.Cell> cells, Map<String, Double> lastTime) {
    Map<String, Division.Stratum> byStratum = new TreeMap<>();
    cells.forEach(
        cell ->
            byStratum.put(
                cell.stratum(),
                new Division.Stratum(cell.stratum(), cell.rested(), cell.restedCandidates())));
    List<Division.Stratum> strata =
        byStratum.values().stream().filter(one -> one.units() > 0).toList();
    Division division =
        Division.of(
            plan.sampling(), strata, Division.deviations(plan.sampling(), strata, lastTime));
    int missed =
        Planner.wavesMissed(
            plan, Math.max(plan.sampling().quarantineDays(), plan.delivery().daysToAnswer()));
    for (int h = 0; h < strata.size(); h++) {
      if (!Rotation.sparesFor(missed, division.drawn().get(h), strata.get(h).units())) {
        return false;
      }
    }
    return true;
  }
}
