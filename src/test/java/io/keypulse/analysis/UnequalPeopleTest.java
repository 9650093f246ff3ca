package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One account with sixty people beside twenty with one each: a cap leaves most of it unheard. */
@KeypulseTest
class UnequalPeopleTest {
  private static final String SHARE =
      """
      ... on Share { count of population share lowestShare highestShare lowest effectiveSample method wide }
      ... on FewAnswers { count of population fewest most }
      """;

  private static final String FIGURES =
      "dissatisfied { %1$s } satisfied { %1$s } byAspect { aspect dissatisfied { %1$s } } pulse { ... on Pulse { points { dissatisfied share } } }"
          .formatted(SHARE);

  @Test
  void whoIsAloneHeardOfSixtySpeaksForThem() {
    Answers answers = new Answers();
    String wave = everybody(answers, Map.of("accountCap", 1, "accountMailsPerWeek", 0));
    say(answers, wave);
    JsonPath told = answers.ask(answers.chief(), wave, "", FIGURES);
    assertEquals(1, told.getInt("dissatisfied.count"));
    assertEquals(21, told.getInt("dissatisfied.of"));
    assertEquals(80, told.getInt("dissatisfied.population"));
    assertEquals("WEIGHTED_BY_CHANCE", told.getString("dissatisfied.method"));
    assertEquals(60 / 80.0, told.getDouble("dissatisfied.share"), 1e-6);
    assertTrue(told.getDouble("dissatisfied.lowestShare") < 0.2, told.prettify());
    assertEquals(60 / 80.0, told.getDouble("dissatisfied.highestShare"), 1e-6);
    assertEquals(6400 / 3620.0, told.getDouble("dissatisfied.effectiveSample"), 1e-4);
    assertEquals(20 / 80.0, told.getDouble("satisfied.share"), 1e-6);
    assertEquals(60 / 80.0, told.getDouble("pulse.points[0].share"), 1e-6);
    assertEquals("WEIGHTED_BY_CHANCE", told.getString("byAspect[0].dissatisfied.method"));
    assertEquals(60 / 80.0, told.getDouble("byAspect[0].dissatisfied.share"), 1e-6);

    answers.confidential(wave);
    JsonPath confidential = answers.ask(answers.chief(), wave, "", FIGURES);
    assertEquals(
        "UNWEIGHTED",
        confidential.getString("dissatisfied.method"),
        "a weight would tell who it was");
    assertEquals(1 / 21.0, confidential.getDouble("dissatisfied.share"), 1e-6);
    assertTrue(confidential.getDouble("dissatisfied.highestShare") > 0.7, confidential.prettify());
  }

  @Test
  void whomTheMailsOfAWeekLeaveOutAreSpokenForByTheirColleagues() {
    Answers answers = new Answers();
    String wave = everybody(answers, Map.of());
    say(answers, wave);
    JsonPath told = answers.ask(answers.chief(), wave, "", FIGURES);
    assertEquals(5, told.getInt("dissatisfied.count"));
    assertEquals(25, told.getInt("dissatisfied.of"));
    assertEquals(60 / 80.0, told.getDouble("dissatisfied.share"), 1e-6);
    assertTrue(told.getDouble("dissatisfied.lowestShare") > 0.4, told.prettify());
    assertEquals("WEIGHTED_BY_CHANCE", told.getString("dissatisfied.method"));
    JsonPath small = answers.ask(answers.chief(), wave, "segment: \"Toys\"", FIGURES);
    assertEquals(
        "EXACT_HYPERGEOMETRIC", small.getString("dissatisfied.method"), "all were as likely");
  }

  private static String everybody(Answers answers, Map<String, Object> sampling) {
    answers.company.staffed();
    answers.accounts("north", "big", 1, 60, "Food").accounts("south", "small", 20, 1, "Toys");
    Map<String, Object> all = new HashMap<>(Map.of("quarantineDays", 0));
    all.putAll(sampling);
    return answers.wave(answers.company.program(100_000, Map.of(), all), 1);
  }

  private static void say(Answers answers, String wave) {
    answers.say(wave, "small", 1, 20, 1, "4", "'{4,4,4}'", "null");
    for (int contact = 1; contact <= 60; contact++) {
      answers.say(wave, "big", 1, 1, contact, "2", "'{1,4,4}'", "null");
    }
  }
}
