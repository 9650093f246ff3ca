package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.stats.KeyedHashOrder.FrameUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyedHashOrderTest {
  private static final ReferenceCase CASE = new ReferenceCase("27-auditable-draw");
  private static final String SEED = CASE.input().get("seed").asText();
  private static final List<FrameUnit> FRAME =
      CASE.lines("frame.csv").stream()
          .map(line -> new FrameUnit(line.split(",", 2)[0], line.split(",", 2)[1]))
          .toList();

  @Test
  void theDrawIsTheOneOfTheReferenceCase() {
    JsonNode first = CASE.expected().get("firstUnit");
    assertEquals(
        first.get("key").asText(),
        HexFormat.of().formatHex(KeyedHashOrder.key(SEED, first.get("unit").asText())));
    for (JsonNode stratum : CASE.expected().get("selected")) {
      List<String> expected = new ArrayList<>();
      stratum.get("units").forEach(unit -> expected.add(unit.asText()));
      assertEquals(
          expected,
          KeyedHashOrder.draw(
              SEED, units(stratum.get("stratum").asText()), stratum.get("n").asInt()));
      int drawn = stratum.get("n").asInt();
      int population = stratum.get("N").asInt();
      CASE.check(stratum.get("inclusionProbability"), Inclusion.ofAny(1, drawn, population));
      CASE.check(
          stratum.get("designWeight"),
          new StratifiedSample.Stratum("", population, new double[drawn]).weight());
    }
  }

  @Test
  void theFingerprintIsTheOneOfTheReferenceCase() {
    assertEquals(
        CASE.expected().get("frameFingerprint").asText(), KeyedHashOrder.fingerprint(FRAME));
  }

  @Test
  void theOrderOfTheListChangesNothing() {
    List<FrameUnit> shuffled = new ArrayList<>(FRAME);
    Collections.shuffle(shuffled, new Random(1));
    assertEquals(KeyedHashOrder.fingerprint(FRAME), KeyedHashOrder.fingerprint(shuffled));
    List<String> north = new ArrayList<>(units("NORTH"));
    List<String> drawn = KeyedHashOrder.draw(SEED, north, 3);
    Collections.shuffle(north, new Random(2));
    assertEquals(drawn, KeyedHashOrder.draw(SEED, north, 3));
  }

  @Test
  void everyUnitIsDrawnEquallyOften() {
    JsonNode expected = CASE.expected().get("inclusionCounts");
    List<String> units = new ArrayList<>();
    CASE.input().get("rotationUnits").forEach(unit -> units.add(unit.asText()));
    int[] drawn = new int[units.size()];
    for (int i = 1; i <= 3000; i++) {
      KeyedHashOrder.draw("s-" + i, units, 3).forEach(unit -> drawn[units.indexOf(unit)]++);
    }
    for (int i = 0; i < drawn.length; i++) {
      assertEquals(expected.get(i).get("count").asInt(), drawn[i], units.get(i));
    }
  }

  @Test
  void moreThanThereAreAndTheSameTwiceAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> KeyedHashOrder.draw(SEED, List.of("a"), 2));
    assertThrows(
        IllegalArgumentException.class, () -> KeyedHashOrder.draw(SEED, List.of("a", "a"), 1));
  }

  private static List<String> units(String stratum) {
    return FRAME.stream()
        .filter(unit -> unit.stratum().equals(stratum))
        .map(FrameUnit::unit)
        .toList();
  }
}
