package io.keypulse.wave;

import java.util.Map;

/** What a later room knows of earlier answers, for dividing the next sample among strata. */
public interface OpinionSpread {
  /**
   * Standard deviations of the overall scores of this wave, by stratum; strata with fewer than two
   * answers are left out.
   */
  Map<String, Double> byStratum(int waveId);
}
