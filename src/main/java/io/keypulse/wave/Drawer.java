package io.keypulse.wave;

import io.keypulse.stats.Rotation;
import io.keypulse.survey.SamplingPlan;
import io.keypulse.survey.Surveyor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Freezes the frame, draws from it, withholds whom other surveys and people block, and proves it.
 */
@ApplicationScoped
class Drawer {
  private static final Logger LOG = Logger.getLogger(Drawer.class);

  @Inject Frames frames;
  @Inject FrozenFrames frozen;
  @Inject Waves waves;
  @Inject @Any Instance<OpinionSpread> spreads;

  void draw(Wave wave, Surveyor.Assignment assignment, Instant now) {
    SamplingPlan plan = assignment.sampling();
    Eligibility who =
        new Eligibility(wave.programId, assignment.population(), plan, assignment.delivery(), now);
    frames.awaitTurn();
    Map<String, Long> starts = frames.starts(wave);
    long first = firstPlace(wave);
    frames.freeze(wave, who, starts, first);

    List<Division.Stratum> strata = frames.strata(wave.id);
    double[] deviations = Division.deviations(plan, strata, lastTime(wave, plan));
    Division division = Division.of(plan, strata, deviations);
    if (division.raised()) {
      LOG.warnf(
          "Wave %d draws %d: its %d strata need more than was planned, by their minima or drawn whole",
          wave.id, division.planned(), strata.size());
    }
    wave.planned = division.planned();
    frames.divide(wave.id, strata, division, deviations, plan);
    frames.draw(wave.id, strata, division);
    if (wave.rotationSeed != null) {
      frames.rememberPlaces(wave, starts, first);
    }
    if (plan.accountMailsPerWeek() != null) {
      frames.withholdOverBudget(wave.id, who);
    }
    wave.prove(frozen.proof(wave));
    waves.flush();
    frames.rememberTeams(wave.id, who.today());
  }

  /** Each program begins its round somewhere else, so that all of them together ask evenly. */
  static long firstPlace(Wave wave) {
    return wave.rotationSeed == null
        ? 0
        : Rotation.place(wave.rotationSeed, "program/" + wave.programId);
  }

  Map<String, Double> lastTime(Wave wave, SamplingPlan plan) {
    return plan.allocation() == SamplingPlan.Allocation.NEYMAN
        ? spread(waves.before(wave.programId, wave.openedAt))
        : Map.of();
  }

  Map<String, Double> spread(Optional<Integer> lastWave) {
    Map<String, Double> known = new HashMap<>();
    lastWave.ifPresent(id -> spreads.forEach(spread -> known.putAll(spread.byStratum(id))));
    return known;
  }
}
