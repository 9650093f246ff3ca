package io.keypulse.analysis;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Which team, manager or segment is in trouble. */
@KeypulseTest
class PartsOfAScopeTest {
  private static final String SHARE =
      """
      ... on Share { count of population share lowestShare highestShare lowest highest effectiveSample method wide unheard }
      ... on FewAnswers { count of population fewest most } ... on InsufficientData { reason have need }
      ... on Suppressed { withheld: count reason }
      """;

  private static final String PARTS =
      """
      byPart(of: %s) { ... on Parts { of parts withoutAnswers withheld mean compared standing nodes {
        name population drawn answered dissatisfied { %s } team { id name } manager { id name }
        judged { place share lowestShare highestShare ownWeight probabilityWorse direction adjustedP } } }
        ... on Suppressed { reason } }
      """;

  @Inject SessionFactory sessions;

  @Test
  void eachPartIsToldAsItIsByItself() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers
        .accounts("north", "a", 20, 2, "Food")
        .accounts("south", "b", 12, 1, "Metal")
        .accounts("south", "c", 8, 1, "Food");
    String program = answers.company.program(100_000, Map.of(), bySegment());
    String first = answers.wave(program, 40);
    said(answers, first);
    String wave = answers.wave(program, 10);
    said(answers, wave);
    assertParts(answers, "waveId: \"%s\"".formatted(GlobalId.of("Wave", Long.parseLong(wave))));
    assertParts(
        answers,
        "programId: \"%s\", period: {from: \"2020-01-01\", to: \"2100-01-01\"}".formatted(program));
  }

  @Test
  void aPartInWhichACapLeftMostUnheardIsWeighedAsItIsByItself() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 3, 30, "Food").accounts("north", "b", 20, 1, "Food");
    answers.accounts("south", "c", 14, 2, "Metal");
    String wave =
        answers.wave(
            answers.company.program(
                100_000,
                Map.of(),
                Map.of("quarantineDays", 0, "accountMailsPerWeek", 0, "accountCap", 1)),
            1);
    for (int contact = 1; contact <= 30; contact++) {
      answers.say(wave, "a", 1, 3, contact, "2", "'{1,4,4}'", "null");
    }
    answers.say(wave, "b", 1, 20, 1, "4", "'{4,4,4}'", "null");
    answers.say(wave, "c", 1, 14, 1, "4", "'{4,4,4}'", "null");
    answers.say(wave, "c", 1, 14, 2, "4", "'{4,4,4}'", "null");
    String named = GlobalId.of("Wave", Long.parseLong(wave));
    assertParts(answers, "waveId: \"%s\"".formatted(named));
    assertTrue(
        parts(answers.chief(), "waveId: \"%s\"".formatted(named), "TEAM")
            .getList("nodes.dissatisfied.method")
            .contains("WEIGHTED_BY_CHANCE"));
    answers.confidential(wave);
    assertParts(answers, "waveId: \"%s\"".formatted(named));
  }

  @Test
  void onlyWhatIsBeyondChanceIsCalledWorse() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 40, 1, "Food").accounts("south", "b", 12, 1, "Metal");
    answers.accounts("south", "c", 4, 1, "Toys");
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 40, 1, "case when i <= 3 then 2 else 5 end", "'{4,4,4}'", "null");
    answers.say(wave, "b", 1, 12, 1, "case when i <= 8 then 2 else 5 end", "'{4,4,4}'", "null");
    answers.say(wave, "c", 1, 4, 1, "2", "'{4,4,4}'", "null");
    JsonPath told = ask(answers, answers.chief(), wave, "SEGMENT");
    assertEquals(3, told.getInt("parts"));
    assertEquals(2, told.getInt("compared"), "four answers are compared with nothing");
    assertEquals(
        Map.of("Food", "BETTER", "Metal", "WORSE", "Toys", "CANNOT_TELL"),
        Map.of(
            told.getString("nodes[0].name"), told.getString("nodes[0].judged.direction"),
            told.getString("nodes[1].name"), told.getString("nodes[1].judged.direction"),
            told.getString("nodes[2].name"), told.getString("nodes[2].judged.direction")));
    assertEquals(2, told.getInt("standing"));
    assertEquals("Food", told.getString("nodes[2].name"), "the worst first");
    JsonPath toys = new JsonPath(told.prettify());
    toys.setRootPath("data.dissatisfaction.byPart.nodes.find { it.name == 'Toys' }");
    assertEquals("TOO_FEW_ANSWERS", toys.getString("dissatisfied.reason"));
    assertNull(toys.get("judged.adjustedP"));
    assertTrue(toys.getDouble("judged.share") < 0.95, "four of four are not all");

    JsonPath alone = ask(answers, answers.ana(), wave, "TEAM");
    assertEquals(1, alone.getInt("parts"), "she sees no other");
    assertNull(alone.get("nodes[0].judged"));
    assertEquals(40, alone.getInt("nodes[0].answered"));

    String csv = Answers.csv(answers.chief(), wave);
    assertTrue(csv.contains("\nSEGMENT,Metal,8,12,12,0.6667,"), csv);
    assertTrue(csv.contains("\nMANAGER,Ana Alvarez,3,40,40,0.0750,"), csv);
    assertTrue(
        csv.lines()
            .anyMatch(row -> row.startsWith("SEGMENT_JUDGED,Metal,") && row.contains(",WORSE,")),
        csv);
    assertTrue(csv.contains("\nTEAM_ADJUSTED_P,"), csv);
  }

  @Test
  void accountsThatNobodyLeadsAreOnePartOfTheManagers() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 10, 1, "Food").accounts("west", "b", 11, 1, "Food");
    served(answers, "west");
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 10, 1, "5", "'{4,4,4}'", "null");
    answers.say(wave, "b", 1, 11, 1, "5", "'{4,4,4}'", "null");
    JsonPath managers = ask(answers, answers.chief(), wave, "MANAGER");
    assertEquals(
        List.of("", "Ana Alvarez"), managers.getList("nodes.name").stream().sorted().toList());
    JsonPath teams = ask(answers, answers.chief(), wave, "TEAM");
    assertEquals(
        List.of(answers.company.prefix + " north", answers.company.prefix + " west"),
        teams.getList("nodes.team.name").stream().sorted().toList());
  }

  /** South has nine answers, west three: west less would be told by the whole less the others. */
  @Test
  void noPartIsToldThatTheOthersWouldTell() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 1, 12, "Food").accounts("south", "b", 9, 1, "Metal");
    answers.accounts("west", "c", 3, 1, "Toys");
    served(answers, "west");
    String wave = answers.wave(answers.company.program(100_000), 1);
    for (int contact = 1; contact <= 12; contact++) {
      answers.say(wave, "a", 1, 1, contact, contact > 4 ? "5" : "2", "'{4,4,4}'", "null");
    }
    answers.say(wave, "b", 1, 9, 1, "case when i < 3 then 2 else 5 end", "'{4,4,4}'", "null");
    answers.say(wave, "c", 1, 3, 1, "2", "'{4,4,4}'", "null");
    answers.confidential(wave);
    JsonPath told = ask(answers, answers.chief(), wave, "TEAM");
    assertEquals(3, told.getInt("parts"));
    assertEquals(2, told.getInt("withheld"), () -> told.prettify());
    int open =
        IntStream.range(0, 3)
            .filter(i -> told.get("nodes[%d].dissatisfied.share".formatted(i)) != null)
            .findFirst()
            .orElseThrow();
    assertEquals(12, told.getInt("nodes[%d].dissatisfied.of".formatted(open)));
    assertEquals(
        List.of(), told.getList("nodes.judged").stream().filter(one -> one != null).toList());
    assertNull(told.get("mean"), "what hidden accounts say has no part in it");
  }

  @Test
  void manyPartsTakeNoMoreStatementsThanFew() {
    List<Long> counts = new ArrayList<>();
    for (int teams : List.of(2, 7)) {
      Answers answers = new Answers();
      answers.company.staffed();
      for (int team = 1; team <= teams; team++) {
        answers.accounts("t" + team, "x" + team + "y", 2, 1, "Segment " + team);
      }
      String wave = answers.wave(answers.company.program(100_000), 1);
      sessions.getStatistics().clear();
      answers.ask(
          answers.chief(),
          wave,
          "",
          List.of("TEAM", "MANAGER", "SEGMENT").stream()
              .map(kind -> kind.toLowerCase(Locale.ROOT) + ": " + PARTS.formatted(kind, SHARE))
              .collect(joining(" ")));
      counts.add(sessions.getStatistics().getPrepareStatementCount());
    }
    assertEquals(counts.getFirst(), counts.getLast(), counts::toString);
  }

  /** By somebody below the chief, and led by nobody. */
  private static void served(Answers answers, String team) {
    answers.company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m-" + team + ",%1$s " + team + ",lou,LOGISTICS,false");
  }

  /** Every part of every kind against the query for it alone. */
  private static void assertParts(Answers answers, String when) {
    for (String kind : List.of("TEAM", "MANAGER", "SEGMENT")) {
      JsonPath parts = parts(answers.chief(), when, kind);
      assertEquals(2, parts.getInt("parts"), kind);
      for (int i = 0; i < 2; i++) {
        String part = "nodes[%d].".formatted(i);
        String which =
            switch (kind) {
              case "TEAM" -> "teamId: \"%s\"".formatted(parts.getString(part + "team.id"));
              case "MANAGER" -> "managerId: \"%s\"".formatted(parts.getString(part + "manager.id"));
              default -> "segment: \"%s\"".formatted(parts.getString(part + "name"));
            };
        JsonPath alone =
            answers
                .chief()
                .data(
                    "{ dissatisfaction(%s, %s) { population drawn answered dissatisfied { %s } } }"
                        .formatted(when, which, SHARE));
        alone.setRootPath("data.dissatisfaction");
        for (String figure : List.of("population", "drawn", "answered", "dissatisfied")) {
          assertNotNull(alone.get(figure), which);
          assertEquals((Object) alone.get(figure), parts.get(part + figure), which + " " + figure);
        }
      }
    }
  }

  private static JsonPath parts(Client client, String when, String kind) {
    JsonPath told =
        client.data("{ dissatisfaction(%s) { %s } }".formatted(when, PARTS.formatted(kind, SHARE)));
    told.setRootPath("data.dissatisfaction.byPart");
    return told;
  }

  private static JsonPath ask(Answers answers, Client client, String wave, String kind) {
    JsonPath told = answers.ask(client, wave, "", PARTS.formatted(kind, SHARE));
    told.setRootPath("data.dissatisfaction.byPart");
    return told;
  }

  private static void said(Answers answers, String wave) {
    answers.say(wave, "a", 1, 14, 1, "case when i <= 4 then 2 else 5 end", "'{4,4,4}'", "null");
    answers.say(wave, "a", 3, 9, 2, "case when i <= 5 then 1 else 4 end", "'{4,4,4}'", "null");
    answers.say(
        wave, "b", 1, 11, 1, "case when i <= 2 then 2 else 3 + i % 3 end", "'{4,4,4}'", "null");
    answers.say(wave, "c", 1, 3, 1, "4", "'{4,4,4}'", "null");
  }

  private static Map<String, Object> bySegment() {
    return Map.of("quarantineDays", 0, "accountMailsPerWeek", 0, "strataBy", "SEGMENT");
  }
}
