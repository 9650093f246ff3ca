package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.KeypulseTest;
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
