package io.keypulse.wave;

import static java.util.stream.Collectors.toMap;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A draw with everything that its verification needs, read from the books piece by piece. The first
 * cell of a line says what the others are.
 */
@ApplicationScoped
class DrawCsv {
  private static final int ENTRIES_AT_ONCE = 10_000;

  @Inject Waves waves;
  @Inject FrozenFrames frames;

  void write(int waveId, OutputStream out) throws IOException {
    try (CsvWriter csv =
        CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      Wave wave = QuarkusTransaction.requiringNew().call(() -> waves.findById(waveId));
      Map<String, Waves.WaveStratum> strata = head(wave, csv);
      List<FrozenFrames.Entry> entries = entries(waveId, 0);
      while (!entries.isEmpty()) {
        entries.forEach(entry -> write(entry, wave, strata, csv));
        entries = entries(waveId, entries.getLast().contactId());
      }
    }
  }

  private Map<String, Waves.WaveStratum> head(Wave wave, CsvWriter csv) {
    List<Waves.WaveStratum> strata =
        QuarkusTransaction.requiringNew().call(() -> waves.strata(List.of(wave.id)));
    boolean someWhole = strata.stream().anyMatch(Waves.WaveStratum::takeAll);
    csv.writeRecord("keypulse-draw", version(wave, someWhole));
    csv.writeRecord("algorithm", wave.algorithm);
    csv.writeRecord("wave", Integer.toString(wave.id), wave.openedAt.toString());
    csv.writeRecord("seed", wave.seed);
    if (wave.seedHash != null) {
      csv.writeRecord("seed-sha256", wave.seedHash, text(wave.committedAt));
    }
    if (wave.rotationSeed != null) {
      Optional<Wave> first = QuarkusTransaction.requiringNew().call(() -> waves.beganRound(wave));
      csv.writeRecord(
          "rotation-seed",
          wave.rotationSeed,
          text(first.map(began -> began.seedHash).orElse(null)),
          text(first.map(began -> began.committedAt).orElse(null)));
    }
    csv.writeRecord("frame-sha256", wave.fingerprint);
    if (wave.accountCap != null) {
      csv.writeRecord("account-cap", text(wave.accountCap), text(wave.accountFingerprint));
    }
    csv.writeRecord("plan", text(wave.planned), wave.allocation.name(), text(wave.stratumMinimum));
    strata.forEach(stratum -> csv.writeRecord(cells(stratum, someWhole)));
    if (wave.takesTurns()) {
      QuarkusTransaction.requiringNew()
          .call(() -> frames.turns(wave))
          .forEach(
              turn -> csv.writeRecord("account-after", text(turn.account()), text(turn.after())));
    }
    return strata.stream().collect(toMap(Waves.WaveStratum::stratum, Function.identity()));
  }

  /** An older verifier, which does not know the rule, refuses the file. */
  private static String version(Wave wave, boolean someWhole) {
    if (someWhole) {
      return "3";
    }
    return wave.takesTurns() ? "2" : "1";
  }

  private static List<String> cells(Waves.WaveStratum stratum, boolean someWhole) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                "stratum",
                stratum.stratum(),
                text(stratum.units()),
                text(stratum.candidates()),
                text(stratum.drawn()),
                text(stratum.deviation()),
                text(stratum.afterPlace()),
                text(stratum.lastPlace())));
    if (someWhole) {
      cells.add(text(stratum.takeAll()));
    }
    return cells;
  }

  private static void write(
      FrozenFrames.Entry entry, Wave wave, Map<String, Waves.WaveStratum> strata, CsvWriter csv) {
    if (entry.exclusion() != null) {
      writeExcluded(entry, wave, csv);
      return;
    }
    Waves.WaveStratum stratum = Objects.requireNonNull(strata.get(entry.stratum()));
    double share = entry.accountShare() == null ? 1 : entry.accountShare();
    csv.writeRecord(
        "unit",
        entry.stratum(),
        text(entry.contactId()),
        text(entry.account()),
        text(entry.key()),
        text(entry.capped()),
        text(entry.rank()),
        text(entry.drawn()),
        text(entry.blocked()),
        text(share * stratum.drawn() / stratum.candidates()));
  }

  private static void writeExcluded(FrozenFrames.Entry entry, Wave wave, CsvWriter csv) {
    String reason = text(entry.exclusion());
    if (wave.takesTurns()) {
      csv.writeRecord("excluded", text(entry.contactId()), reason, text(entry.account()));
    } else {
      csv.writeRecord("excluded", text(entry.contactId()), reason);
    }
  }

  private List<FrozenFrames.Entry> entries(int waveId, int after) {
    return QuarkusTransaction.requiringNew()
        .call(() -> frames.entries(waveId, after, ENTRIES_AT_ONCE));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
