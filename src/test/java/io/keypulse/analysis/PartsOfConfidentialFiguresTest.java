package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No figure that is told is made of parts that are too small to be told. */
@KeypulseTest
class PartsOfConfidentialFiguresTest {
  private static final String SHARE = "{ ... on Share { count of share effectiveSample method } }";
  private static final String FIGURES =
      "dissatisfied %1$s satisfied %1$s byAspect { aspect dissatisfied %1$s } byLevel { level dissatisfied %1$s } "
              .formatted(SHARE)
          + "quality { ... on AnswersQuality { dissatisfiedWithoutCheck %1$s } } ".formatted(SHARE);
  private static final String COURSE =
      "pulse { ... on Pulse { points { share } } } "
          + "change { ... on Change { people { beforeOf method } } } ";
  private static final String RANKING =
      "ranking { ... on Ranking { mean priorWeight withheld accounts verdicts { verdict accounts }"
          + " nodes { dissatisfied withOpinion share lowestShare highestShare ownWeight probabilityWorse } } }";
  private static final String OVERALL = "case when i <= %d then 2 else 4 end";
  private static final String PRICE =
      "case when i <= %d then cast('{4,2,4}' as smallint[]) else cast('{4,4,4}' as smallint[]) end";

  /** Of Food 6 of 8, of Metal 1 of 4, of Steel 2 of 3; Metal and Steel are hidden in each other. */
  @Test
  void strataOfTooFewAnswersAreWeightedTogether() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers
        .accounts("north", "a", 20, 1, "Food")
        .accounts("south", "b", 10, 1, "Metal")
        .accounts("south", "c", 6, 1, "Steel");
    String program = answers.company.program(100_000, Map.of(), bySegment());
    String first = spoken(answers, program, 60);
    String second = spoken(answers, program, 30);
    double apart = (20 * 6 / 8.0 + 10 * 1 / 4.0 + 6 * 2 / 3.0) / 36;
    double together = (20 * 6 / 8.0 + 16 * 3 / 7.0) / 36;
    assertShare(apart, answers.ask(answers.chief(), second, "", FIGURES));

    answers.confidential(first);
    answers.confidential(second);
    JsonPath told = answers.ask(answers.chief(), second, "", FIGURES + COURSE);
    assertShare(together, told);
    assertEquals(9, told.getInt("dissatisfied.count"));
    assertEquals(15, told.getInt("dissatisfied.of"));
    assertEquals("STRATIFIED", told.getString("dissatisfied.method"));
    assertEquals(
        36 * 36 / (20 * 20 / 8.0 + 16 * 16 / 7.0),
        told.getDouble("dissatisfied.effectiveSample"),
        1e-4);
    assertEquals(together, told.getDouble("pulse.points[1].share"), 1e-6);
    JsonPath both = ofBoth(answers, program);
    assertShare(together, both);
    assertEquals(30, both.getInt("dissatisfied.of"));
  }

  @Test
  void whomNobodyWasHeardOfIsNotWeightedWithThoseWhoseStrataAreTooSmall() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers
        .accounts("north", "a", 20, 1, "Food")
        .accounts("south", "b", 10, 1, "Metal")
        .accounts("south", "c", 6, 1, "Steel")
        .accounts("south", "d", 4, 1, "Brass");
    String wave = spoken(answers, answers.company.program(100_000, Map.of(), bySegment()), 30);
    answers.confidential(wave);
    JsonPath told =
        answers.ask(
            answers.chief(),
            wave,
            "",
            "dissatisfied { ... on Share { share unheard population } }");
    assertEquals((20 * 6 / 8.0 + 16 * 3 / 7.0) / 36, told.getDouble("dissatisfied.share"), 1e-6);
    assertEquals(4, told.getInt("dissatisfied.unheard"));
    assertEquals(40, told.getInt("dissatisfied.population"));
  }

  @Test
  void strataThatAreLargeEnoughKeepTheirWeights() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 20, 1, "Food").accounts("south", "b", 10, 1, "Metal");
    String wave = answers.wave(answers.company.program(100_000, Map.of(), bySegment()), 30);
    answers.say(wave, "a", 1, 8, 1, OVERALL.formatted(6), "'{4,4,4}'", "null");
    answers.say(wave, "b", 1, 6, 1, OVERALL.formatted(1), "'{4,4,4}'", "null");
    double apart = (20 * 6 / 8.0 + 10 * 1 / 6.0) / 30;
    String share = "dissatisfied " + SHARE;
    answers.confidential(wave);
    JsonPath told = answers.ask(answers.chief(), wave, "", share);
    assertEquals(apart, told.getDouble("dissatisfied.share"), 1e-6);

    Database.change(
        "delete from answer where wave_id = ?::int and contact_id in (select id from contact where source = ?"
            + " and external_id in ('b1-1', 'b2-1'))",
        wave,
        answers.company.prefix);
    JsonPath left = answers.ask(answers.chief(), wave, "", share);
    assertEquals(12, left.getInt("dissatisfied.of"));
    assertEquals("EXACT_HYPERGEOMETRIC", left.getString("dissatisfied.method"), "four are left");
  }

  @Test
  void accountsThatAreWithheldHaveNoPartInWhatIsToldOfOthers() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 3, 8, "Food").accounts("south", "b", 9, 1, "Metal");
    String program = answers.company.program(100_000);
    List<JsonPath> told =
        List.of(0, 9).stream()
            .map(
                unhappy -> {
                  String wave = answers.wave(program, 30 + unhappy);
                  for (int contact = 1; contact <= 8; contact++) {
                    answers.say(
                        wave,
                        "a",
                        1,
                        3,
                        contact,
                        "case when %d < 2 * i then 2 else 5 end".formatted(contact),
                        "'{4,4,4}'",
                        "null");
                  }
                  answers.say(wave, "b", 1, 9, 1, OVERALL.formatted(unhappy), "'{4,4,4}'", "null");
                  answers.confidential(wave);
                  return answers.ask(answers.chief(), wave, "", RANKING);
                })
            .toList();
    assertEquals(9, told.getFirst().getInt("ranking.withheld"));
    assertEquals(3, told.getFirst().getInt("ranking.accounts"));
    assertEquals(told.getFirst().getMap("ranking"), told.getLast().getMap("ranking"));
  }

  @Test
  void answersThatAnEmployeeWroteDownHideNobody() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 1, 6, "Food").accounts("north", "b", 1, 8, "Food");
    String program =
        answers.company.program(100_000, Map.of("channels", List.of("EMAIL", "PHONE")));
    String open = answers.company.openWave(program);
    IntStream.rangeClosed(1, 4).forEach(contact -> writtenDown(answers, open, "a1-" + contact));
    answers.company.closeWaveInTime(open);
    String wave = Integer.toString(GlobalId.parseInt("Wave", open, "id"));
    for (int contact = 5; contact <= 6; contact++) {
      answers.say(wave, "a", 1, 1, contact, "2", "'{4,4,4}'", "null");
    }
    for (int contact = 1; contact <= 6; contact++) {
      answers.say(wave, "b", 1, 1, contact, "5", "'{4,4,4}'", "null");
    }
    answers.confidential(wave);
    String fields =
        "answered answeredByPhone distribution { count } dissatisfied { ... on Share { count of } ... on FewAnswers { count of } ... on Suppressed { reason } }"
            + " byAspect { aspect }";
    JsonPath parted =
        answers.ask(answers.ana(), wave, "accountId: \"" + account(answers, "a1") + "\"", fields);
    assertEquals(6, parted.getInt("answered"));
    assertEquals("CONFIDENTIAL", parted.getString("dissatisfied.reason"), "two, whom four hide");
    assertEquals(List.of(), parted.getList("distribution"));
    assertEquals(List.of(), parted.getList("byAspect"));
    JsonPath other =
        answers.ask(answers.ana(), wave, "accountId: \"" + account(answers, "b1") + "\"", fields);
    assertEquals("DERIVABLE", other.getString("dissatisfied.reason"));
    JsonPath all = answers.ask(answers.ana(), wave, "", fields);
    assertEquals(12, all.getInt("dissatisfied.of"), "with those of eight who answered themselves");
    assertEquals(2, all.getInt("dissatisfied.count"));
    assertEquals(3, all.getList("byAspect").size());

    Database.change(
        "delete from answer where wave_id = ?::int and contact_id in (select id from contact where source = ?"
            + " and external_id in ('b1-1', 'b1-2', 'b1-3', 'b1-4'))",
        wave,
        answers.company.prefix);
    JsonPath left = answers.ask(answers.ana(), wave, "", fields);
    assertEquals(8, left.getInt("answered"));
    assertEquals("CONFIDENTIAL", left.getString("dissatisfied.reason"), "four by themselves");
  }

  @Test
  void answersThroughAnAddressThatSomebodyChangedAfterTheDrawHideNobody() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 1, 6, "Food").accounts("north", "b", 1, 8, "Food");
    String open = answers.company.openWave(answers.company.program(100_000));
    String wave = Integer.toString(GlobalId.parseInt("Wave", open, "id"));
    Database.change(
        "update mail set attempts = 1, readdressed_to = 'ana@freemail.example' where wave_id = ?::int and contact_id in"
            + " (select id from contact where source = ? and external_id in ('a1-1', 'a1-2', 'a1-3', 'a1-4'))",
        wave,
        answers.company.prefix);
    answers.company.closeWaveInTime(open);
    for (int contact = 1; contact <= 6; contact++) {
      answers.say(wave, "a", 1, 1, contact, contact > 4 ? "1" : "5", "'{4,4,4}'", "null");
      answers.say(wave, "b", 1, 1, contact, "5", "'{4,4,4}'", "null");
    }
    answers.confidential(wave);
    String fields =
        "answered distribution { count } dissatisfied { ... on Share { count of } ... on FewAnswers { count of } ... on Suppressed { reason } }";
    JsonPath parted =
        answers.ask(answers.ana(), wave, "accountId: \"" + account(answers, "a1") + "\"", fields);
    assertEquals(6, parted.getInt("answered"));
    assertEquals("CONFIDENTIAL", parted.getString("dissatisfied.reason"));
    assertEquals(List.of(), parted.getList("distribution"));
    assertEquals(12, answers.ask(answers.ana(), wave, "", fields).getInt("dissatisfied.of"));
  }

  private static void writtenDown(Answers answers, String wave, String contact) {
    answers
        .ana()
        .data(
            "mutation ($i: ResponseRecordInput!) { responseRecord(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "waveId",
                    wave,
                    "contactId",
                    id(answers, "Contact", contact),
                    "mode",
                    "PHONE",
                    "overall",
                    "VERY_SATISFIED",
                    "ratings",
                    List.of(Map.of("aspect", "PRICE", "answer", "VERY_SATISFIED")))));
  }

  private static Map<String, Object> bySegment() {
    return Map.of("quarantineDays", 0, "accountMailsPerWeek", 0, "strataBy", "SEGMENT");
  }

  private static String spoken(Answers answers, String program, int daysAgo) {
    String wave = answers.wave(program, daysAgo);
    answers.say(wave, "a", 1, 8, 1, OVERALL.formatted(6), PRICE.formatted(6), "null");
    answers.say(wave, "b", 1, 4, 1, OVERALL.formatted(1), PRICE.formatted(1), "null");
    answers.say(wave, "c", 1, 3, 1, OVERALL.formatted(2), PRICE.formatted(2), "null");
    return wave;
  }

  private static void assertShare(double share, JsonPath told) {
    assertEquals(share, told.getDouble("dissatisfied.share"), 1e-6);
    assertEquals(1 - share, told.getDouble("satisfied.share"), 1e-6);
    assertEquals(
        share, told.getDouble("byAspect.find { it.aspect == 'PRICE' }.dissatisfied.share"), 1e-6);
    assertEquals(
        share, told.getDouble("byLevel.find { it.level == 'PRICE' }.dissatisfied.share"), 1e-6);
    assertEquals(share, told.getDouble("quality.dissatisfiedWithoutCheck.share"), 1e-6);
  }

  private static JsonPath ofBoth(Answers answers, String program) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    JsonPath told =
        answers
            .chief()
            .data(
                "{ dissatisfaction(programId: \"%s\", period: {from: \"%s\", to: \"%s\"}) { %s } }"
                    .formatted(program, today.minusDays(90), today, FIGURES));
    told.setRootPath("data.dissatisfaction");
    return told;
  }

  private static String account(Answers answers, String id) {
    return id(answers, "Account", id);
  }

  private static String id(Answers answers, String type, String id) {
    return GlobalId.of(
        type,
        Long.parseLong(
            Database.value(
                "select id from " + type + " where source = ? and external_id = ?",
                answers.company.prefix,
                id)));
  }
}
