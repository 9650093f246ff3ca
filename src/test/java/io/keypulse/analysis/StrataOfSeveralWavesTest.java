package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A wave that adds nothing changes nothing of what another says by its strata. */
@KeypulseTest
class StrataOfSeveralWavesTest {
  private static final String FIELDS =
      "answered population dissatisfied { ... on Share { share lowestShare highestShare count of method } } "
          + "dissatisfiedAccounts { ... on Share { share lowestShare highestShare count of method } } "
          + "byAspect { aspect accounts dissatisfied { ... on Share { share lowestShare highestShare count of method } } } "
          + "byLevel { level accounts dissatisfied { ... on Share { share count of method } } }";

  @Test
  void severalWavesAreWeightedByWhomTheirAnswersStandFor() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 20, 1, "Food").accounts("south", "b", 20, 1, "Metal");
    String program =
        answers.company.program(
            100_000,
            Map.of(),
            Map.of("quarantineDays", 0, "accountMailsPerWeek", 0, "strataBy", "SEGMENT"));
    String first = answers.wave(program, 60);
    answers.say(first, "a", 1, 20, 1, "case when i <= 10 then 2 else 4 end", "'{1,4,2}'", "null");
    answers.say(first, "b", 1, 5, 1, "4", "'{4,4,4}'", "null");
    JsonPath alone = answers.ask(answers.chief(), first, "", FIELDS);
    assertEquals("STRATIFIED", alone.getString("dissatisfied.method"));
    assertEquals(0.25, alone.getDouble("dissatisfied.share"), 1e-6);
    assertEquals("PRODUCT_QUALITY", alone.getString("byAspect[0].aspect"));
    assertEquals(20, alone.getInt("byAspect[0].accounts"));
    assertEquals(20, alone.getInt("byAspect[0].dissatisfied.count"));
    assertEquals(25, alone.getInt("byAspect[0].dissatisfied.of"));
    assertEquals(0.5, alone.getDouble("byAspect[0].dissatisfied.share"), 1e-6, "as overall");

    answers.wave(program, 30);
    assertEquals(figures(alone), figures(since(answers, 90)));
    answers.wave(answers.company.program(100_000), 20);
    assertEquals(figures(alone), figures(since(answers, 90)), "of another program");

    answers.accounts("north", "c", 20, 1, "Toys");
    String open =
        answers.company.openWave(
            answers.company.program(100_000, Map.of(), Map.of("quarantineDays", 0)));
    JsonPath awaited = since(answers, 90);
    assertEquals(figures(alone), figures(awaited), "others are asked, and nobody has answered yet");
    assertEquals(40, awaited.getInt("population"));
    answers.say(
        Integer.toString(GlobalId.parseInt("Wave", open, "id")),
        "c",
        1,
        1,
        1,
        "2",
        "'{1,4,2}'",
        "null");
    assertEquals(60, since(answers, 90).getInt("population"));
  }

  @Test
  void strataOfWhichNobodyWasHeardAreDoubt() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 20, 1, "Food").accounts("south", "b", 20, 1, "Metal");
    answers.accounts("south", "c", 60, 1, "Toys");
    String wave =
        answers.wave(
            answers.company.program(
                100_000,
                Map.of(),
                Map.of("quarantineDays", 0, "accountMailsPerWeek", 0, "strataBy", "SEGMENT")),
            10);
    answers.say(wave, "a", 1, 20, 1, "case when i <= 10 then 2 else 4 end", "'{1,4,2}'", "null");
    answers.say(wave, "b", 1, 20, 1, "4", "'{4,4,4}'", "null");
    JsonPath told =
        answers.ask(
            answers.chief(),
            wave,
            "",
            """
            dissatisfied { ... on Share { population share lowestShare highestShare unheard wide } }
            dissatisfiedAccounts { ... on Share { population share lowestShare highestShare unheard wide } }
            """);
    for (String figure : List.of("dissatisfied.", "dissatisfiedAccounts.")) {
      assertEquals(100, told.getInt(figure + "population"));
      assertEquals(60, told.getInt(figure + "unheard"));
      assertEquals(0.25, told.getDouble(figure + "share"), 1e-6);
      assertEquals(0.10, told.getDouble(figure + "lowestShare"), 1e-6, "none of the sixty");
      assertEquals(0.70, told.getDouble(figure + "highestShare"), 1e-6, "all of them");
      assertTrue(told.getBoolean(figure + "wide"));
    }
  }

  private static List<Object> figures(JsonPath told) {
    return List.of(
        told.getMap("dissatisfied"),
        told.getMap("dissatisfiedAccounts"),
        told.getList("byAspect"),
        told.getList("byLevel"));
  }

  private static JsonPath since(Answers answers, int days) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    JsonPath told =
        answers
            .chief()
            .data(
                "{ dissatisfaction(period: {from: \"%s\", to: \"%s\"}) { %s } }"
                    .formatted(today.minusDays(days), today, FIELDS));
    told.setRootPath("data.dissatisfaction");
    return told;
  }
}
