package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.keypulse.stats.UnequalChances.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnequalChancesTest {
  private static final double LEVEL = 0.95;

  @Test
  void equalChancesHaveTheMarginOfASimpleSample() {
    for (int answers : new int[] {1, 14, 60, 545}) {
      assertEquals(
          SampleSize.margin(545, answers, 0.5, LEVEL),
          UnequalChances.margin(List.of(new Part(545, answers)), LEVEL).orElseThrow(),
          1e-12);
      assertEquals(
          answers, UnequalChances.worth(List.of(new Part(545, answers))).orElseThrow(), 1e-9);
    }
    assertEquals(Optional.empty(), UnequalChances.margin(List.of(), LEVEL));
    assertEquals(Optional.empty(), UnequalChances.worth(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Part(1, 2));
  }

  @Test
  void minimaOfSmallStrataMakeAFigureOverAllLessSure() {
    int[] people = {400, 100, 10, 15, 20};
    int[] answers = {14, 12, 10, 12, 12};
    List<Part> parts =
        IntStream.range(0, 5).mapToObj(h -> new Part(people[h], answers[h])).toList();
    assertEquals(0.195, UnequalChances.margin(parts, LEVEL).orElseThrow(), 0.0005);
    assertEquals(24, UnequalChances.worth(parts).orElseThrow(), 0.5);
  }

  @Test
  void whoAloneSpeaksForSixtySpeaksUnsurely() {
    List<Part> capped = List.of(new Part(60, 1), new Part(20, 20));
    assertEquals(
        1.96 * Math.sqrt(0.25 * 60 * 59 / (80.0 * 79)),
        UnequalChances.margin(capped, LEVEL).orElseThrow(),
        1e-4);
    assertEquals(6400 / 3620.0, UnequalChances.worth(capped).orElseThrow(), 1e-9);
  }
}
