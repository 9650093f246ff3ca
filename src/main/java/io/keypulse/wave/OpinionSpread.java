package io.keypulse.wave;

import java.util.Map;

/** What a later room knows of earlier answers, for dividing the next sample among strata. */
public interface OpinionSpread {
  /**
   * Standard deviations of the overall scores of this wave, by stratum, where everybody may know
   * them.
   */
  Map<String, Double> byStratum(int waveId);
}
