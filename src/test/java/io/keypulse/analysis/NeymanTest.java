package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Where opinions differed more, more are asked; what the draw shows of it tells nobody's answer.
 */
@KeypulseTest
class NeymanTest {
  private static final String STRATA =
      "query ($id: ID!) { node(id: $id) { ... on Wave { strata { name drawn deviation } } } }";

  @Test
  void theSampleFollowsHowFarTheLastAnswersDiffered() {
    Answers answers = answers();
    String program = program(answers);
    spoken(answers, answers.wave(program, 60));
    JsonPath next = strata(answers.wave(program, 30));
    assertEquals(List.of("Food", "Metal", "Steel", "Wood"), names(next));
    assertEquals(2, next.getDouble("data.node.strata[0].deviation"), 1e-9, "1 or 5, in halves");
    assertEquals(0.5, next.getDouble("data.node.strata[1].deviation"), 1e-6, "all said the same");
    assertEquals(1, next.getDouble("data.node.strata[2].deviation"), 1e-6, "two accounts spoke");
    assertEquals(1, next.getDouble("data.node.strata[3].deviation"), 1e-9, "twenty people spoke");
    List<Integer> drawn = next.getList("data.node.strata.drawn");
    assertEquals(140, drawn.stream().mapToInt(Integer::intValue).sum());
    assertTrue(drawn.get(0) > 3 * drawn.get(1), drawn::toString);
  }

  @Test
  void whatWasSaidInConfidenceDividesNoSample() {
    Answers answers = answers();
    String program = program(answers);
    String first = answers.wave(program, 60);
    spoken(answers, first);
    answers.confidential(first);
    JsonPath next = strata(answers.wave(program, 30));
    assertEquals(List.of(1f, 1f, 1f, 1f), next.getList("data.node.strata.deviation"));
  }

  private static Answers answers() {
    return new Answers()
        .accounts("north", "a", 100, 1, "Food")
        .accounts("south", "b", 100, 1, "Metal")
        .accounts("south", "c", 2, 20, "Steel")
        .accounts("south", "d", 20, 1, "Wood");
  }

  private static String program(Answers answers) {
    return answers.company.program(
        140,
        Map.of(),
        Map.of(
            "quarantineDays",
            0,
            "accountMailsPerWeek",
            0,
            "strataBy",
            "SEGMENT",
            "allocation",
            "NEYMAN"));
  }

  /** Of everybody who was drawn, and of more than were. */
  private static void spoken(Answers answers, String wave) {
    answers.say(wave, "a", 1, 100, 1, "case when i % 2 = 0 then 1 else 5 end", "'{1,4,2}'", "null");
    answers.say(wave, "b", 1, 100, 1, "4", "'{4,4,4}'", "null");
    answers.say(wave, "d", 1, 20, 1, "case when i = 1 then 1 else 5 end", "'{4,4,4}'", "null");
    for (int contact = 1; contact <= 20; contact++) {
      answers.say(
          wave, "c", 1, 2, contact, "case when i = 1 then 1 else 5 end", "'{4,4,4}'", "null");
    }
  }

  private static List<String> names(JsonPath wave) {
    return wave.getList("data.node.strata.name");
  }

  private static JsonPath strata(String wave) {
    return Client.as("admin").data(STRATA, Map.of("id", GlobalId.of("Wave", Long.parseLong(wave))));
  }
}
