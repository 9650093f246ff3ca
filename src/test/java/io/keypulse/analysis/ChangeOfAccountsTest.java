package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What accounts said before and say now: over the whole scale, and of these very accounts. */
@KeypulseTest
class ChangeOfAccountsTest {
  private static final String SCALE =
      """
      change { ... on Change { compared standing sameAccounts { direction }
        wholeScale { direction method before now probabilityWorse lowest highest adjustedP } }
        ... on InsufficientData { reason } }
      """;

  private static final String LIST =
      """
      changeInList { ... on ListChange { basis accounts onlyBefore onlyNow heard heardFully dissatisfiedBefore dissatisfiedNow
        worse better unchanged direction difference lowest highest lowestWhateverOthersSay highestWhateverOthersSay
        gotWorse { name } gotBetter(first: 1) { name } before { id } }
        ... on InsufficientData { reason have } ... on Suppressed { reason } }
      """;

  private static final String ROLES =
      """
      buyersAndUsers { ... on BuyersAgainstUsers { accounts usersWorse buyersWorse direction meanGap signP signedRankP
        pairs { buyers users account { name } } } ... on InsufficientData { reason have } ... on Suppressed { reason } }
      """;

  @Test
  void fromVerySatisfiedToSatisfiedIsAChangeThoughNobodyIsDissatisfied() {
    Answers answers = accounts(40, 1);
    String program = answers.company.program(100_000);
    say(answers, answers.wave(program, 30), 1, 40, "5");
    String wave = answers.wave(program, 1);
    say(answers, wave, 1, 40, "case when i <= 24 then 4 else 5 end");
    JsonPath told = answers.ask(answers.chief(), wave, "", SCALE);
    assertEquals("CANNOT_TELL", told.getString("change.sameAccounts.direction"));
    assertEquals("UP", told.getString("change.wholeScale.direction"), told::prettify);
    assertEquals("BRUNNER_MUNZEL_PAIRED", told.getString("change.wholeScale.method"));
    assertEquals(40, told.getInt("change.wholeScale.before"));
    assertEquals(0.5 + 24 / 80.0, told.getDouble("change.wholeScale.probabilityWorse"), 1e-6);
    assertTrue(told.getDouble("change.wholeScale.lowest") > 0.6, told.prettify());
    assertEquals(5, told.getInt("change.compared"), "also overall and by three aspects");
    assertEquals(1, told.getInt("change.standing"));
    String csv = Answers.csv(answers.chief(), wave);
    assertTrue(csv.contains("\nCHANGE,WHOLE_SCALE,,40,,0.8000,"), csv);
  }

  @Test
  void whereFewWereHeardOnOneSideTheirAnswersAreDealtAnew() {
    Answers answers = accounts(20, 1);
    String program = answers.company.program(100_000);
    say(answers, answers.wave(program, 30), 1, 12, "5");
    String wave = answers.wave(program, 1);
    say(answers, wave, 13, 20, "case when i <= 16 then 4 else 1 end");
    JsonPath told = answers.ask(answers.chief(), wave, "", SCALE);
    assertEquals("PERMUTATION", told.getString("change.wholeScale.method"), told::prettify);
    assertEquals("UP", told.getString("change.wholeScale.direction"));
    assertEquals(8, told.getInt("change.wholeScale.now"));
    assertNull(told.get("change.wholeScale.probabilityWorse"), "of fewer than thirty");
    answers.confidential(wave);
    assertNull(answers.ask(answers.chief(), wave, "", SCALE).get("change.wholeScale"));
  }

  @Test
  void aManagerOfNineAccountsThatWereAllHeardGetsFacts() {
    Answers answers = accounts(9, 2);
    String program = answers.company.program(100_000);
    String before = answers.wave(program, 30);
    say(answers, before, 1, 9, "5");
    answers.say(before, "a", 1, 9, 2, "case when i = 9 then 2 else 4 end", "'{4,4,4}'", "null");
    String wave = answers.wave(program, 1);
    say(answers, wave, 1, 9, "case when i <= 3 then 2 else 5 end");
    answers.say(wave, "a", 1, 9, 2, "case when i = 1 then 1 else 4 end", "'{4,4,4}'", "null");
    JsonPath told = answers.ask(answers.ana(), wave, "", SCALE + LIST);
    assertEquals("TOO_FEW_ACCOUNTS", told.getString("change.reason"), "nine show no trend");
    told.setRootPath("data.dissatisfaction.changeInList");
    assertEquals("CENSUS", told.getString("basis"), told::prettify);
    assertEquals(List.of(9, 9, 9), counts(told, "accounts", "heard", "heardFully"));
    assertEquals(List.of(1, 3), counts(told, "dissatisfiedBefore", "dissatisfiedNow"));
    assertEquals(List.of(3, 1, 5), counts(told, "worse", "better", "unchanged"));
    assertEquals("UP", told.getString("direction"));
    assertNull(told.get("difference"), "no percentage of nine");
    assertEquals(answers.company.prefix + " a1", told.getString("gotWorse[0].name"), "most");
    assertEquals(3, told.getList("gotWorse").size());
    assertEquals(List.of(answers.company.prefix + " a9"), told.getList("gotBetter.name"));
    assertEquals(List.of(GlobalId.of("Wave", Long.parseLong(before))), told.getList("before.id"));
    String csv = Answers.csv(answers.chief(), wave);
    assertTrue(csv.contains("\nCHANGE_IN_LIST,,9,9,9,,,,CENSUS,"), csv);
    assertTrue(csv.contains("\nCHANGE_IN_LIST,WORSE,3,9,"), csv);
    answers.confidential(wave);
    assertEquals(
        "DERIVABLE", answers.ask(answers.ana(), wave, "", LIST).getString("changeInList.reason"));
  }

  @Test
  void whereSomeAreSilentOnlyWhatTheyCouldNotUndoIsAFact() {
    Answers answers = accounts(40, 1);
    String program = answers.company.program(100_000);
    say(answers, answers.wave(program, 30), 1, 36, "5");
    String wave = answers.wave(program, 1);
    say(answers, wave, 1, 40, "case when i <= 12 then 2 else 5 end");
    JsonPath told = answers.ask(answers.chief(), wave, "", LIST);
    told.setRootPath("data.dissatisfaction.changeInList");
    assertEquals("PART", told.getString("basis"));
    assertEquals(List.of(40, 36, 36), counts(told, "accounts", "heard", "heardFully"));
    assertEquals(12 / 36.0, told.getDouble("difference"), 1e-6);
    assertTrue(told.getDouble("lowest") > 0.25, "with finite population correction");
    assertEquals((12 - 4) / 40.0, told.getDouble("lowestWhateverOthersSay"), 1e-6);
    assertEquals("UP", told.getString("direction"), "whatever four would have said");

    assertEquals(
        "NOTHING_BEFORE",
        answers
            .chief()
            .data(
                "{ dissatisfaction(programId: \"%s\", period: {from: \"2020-01-01\", to: \"2100-01-01\"}) { %s } }"
                    .formatted(program, LIST))
            .getString("data.dissatisfaction.changeInList.reason"));
  }

  @Test
  void twoWavesAgainstTwoCountTheNewestAnswerOfEachPerson() {
    Answers answers = accounts(10, 1);
    String program = answers.company.program(100_000);
    say(answers, answers.wave(program, 200), 1, 10, "2");
    say(answers, answers.wave(program, 170), 1, 10, "5");
    say(answers, answers.wave(program, 20), 1, 10, "5");
    say(answers, answers.wave(program, 10), 1, 10, "case when i = 1 then 2 else 5 end");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    JsonPath told =
        answers
            .chief()
            .data(
                "{ dissatisfaction(programId: \"%s\", period: {from: \"%s\", to: \"%s\"}) { %s } }"
                    .formatted(program, today.minusDays(50), today, LIST + SCALE));
    told.setRootPath("data.dissatisfaction.changeInList");
    assertEquals("CENSUS", told.getString("basis"), told::prettify);
    assertEquals(List.of(1, 0, 9), counts(told, "worse", "better", "unchanged"));
    assertEquals(2, told.getList("before").size());
  }

  @Test
  void buyersAndUsersAreComparedAccountByAccountFromSixOn() {
    Answers answers = accounts(8, 2);
    String wave = answers.wave(answers.company.program(100_000), 1);
    say(answers, wave, 1, 5, "5");
    answers.say(wave, "a", 1, 8, 2, "case when i = 8 then 5 else 2 end", "'{4,4,4}'", "null");
    JsonPath few = answers.ask(answers.ana(), wave, "", ROLES);
    few.setRootPath("data.dissatisfaction.buyersAndUsers");
    assertEquals(5, few.getInt("accounts"));
    assertEquals(5, few.getInt("usersWorse"));
    assertEquals("CANNOT_TELL", few.getString("direction"));
    assertNull(few.get("signedRankP"), "a list, no test");
    assertEquals(5, few.getList("pairs").size());
    assertEquals(2, few.getDouble("pairs[0].users"), 1e-9);

    say(answers, wave, 6, 8, "5");
    JsonPath told = answers.ask(answers.ana(), wave, "", ROLES);
    told.setRootPath("data.dissatisfaction.buyersAndUsers");
    assertEquals(8, told.getInt("accounts"));
    assertEquals("USERS_WORSE", told.getString("direction"), told::prettify);
    assertEquals(-21 / 8.0, told.getDouble("meanGap"), 1e-6);
    assertEquals(2 / 128.0, told.getDouble("signedRankP"), 1e-9);
    assertEquals(2 / 128.0, told.getDouble("signP"), 1e-9);
    assertTrue(Answers.csv(answers.chief(), wave).contains("\nBUYERS_AND_USERS,USERS_WORSE,7,8,"));

    answers.confidential(wave);
    assertEquals(
        "DERIVABLE",
        answers.ask(answers.ana(), wave, "", ROLES).getString("buyersAndUsers.reason"));
  }

  private static Answers accounts(int accounts, int contacts) {
    Answers answers = new Answers();
    answers.company.staffed();
    return answers.accounts("north", "a", accounts, contacts, "Food");
  }

  private static void say(Answers answers, String wave, int from, int to, String overall) {
    answers.say(wave, "a", from, to, 1, overall, "'{4,4,4}'", "null");
  }

  private static List<Integer> counts(JsonPath told, String... names) {
    return List.of(names).stream().map(told::getInt).toList();
  }
}
