package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeypulseTest
class AnswersQualityTest {
  private static final String FIGURE =
      """
      ... on Share { count of population share lowestShare highestShare }
      ... on FewAnswers { count of fewest most } ... on InsufficientData { reason have need }
      ... on Suppressed { withheld: count reason }
      """;

  private static final String QUALITY =
      """
      dissatisfied { %1$s } quality {
        ... on AnswersQuality { answered straightLines fast check dissatisfiedWithoutCheck { %1$s } satisfiedWithoutCheck { %1$s } }
        ... on Suppressed { withheld: count reason } }
      """
          .formatted(FIGURE);

  @Test
  void theFigureStandsBesideTheOneWithoutWhatIsWorthALook() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    slowly(answers, wave);
    answers.say(wave, "a", 31, 34, 1, "5", "'{5,5,5}'", "null");
    answers.say(wave, "a", 35, 35, 1, "5", "'{5,5,5}'", "'Never a fault in ten years'");
    answers.say(wave, "a", 36, 36, 1, "4", "'{5,4,4}'", "null");
    answers.say(wave, "a", 37, 37, 1, "5", "'{5,5,null}'", "null");
    inSeconds(wave, 3, "seconds is null");

    JsonPath all = answers.ask(answers.chief(), wave, "", QUALITY);
    assertEquals(12, all.getInt("dissatisfied.count"));
    assertEquals(37, all.getInt("dissatisfied.of"), "nothing is left out of the figure");
    all.setRootPath("data.dissatisfaction.quality");
    assertEquals(37, all.getInt("answered"));
    assertEquals(18 + 4 + 1, all.getInt("straightLines"));
    assertEquals(7, all.getInt("fast"), "whatever they said");
    assertEquals(4, all.getInt("check"), "a word, or a question left out, and it is none");
    assertEquals(12, all.getInt("dissatisfiedWithoutCheck.count"));
    assertEquals(33, all.getInt("dissatisfiedWithoutCheck.of"));
    assertEquals(50, all.getInt("dissatisfiedWithoutCheck.population"), "they count as silent");
    assertEquals(12 / 33.0, all.getDouble("dissatisfiedWithoutCheck.share"), 1e-6);
    assertTrue(all.getDouble("dissatisfiedWithoutCheck.lowestShare") < 12 / 33.0);
    assertEquals(21, all.getInt("satisfiedWithoutCheck.count"));

    String csv = Answers.csv(answers.chief(), wave);
    assertTrue(csv.contains("\nQUALITY,STRAIGHT_LINE,23,37,"), csv);
    assertTrue(csv.contains("\nQUALITY,FAST,7,37,"), csv);
    assertTrue(csv.contains("\nQUALITY,CHECK,4,37,"), csv);
    assertTrue(csv.contains("\nDISSATISFIED_WITHOUT_CHECK,,12,33,50,0.3636,"), csv);

    for (Client reader : List.of(answers.chief(), Client.as("analyst"))) {
      List<Boolean> marks = marks(reader, wave);
      assertEquals(37, marks.size());
      assertEquals(4, marks.stream().filter(mark -> mark).count(), "each answer says the same");
    }
  }

  @Test
  void whereFewAreLeftTheyAreToldOfAsFew() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 8, 1, "4", "'{5,4,4}'", "null");
    inSeconds(wave, 60, "true");
    answers.say(wave, "a", 9, 11, 1, "1", "'{1,1,1}'", "null");
    inSeconds(wave, 3, "seconds is null");
    JsonPath few = answers.ask(answers.chief(), wave, "", QUALITY);
    assertEquals(3 / 11.0, few.getDouble("dissatisfied.share"), 1e-6);
    assertEquals(0, few.getInt("quality.dissatisfiedWithoutCheck.count"));
    assertEquals(8, few.getInt("quality.dissatisfiedWithoutCheck.of"));
    assertNotNull(few.get("quality.dissatisfiedWithoutCheck.fewest"), "a count, no share");
  }

  @Test
  void overSeveralWavesTheNewestAnswerIsLookedAtByThePaceOfItsWave() {
    Answers answers = twoTeams();
    String program = answers.company.program(100_000);
    String first = answers.wave(program, 60);
    slowly(answers, first);
    String second = answers.wave(program, 30);
    answers.say(second, "a", 1, 30, 1, "4", "'{5,4,4}'", "null");
    inSeconds(second, 10, "true");
    answers.say(second, "a", 31, 33, 1, "1", "'{1,1,1}'", "null");
    inSeconds(second, 5, "seconds is null");
    answers.say(second, "b", 1, 2, 1, "1", "'{1,1,1}'", "null");
    inSeconds(second, 3, "seconds is null");

    JsonPath both =
        answers
            .chief()
            .data(
                """
                { dissatisfaction(period: {from: "2000-01-01", to: "2100-01-01"}, programId: "%s") { %s } }
                """
                    .formatted(program, QUALITY));
    both.setRootPath("data.dissatisfaction");
    assertEquals(35, both.getInt("dissatisfied.of"));
    assertEquals(5, both.getInt("quality.straightLines"), "those of the first were replaced");
    assertEquals(2, both.getInt("quality.check"), "half of ten seconds is not fast");
    assertEquals(3, both.getInt("quality.dissatisfiedWithoutCheck.count"));
    assertEquals(33, both.getInt("quality.dissatisfiedWithoutCheck.of"));
  }

  @Test
  void overSeveralWavesOfStrataTheyAreLeftOutOfTheStrataInWhichTheyStood() {
    Answers answers = twoTeams();
    String program =
        answers.company.program(
            100_000,
            Map.of(),
            Map.of("quarantineDays", 0, "accountMailsPerWeek", 0, "strataBy", "SEGMENT"));
    String first = answers.wave(program, 60);
    answers.say(first, "a", 1, 10, 1, "2", "'{2,4,1}'", "null");
    String second = answers.wave(program, 30);
    answers.say(second, "a", 1, 30, 1, "case when i <= 6 then 2 else 4 end", "'{2,4,1}'", "null");
    answers.say(second, "b", 1, 6, 1, "4", "'{5,4,4}'", "null");
    inSeconds(second, 60, "true");
    answers.say(second, "b", 7, 10, 1, "1", "'{1,1,1}'", "null");
    inSeconds(second, 3, "seconds is null");

    JsonPath both =
        answers
            .chief()
            .data(
                """
                { dissatisfaction(period: {from: "2000-01-01", to: "2100-01-01"}, programId: "%s") { %s } }
                """
                    .formatted(program, QUALITY));
    both.setRootPath("data.dissatisfaction");
    assertEquals(10, both.getInt("dissatisfied.count"));
    assertEquals(40, both.getInt("dissatisfied.of"));
    assertEquals(4, both.getInt("quality.check"));
    assertEquals(6, both.getInt("quality.dissatisfiedWithoutCheck.count"));
    assertEquals(36, both.getInt("quality.dissatisfiedWithoutCheck.of"));
    assertEquals(
        6 / 30.0 * 0.8,
        both.getDouble("quality.dissatisfiedWithoutCheck.share"),
        1e-6,
        "of forty a fifth, and of the ten of south none any more");
    assertEquals(30, both.getInt("quality.satisfiedWithoutCheck.count"));
    String csv =
        answers
            .chief()
            .http()
            .queryParam("programId", program)
            .queryParam("from", "2000-01-01")
            .queryParam("to", "2100-01-01")
            .get("/dissatisfaction.csv")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertTrue(csv.contains("\nDISSATISFIED_WITHOUT_CHECK,,6,36,50,0.1600,"), csv);
  }

  @Test
  void ofConfidentialAnswersTheDifferenceTellsNoFewerThanPromised() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    slowly(answers, wave);
    answers.say(wave, "b", 1, 8, 1, "4", "'{5,4,4}'", "null");
    inSeconds(wave, 60, "seconds is null");
    answers.confidential(wave);
    JsonPath none = answers.ask(answers.chief(), wave, "", QUALITY);
    assertEquals(0, none.getInt("quality.check"));
    assertEquals(12, none.getInt("quality.dissatisfiedWithoutCheck.count"));

    answers.say(wave, "a", 31, 33, 1, "1", "'{1,1,1}'", "null");
    inSeconds(wave, 3, "seconds is null");
    answers.confidential(wave);
    JsonPath three = answers.ask(answers.chief(), wave, "", QUALITY);
    assertEquals(15, three.getInt("dissatisfied.count"));
    assertEquals(3, three.getInt("quality.check"), "how many is no answer of anybody");
    for (String figure : List.of("dissatisfiedWithoutCheck", "satisfiedWithoutCheck")) {
      assertEquals("CONFIDENTIAL", three.getString("quality." + figure + ".reason"));
      assertEquals(3, three.getInt("quality." + figure + ".withheld"));
    }
    assertTrue(
        Answers.csv(answers.chief(), wave)
            .contains("\nDISSATISFIED_WITHOUT_CHECK,,,,,,,,CONFIDENTIAL"));

    answers.say(wave, "a", 34, 36, 1, "1", "'{1,1,1}'", "null");
    answers.say(wave, "b", 9, 10, 1, "1", "'{1,1,1}'", "null");
    inSeconds(wave, 3, "seconds is null");
    answers.confidential(wave);
    JsonPath eight = answers.ask(answers.chief(), wave, "", QUALITY);
    assertEquals(8, eight.getInt("quality.check"));
    assertEquals(12, eight.getInt("quality.dissatisfiedWithoutCheck.count"));
    JsonPath north = answers.ask(answers.chief(), wave, "segment: \"Food\"", QUALITY);
    assertEquals(18, north.getInt("dissatisfied.count"));
    assertEquals(6, north.getInt("quality.check"));
    assertEquals(
        "DERIVABLE",
        north.getString("quality.dissatisfiedWithoutCheck.reason"),
        "all less north would tell what two of south said");
    JsonPath one =
        answers.ask(answers.chief(), wave, "accountId: \"" + account(answers) + "\"", QUALITY);
    assertEquals("CONFIDENTIAL", one.getString("quality.reason"));
    assertFalse(
        one.prettify().contains("straightLines"), "of one answer not even how it was given");
  }

  /** Twelve who are dissatisfied and eighteen who are content with everything, at their leisure. */
  private static void slowly(Answers answers, String wave) {
    answers.say(wave, "a", 1, 12, 1, "2", "'{1,4,2}'", "null");
    answers.say(wave, "a", 13, 30, 1, "5", "'{5,5,5}'", "null");
    inSeconds(wave, 60, "true");
  }

  private static void inSeconds(String wave, int seconds, String which) {
    Database.change(
        "update answer set seconds = ? where wave_id = ?::int and " + which, seconds, wave);
  }

  private static List<Boolean> marks(Client reader, String wave) {
    List<Boolean> marks = new ArrayList<>();
    for (String id :
        Database.column("select invitation_id::text from answer where wave_id = ?::int", wave)) {
      marks.add(
          reader
              .data(
                  "query ($id: ID!) { node(id: $id) { ... on Answer { quality { check } } } }",
                  Map.of("id", GlobalId.of("Answer", Long.parseLong(id))))
              .getBoolean("data.node.quality.check"));
    }
    return marks;
  }

  private static String account(Answers answers) {
    return GlobalId.of(
        "Account",
        Long.parseLong(
            Database.value(
                "select id::text from account where source = ? and external_id = 'a31'",
                answers.company.prefix)));
  }

  private static Answers twoTeams() {
    Answers answers = new Answers();
    answers.company.staffed();
    return answers.accounts("north", "a", 40, 1, "Food").accounts("south", "b", 10, 1, "Toys");
  }
}
