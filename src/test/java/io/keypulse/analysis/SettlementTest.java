package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever looks before and after something happens learns of no single confidential answer. */
@KeypulseTest
class SettlementTest {
  private static final String FIELDS =
      "answered noOpinion distribution { count } dissatisfied { ... on Share { count of } "
          + "... on FewAnswers { count of } ... on Suppressed { withheld: count reason } } "
          + "ranking { ... on Ranking { withheld nodes { dissatisfied } } ... on Suppressed { reason } }";

  @Inject InvitationDispatcher invitations;
  @Inject Settlement settlement;
  @Inject MovableClock clock;

  @Test
  void figuresOfAConfidentialWaveAreToldOnceItIsClosed() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 6, 1, "Food");
    String program = answers.company.program(100_000);
    String earlier = answers.wave(program, 30);
    answers.say(earlier, "a", 1, 6, 1, "5", "'{5,4,4}'", "null");
    Database.change(
        "update survey_program set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = "
            + GlobalId.parseInt("SurveyProgram", program, "id"));
    String wave = answers.company.openWave(program);
    String number = Integer.toString(GlobalId.parseInt("Wave", wave, "id"));
    invitations.dispatch(clock);
    for (int account = 1; account <= 6; account++) {
      answer(answers, account, account == 1 ? 1 : 4);
      JsonPath open = answers.ask(answers.chief(), number, "", FIELDS);
      assertEquals(account, open.getInt("answered"), "who took part is no secret");
      assertEquals("STILL_OPEN", open.getString("dissatisfied.reason"));
      assertEquals(account, open.getInt("dissatisfied.withheld"));
      assertNull(open.get("noOpinion"));
      assertEquals("STILL_OPEN", open.getString("ranking.reason"), "its mean would tell");
    }
    assertEquals(GlobalId.of("Wave", Long.parseLong(earlier)), newest(answers, program));
    assertEquals(6, ofTheYear(answers, program).getInt("dissatisfied.of"), "of the earlier alone");
    assertEquals(0, ofTheYear(answers, program).getInt("dissatisfied.count"));
    String csv =
        answers.chief().http().queryParam("waveId", wave).get("/dissatisfaction.csv").asString();
    assertTrue(csv.contains("STILL_OPEN"), csv);

    answers.company.closeWave(wave);
    settlement.tick();
    assertEquals(
        "STILL_OPEN",
        answers.ask(answers.chief(), number, "", FIELDS).getString("dissatisfied.reason"),
        "an answer may be under way");
    clock.later(
        Duration.ofMinutes(6),
        () -> {
          settlement.tick();
          settlement.tick();
        });
    JsonPath told =
        answers.ask(
            answers.chief(),
            number,
            "",
            FIELDS
                + " words { ... on InsufficientData { reason } } aspect: words(aspect: PRICE) { ... on Suppressed { reason } }"
                + " language: words(language: \"en\") { ... on Suppressed { reason } }");
    assertEquals("NO_ANSWERS", told.getString("words.reason"));
    assertEquals(
        "DERIVABLE", told.getString("language.reason"), "anybody's language may be written down");
    assertEquals("DERIVABLE", told.getString("aspect.reason"));
    assertEquals("DERIVABLE", told.getString("ranking.reason"), "one answer each");
    assertEquals(1, told.getInt("dissatisfied.count"));
    assertEquals(6, told.getInt("dissatisfied.of"));
    assertEquals(wave, newest(answers, program));

    Database.change(
        "delete from answer where wave_id = ?::int and contact_id in (select id from contact where source = ?"
            + " and external_id in ('a1-1', 'a2-1'))",
        number,
        answers.company.prefix);
    JsonPath left = answers.ask(answers.chief(), number, "", FIELDS);
    assertEquals("CONFIDENTIAL", left.getString("dissatisfied.reason"), "four are left");
    assertEquals("CONFIDENTIAL", left.getString("ranking.reason"));
    assertTrue(left.getList("distribution").isEmpty());
  }

  @Test
  void anAccountThatMovesToAnotherTeamTakesNoAnswerOutOfAFigure() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 7, 1, "Food").accounts("south", "b", 7, 1, "Food");
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 7, 1, "case i when 1 then 1 else 4 end", "'{4,4,4}'", "null");
    answers.say(wave, "b", 1, 7, 1, "4", "'{4,4,4}'", "null");
    answers.confidential(wave);
    assertEquals(7, answers.ask(answers.ana(), wave, "", FIELDS).getInt("dissatisfied.of"));

    answers.company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        "%1$s,a1,%1$s a1,DE,Food,%1$s south");
    for (Client reader : new Client[] {answers.ana(), Client.as(answers.company.login("ben"))}) {
      JsonPath after = answers.ask(reader, wave, "", FIELDS);
      assertEquals("DERIVABLE", after.getString("dissatisfied.reason"));
      assertEquals("DERIVABLE", after.getString("ranking.reason"));
      assertTrue(after.getList("distribution").isEmpty());
    }
    JsonPath all = answers.ask(answers.chief(), wave, "", FIELDS);
    assertEquals(14, all.getInt("dissatisfied.of"));
    assertEquals(1, all.getInt("dissatisfied.count"));
  }

  @Test
  void anAccountThatIsMergedIntoAnotherAddsNoAnswerToItsFigure() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers
        .accounts("north", "a", 1, 6, "Food")
        .accounts("north", "b", 6, 1, "Food")
        .accounts("north", "c", 1, 1, "Toys");
    String wave = answers.wave(answers.company.program(100_000), 1);
    for (int contact = 1; contact <= 6; contact++) {
      answers.say(wave, "a", 1, 1, contact, "4", "'{4,4,4}'", "null");
    }
    answers.say(wave, "b", 1, 6, 1, "4", "'{4,4,4}'", "null");
    answers.confidential(wave);
    String ofA = "accountId: \"" + account(answers, "a1") + "\"";
    assertEquals(6, answers.ask(answers.ana(), wave, ofA, FIELDS).getInt("dissatisfied.of"));

    Client.as("admin")
        .data(
            "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "winnerId",
                    account(answers, "a1"),
                    "winnerExpectedVersion",
                    1,
                    "loserId",
                    account(answers, "b1"),
                    "loserExpectedVersion",
                    1)));
    JsonPath merged = answers.ask(answers.ana(), wave, ofA, FIELDS);
    assertEquals(7, merged.getInt("answered"));
    assertEquals("DERIVABLE", merged.getString("dissatisfied.reason"));
    assertFalse(merged.prettify().contains("\"of\""));
  }

  private static void answer(Answers answers, int account, int overall) {
    RestAssured.given()
        .formParam("overall", overall)
        .post(
            Mailbox.of("kim1@a%d.%s.example".formatted(account, answers.company.prefix))
                .getLast()
                .answerPath())
        .then()
        .statusCode(200);
  }

  private static String newest(Answers answers, String program) {
    return answers
        .chief()
        .data("{ dissatisfaction(programId: \"%s\") { wave { id } } }".formatted(program))
        .getString("data.dissatisfaction.wave.id");
  }

  private static JsonPath ofTheYear(Answers answers, String program) {
    JsonPath year =
        answers
            .chief()
            .data(
                "{ dissatisfaction(programId: \"%s\", period: {from: \"2020-01-01\", to: \"2100-01-01\"}) { %s } }"
                    .formatted(program, FIELDS));
    year.setRootPath("data.dissatisfaction");
    return year;
  }

  private static String account(Answers answers, String id) {
    return GlobalId.of(
        "Account",
        Long.parseLong(
            Database.value(
                "select id from account where source = ? and external_id = ?",
                answers.company.prefix,
                id)));
  }
}
