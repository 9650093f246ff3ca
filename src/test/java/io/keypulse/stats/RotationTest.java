package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final ReferenceCase CASE = new ReferenceCase("27-auditable-draw");

  @Test
  void numbersAndTurnsAreThoseOfTheReferenceCase() {
    for (JsonNode unit : CASE.expected().get("prn")) {
      assertEquals(
          unit.get("prn").asDouble(),
          Rotation.number(
              Rotation.place(CASE.input().get("seed").asText(), unit.get("unit").asText())),
          CASE.tolerance());
    }
    String seed = CASE.input().get("rotationSeed").asText();
    List<String> units = texts(CASE.input().get("rotationUnits"));
    OptionalLong after = OptionalLong.empty();
    for (JsonNode wave : CASE.expected().get("rotation")) {
      Rotation.Turn turn = Rotation.next(seed, units, CASE.input().get("rotationN").asInt(), after);
      assertEquals(texts(wave.get("units")), turn.units());
      after = turn.last();
      assertEquals(
          wave.get("lastPrn").asDouble(), Rotation.number(after.getAsLong()), CASE.tolerance());
    }
  }

  @Test
  void nobodyIsDrawnTwiceBeforeEverybodyWasDrawnOnceThoughSomeJoinAndSomeLeave() {
    List<String> units = new ArrayList<>(IntStream.range(0, 40).mapToObj(i -> "u" + i).toList());
    Set<String> drawn = new HashSet<>();
    OptionalLong after = OptionalLong.empty();
    for (int wave = 0; wave < 4; wave++) {
      Rotation.Turn turn = Rotation.next("round", units, 10, after);
      for (String unit : turn.units()) {
        assertTrue(drawn.add(unit), unit + " comes again in wave " + wave);
      }
      after = turn.last();
    }
    assertEquals(40, drawn.size());

    units.remove(Rotation.next("round", units, 1, after).units().getFirst());
    units.add("joiner");
    List<String> round = Rotation.next("round", units, 40, after).units();
    assertEquals(Set.copyOf(units), Set.copyOf(round));
    assertEquals(units.size(), round.size());
  }

  @Test
  void aTurnOfMoreThanThereAreTakesAllAndOneOfNoneLeavesNoPlace() {
    assertEquals(
        Set.of("a", "b"),
        Set.copyOf(Rotation.next("s", List.of("a", "b"), 5, OptionalLong.empty()).units()));
    assertEquals(OptionalLong.empty(), Rotation.next("s", List.of(), 5, OptionalLong.of(7)).last());
    assertThrows(
        IllegalArgumentException.class,
        () -> Rotation.next("s", List.of("a"), -1, OptionalLong.empty()));
    assertTrue(Rotation.sparesFor(4, 50, 250));
    assertFalse(Rotation.sparesFor(5, 50, 250));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
