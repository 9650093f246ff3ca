package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What some people answered again, and others did not, follows from no figures of several waves.
 */
@KeypulseTest
class SeveralConfidentialWavesTest {
  private static final String FIELDS =
      "waveCount population answered distribution { count } dissatisfied { "
          + "... on Share { count of } ... on FewAnswers { count of } ... on Suppressed { reason } } "
          + "byAspect { aspect answered }";

  @Test
  void wavesTogetherSayWhatTheySayOneByOne() {
    Answers answers = accounts();
    String program = answers.company.program(100_000);
    String first = answers.wave(program, 90);
    answers.say(first, "a", 1, 12, 1, "case when i <= 4 then 1 else 4 end", "'{1,4,2}'", "null");
    String second = answers.wave(program, 60);
    answers.say(second, "a", 1, 11, 1, "case when i <= 3 then 2 else 5 end", "'{1,4,2}'", "null");
    String third = answers.wave(program, 30);
    answers.say(third, "a", 2, 13, 1, "5", "'{4,4,4}'", "null");
    List<String> waves = List.of(first, second, third);
    JsonPath named = together(answers, program, 100, 20);
    assertEquals(13, named.getInt("answered"), "of each person the newest");
    waves.forEach(answers::confidential);
    List<JsonPath> each =
        waves.stream().map(wave -> answers.ask(answers.chief(), wave, "", FIELDS)).toList();
    assertSum(each, together(answers, program, 100, 20));
    assertSum(each.subList(0, 2), together(answers, program, 100, 50));
    assertSum(each.subList(1, 3), together(answers, program, 70, 20));
  }

  @Test
  void aWaveThatIsNamedAddsTheNewestAnswersOfItsPeople() {
    Answers answers = accounts();
    String program = answers.company.program(100_000);
    String first = answers.wave(program, 90);
    answers.say(first, "a", 1, 10, 1, "2", "'{1,4,2}'", "null");
    String second = answers.wave(program, 60);
    answers.say(second, "a", 1, 10, 1, "4", "'{1,4,2}'", "null");
    String third = answers.wave(program, 30);
    answers.say(third, "a", 1, 10, 1, "5", "'{4,4,4}'", "null");
    answers.confidential(second);
    JsonPath all = together(answers, program, 100, 20);
    assertEquals(20, all.getInt("answered"));
    assertEquals(0, all.getInt("dissatisfied.count"), "the third took the place of the first");
    assertEquals(
        80, all.getInt("population"), "forty in the named ones, forty in the confidential one");
  }

  @Test
  void aWaveOfWhichTooFewAreLeftIsToldInNoOther() {
    Answers answers = accounts();
    String program = answers.company.program(100_000);
    String first = answers.wave(program, 60);
    answers.say(first, "a", 1, 5, 1, "2", "'{1,4,2}'", "null");
    String second = answers.wave(program, 30);
    answers.say(second, "a", 1, 8, 1, "4", "'{4,4,4}'", "null");
    answers.confidential(first);
    answers.confidential(second);
    assertEquals(13, together(answers, program, 100, 20).getInt("dissatisfied.of"));
    Database.change(
        "delete from answer where wave_id = ?::int and contact_id = (select id from contact where source = ?"
            + " and external_id = 'a1-1')",
        first,
        answers.company.prefix);
    assertEquals(
        "CONFIDENTIAL",
        together(answers, program, 100, 20).getString("dissatisfied.reason"),
        "less the second it would tell four");
  }

  @Test
  void whetherMoreAreDissatisfiedFollowsFromTheSharesThatAreTold() {
    Answers answers = accounts();
    String program = answers.company.program(100_000);
    String first = answers.wave(program, 60);
    answers.say(
        first,
        "a",
        1,
        35,
        1,
        "case when i <= 2 then 2 else 4 end",
        "case when i <= 2 then cast('{2,4,4}' as smallint[]) else cast('{4,4,4}' as smallint[]) end",
        "null");
    String second = answers.wave(program, 30);
    answers.say(
        second,
        "a",
        4,
        38,
        1,
        "case when i <= 30 then 2 else 4 end",
        "case when i <= 30 then cast('{2,4,4}' as smallint[]) else cast('{4,4,4}' as smallint[]) end",
        "null");
    String fields =
        """
        dissatisfied { ... on Share { share } }
        change { ... on Suppressed { reason } ... on InsufficientData { reason }
          ... on Change { compared standing sameAccounts { direction } differentAccounts { direction } onlyWhoAnswered
            people { direction method before beforeOf now nowOf difference lowest highest adjustedP }
            byAspect { aspect comparison { direction method } } } }
        """;
    assertEquals(
        "UP",
        answers
            .ask(answers.chief(), second, "", fields)
            .getString("change.sameAccounts.direction"));
    answers.confidential(first);
    answers.confidential(second);
    double was = answers.ask(answers.chief(), first, "", fields).getDouble("dissatisfied.share");
    JsonPath told = answers.ask(answers.chief(), second, "", fields);
    assertNull(told.get("change.sameAccounts"), "who answered both times is nobody's to know");
    assertNull(told.get("change.differentAccounts"));
    assertNull(told.get("change.onlyWhoAnswered"));
    assertEquals("UP", told.getString("change.people.direction"));
    assertEquals("OF_SHARES", told.getString("change.people.method"));
    assertEquals(
        List.of(2, 35, 27, 35),
        List.of("before", "beforeOf", "now", "nowOf").stream()
            .map(name -> told.getInt("change.people." + name))
            .toList());
    assertEquals(
        told.getDouble("dissatisfied.share") - was,
        told.getDouble("change.people.difference"),
        1e-6);
    assertTrue(told.getDouble("change.people.lowest") > 0.5);
    assertTrue(told.getDouble("change.people.adjustedP") < 1e-6);
    assertEquals(
        "UP",
        told.getString(
            "change.byAspect.find { it.aspect == 'PRODUCT_QUALITY' }.comparison.direction"));
    assertEquals(
        "CANNOT_TELL",
        told.getString("change.byAspect.find { it.aspect == 'PRICE' }.comparison.direction"));
  }

  private static Answers accounts() {
    Answers answers = new Answers();
    answers.company.staffed();
    return answers.accounts("north", "a", 40, 1, "Food");
  }

  private static void assertSum(List<JsonPath> each, JsonPath together) {
    assertEquals(each.size(), together.getInt("waveCount"));
    for (String name : List.of("population", "answered", "dissatisfied.count", "dissatisfied.of")) {
      assertEquals(
          each.stream().mapToInt(one -> one.getInt(name)).sum(), together.getInt(name), name);
    }
    assertEquals(
        IntStream.range(0, 5)
            .mapToObj(
                answer ->
                    each.stream()
                        .mapToInt(one -> one.getInt("distribution[%d].count".formatted(answer)))
                        .sum())
            .toList(),
        together.getList("distribution.count"));
  }

  private static JsonPath together(Answers answers, String program, int from, int to) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    JsonPath told =
        answers
            .chief()
            .data(
                "{ dissatisfaction(programId: \"%s\", period: {from: \"%s\", to: \"%s\"}) { %s } }"
                    .formatted(program, today.minusDays(from), today.minusDays(to), FIELDS));
    told.setRootPath("data.dissatisfaction");
    return told;
  }
}
