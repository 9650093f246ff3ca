package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What waves are measured by. */
@KeypulseTest
class PulseTest {
  private static final int ACCOUNTS = 80;

  private static final String PULSE =
      """
      { ... on Pulse { centre sigmaZ waves baselineWaves wavesForLimits baseline { id }
        points { withOpinion share lowerLimit upperLimit signal wave { id } } } }
      """;

  private final Answers answers = new Answers();
  private final List<String> waves = new ArrayList<>();
  private String program = "";

  @Test
  void aWaveThatHasMovedDoesNotWidenWhatItIsMeasuredBy() {
    program();
    eightCalmWaves();
    wave(0, 24);
    JsonPath told = pulse("");
    double calm = 92 / 640.0;
    assertEquals(calm, told.getDouble("centre"), 1e-6);
    assertEquals(9, told.getInt("waves"));
    assertEquals(8, told.getInt("baselineWaves"));
    assertEquals(ids(waves.subList(0, 8)), told.getList("baseline.id"));
    assertEquals(
        calm + 3 * Math.sqrt(calm * (1 - calm) / ACCOUNTS),
        told.getDouble("points[8].upperLimit"),
        1e-6);
    assertTrue(told.getBoolean("points[8].signal"), told::prettify);
    assertFalse(told.getList("points.signal").subList(0, 8).contains(true));
  }

  @Test
  void neitherASmallWaveNorOneThatHasJustBegunTakesLimitsAway() {
    program();
    wave(400, 1, 5);
    eightCalmWaves();
    waves.add(Integer.toString(GlobalId.parseInt("Wave", answers.company.openWave(program), "id")));
    say(waves.getLast(), 1, 1);
    JsonPath told = pulse("");
    assertEquals(8, told.getInt("baselineWaves"), told::prettify);
    assertEquals(ids(waves.subList(1, 9)), told.getList("baseline.id"));
    assertEquals(92 / 640.0, told.getDouble("centre"), 1e-6);
    assertEquals(10, told.getInt("waves"));
    assertNull(told.get("points[0].upperLimit"), "of five answers");
    assertNotNull(told.get("points[1].upperLimit"));
    assertNull(told.get("points[9].upperLimit"), "of one answer");
    say(waves.getLast(), 2, 30, ACCOUNTS);
    JsonPath later = pulse("");
    assertEquals(92 / 640.0, later.getDouble("centre"), 1e-6, "it is not closed");
    assertTrue(later.getBoolean("points[9].signal"), later::prettify);
  }

  @Test
  void whatIsUsualStaysWhenItsWavesAreNoLongerPlottedUntilAChangeIsDeclared() {
    program();
    for (int i = 0; i < 26; i++) {
      wave(26 - i, i < 10 ? 10 : 40);
    }
    JsonPath told = pulse("");
    assertEquals(24, told.getInt("waves"));
    assertEquals(ids(waves.subList(0, 8)), told.getList("baseline.id"));
    assertEquals(0.125, told.getDouble("centre"), 1e-6);
    assertTrue(told.getBoolean("points[23].signal"));
    JsonPath declared = pulse("(baselineFrom: \"%s\")".formatted(id(waves.get(10))));
    assertEquals(ids(waves.subList(10, 18)), declared.getList("baseline.id"));
    assertEquals(0.5, declared.getDouble("centre"), 1e-6);
    assertNull(declared.get("points[7].upperLimit"), "before the change");
    assertNotNull(declared.get("points[8].upperLimit"));
    assertFalse(declared.getList("points.signal").contains(true), declared::prettify);
    JsonPath early = pulse("(baselineFrom: \"%s\")".formatted(id(waves.get(22))));
    assertEquals(4, early.getInt("baselineWaves"));
    assertNull(early.get("centre"));
    assertNull(early.get("points[23].upperLimit"));
  }

  @Test
  void aChangeIsDeclaredByAWaveOfTheSameProgram() {
    program();
    wave(2, 10);
    String other = answers.wave(answers.company.program(100_000), 1);
    for (String wrong : List.of(id(other), GlobalId.of("Account", 1))) {
      JsonPath refused =
          answers
              .chief()
              .ask(
                  "query ($wave: ID!) { dissatisfaction(waveId: $wave) { pulse(baselineFrom: \"%s\") { __typename } } }"
                      .formatted(wrong),
                  Map.of("wave", id(waves.getLast())));
      assertEquals("baselineFrom", refused.getString("errors[0].extensions.field"));
    }
  }

  private void program() {
    answers.company.staffed();
    answers.accounts("north", "a", ACCOUNTS, 1, "Food");
    program = answers.company.program(100_000);
  }

  private void eightCalmWaves() {
    for (int i = 0; i < 8; i++) {
      wave(300 - 30 * i, i % 2 == 0 ? 13 : 10);
    }
  }

  private void wave(int daysAgo, int dissatisfied) {
    wave(daysAgo, dissatisfied, ACCOUNTS);
  }

  private void wave(int daysAgo, int dissatisfied, int of) {
    waves.add(answers.wave(program, daysAgo));
    say(waves.getLast(), dissatisfied, of);
  }

  private void say(String wave, int dissatisfied, int of) {
    say(wave, 1, dissatisfied, of);
  }

  private void say(String wave, int from, int dissatisfied, int to) {
    answers.say(
        wave,
        "a",
        from,
        to,
        1,
        "case when i <= %d then 2 else 4 end".formatted(dissatisfied),
        "'{4,4,4}'",
        "null");
  }

  private JsonPath pulse(String arguments) {
    JsonPath told = answers.ask(answers.chief(), waves.getLast(), "", "pulse" + arguments + PULSE);
    return told.setRootPath("data.dissatisfaction.pulse");
  }

  private static List<String> ids(List<String> waves) {
    return waves.stream().map(PulseTest::id).toList();
  }

  private static String id(String wave) {
    return GlobalId.of("Wave", Long.parseLong(wave));
  }
}
