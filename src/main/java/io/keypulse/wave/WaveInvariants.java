package io.keypulse.wave;

import io.keypulse.platform.Invariant;
import io.keypulse.platform.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the database keeps true about frames. */
@ApplicationScoped
class WaveInvariants implements Invariant.Of {
  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant(
            "frame_entry_is_whole",
            RefusalCode.WRONG_STATE,
            "programId",
            "programId",
            "An account was merged while the wave was drawn; open the wave again."));
  }
}
