package io.keypulse.wave;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Sha256;
import io.keypulse.wave.DrawVerification.Check;
import io.keypulse.wave.DrawVerification.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Replays draws. It sees the whole frame and tells numbers only, so that everybody may ask. */
@ApplicationScoped
class DrawVerifier {
  @Inject Waves waves;
  @Inject FrozenFrames frames;
  @Inject Frames places;

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Optional<DrawVerification> verify(int waveId) {
    return waves.findByIdOptional(waveId).map(this::verified);
  }

  private DrawVerification verified(Wave wave) {
    List<Waves.WaveStratum> strata = waves.strata(List.of(wave.id));
    Map<String, Long> starts =
        strata.stream()
            .filter(stratum -> stratum.afterPlace() != null)
            .collect(
                toMap(
                    Waves.WaveStratum::stratum,
                    stratum -> Objects.requireNonNull(stratum.afterPlace())));
    FrozenFrames.Replay again = frames.replay(wave, starts);
    FrozenFrames.Proof proof = frames.proof(wave);
    return DrawVerification.of(
        List.of(
            seed(wave),
            start(wave, starts),
            new Check(
                Subject.FRAME,
                proof.fingerprint().equals(wave.fingerprint)
                    && proof.eligible() == wave.frameSize
                    && Objects.equals(proof.accounts(), wave.accountFingerprint),
                "%d units, %s".formatted(proof.eligible(), proof.fingerprint())),
            new Check(
                Subject.CAP,
                again.wrongCaps() == 0,
                again.wrongCaps() + " units wrongly left out or left in"),
            new Check(
                Subject.ORDER,
                again.wrongKeys() + again.wrongRanks() + again.wronglyPlaced() == 0,
                "%d keys and %d ranks differ".formatted(again.wrongKeys(), again.wrongRanks())),
            division(wave, strata),
            new Check(
                Subject.SAMPLE,
                again.wronglyDrawn() == 0 && proof.drawn() == wave.drawn,
                "%d of %d are drawn, %d wrongly or wrongly not"
                    .formatted(proof.drawn(), again.units(), again.wronglyDrawn()))));
  }

  private Check seed(Wave wave) {
    Check promised = promised(wave, wave.openedAt);
    if (wave.rotationSeed == null || wave.rotationSeed.equals(wave.seed)) {
      return promised;
    }
    return waves
        .beganRound(wave)
        .map(first -> promised(first, wave.openedAt))
        .map(
            round ->
                new Check(
                    Subject.SEED,
                    promised.holds() && round.holds(),
                    "%s; of its rounds: %s".formatted(promised.found(), round.found())))
        .orElseGet(
            () -> new Check(Subject.SEED, false, "The seed of its rounds was never promised."));
  }

  private static Check promised(Wave wave, Instant drawnAt) {
    if (wave.seedHash == null || wave.committedAt == null) {
      return new Check(Subject.SEED, false, "This draw is older than promises of seeds.");
    }
    return new Check(
        Subject.SEED,
        !wave.committedAt.isAfter(drawnAt)
            && Sha256.hex(wave.seed.getBytes(StandardCharsets.UTF_8)).equals(wave.seedHash),
        "promised at %s, drawn at %s".formatted(wave.committedAt, drawnAt));
  }

  private Check start(Wave wave, Map<String, Long> starts) {
    if (wave.rotationSeed == null) {
      return new Check(Subject.START, starts.isEmpty(), "It does not rotate.");
    }
    Map<String, Long> ends = places.starts(wave);
    long first = Drawer.firstPlace(wave);
    long wrong =
        starts.entrySet().stream()
            .filter(one -> !ends.getOrDefault(one.getKey(), first).equals(one.getValue()))
            .count();
    return new Check(Subject.START, wrong == 0, wrong + " strata go on somewhere else");
  }

  private static Check division(Wave wave, List<Waves.WaveStratum> strata) {
    List<Integer> drawn = strata.stream().map(Waves.WaveStratum::drawn).toList();
    boolean holds =
        wave.planned != null
            && strata.stream().mapToInt(Waves.WaveStratum::units).sum() == wave.frameSize
            && drawn.stream().mapToInt(Integer::intValue).sum() == wave.planned
            && drawn.equals(
                Division.divided(
                    wave.allocation,
                    wave.planned,
                    strata.stream().mapToInt(Waves.WaveStratum::candidates).toArray(),
                    strata.stream().mapToDouble(Waves.WaveStratum::deviation).toArray(),
                    strata.stream().mapToInt(one -> least(wave, one)).toArray()));
    return new Check(
        Subject.DIVISION, holds, "%d strata, %s drawn".formatted(strata.size(), drawn));
  }

  private static int least(Wave wave, Waves.WaveStratum stratum) {
    return Division.least(stratum.candidates(), wave.stratumMinimum, stratum.takeAll());
  }
}
