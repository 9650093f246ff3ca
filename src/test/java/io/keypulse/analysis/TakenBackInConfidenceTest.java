package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Where confidential answers were taken back, nothing that is told leaves too few of the others.
 */
@KeypulseTest
class TakenBackInConfidenceTest {
  private static final String SHARE =
      "dissatisfied { ... on Share { of } ... on FewAnswers { of } ... on Suppressed { reason } }";
  private static final String PARTS =
      "byPart(of: TEAM) { ... on Parts { withheld nodes { name %s } } }".formatted(SHARE);

  @Inject InvitationDispatcher invitations;
  @Inject Settlement settlement;
  @Inject MovableClock clock;

  private final Answers answers = new Answers();

  @Test
  void theRestOfATeamIsNotWhatTheWholeLessTheOthersTells() {
    String wave = toldOfTwoTeams();
    assertEquals(List.of(11, 5, 6), ofAllAndTheTeams(wave));

    takeBack("a1");
    assertEquals(10, of(wave, "").getInt("dissatisfied.of"));
    for (String team : List.of("north", "south")) {
      assertEquals("DERIVABLE", of(wave, team).getString("dissatisfied.reason"), team);
    }
    JsonPath parts = answers.ask(answers.chief(), wave, "", PARTS);
    assertEquals(2, parts.getInt("byPart.withheld"), parts::prettify);
    JsonPath aspects =
        answers.ask(answers.chief(), wave, team("south"), "byAspect { aspect " + SHARE + " }");
    assertEquals(List.of(), aspects.getList("byAspect"), "of an aspect neither");
  }

  @Test
  void aTeamThatStaysLargeEnoughIsToldOn() {
    String wave = toldOfTwoTeams();
    takeBack("b1");
    assertEquals(List.of(10, 5, 5), ofAllAndTheTeams(wave));
  }

  private List<Integer> ofAllAndTheTeams(String wave) {
    return List.of("", "north", "south").stream()
        .map(team -> of(wave, team).getInt("dissatisfied.of"))
        .toList();
  }

  private String toldOfTwoTeams() {
    answers.company.staffed();
    answers.accounts("north", "a", 5, 1, "Food").accounts("south", "b", 6, 1, "Food");
    String program = answers.company.program(100_000);
    Database.change(
        "update survey_program set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = "
            + GlobalId.parseInt("SurveyProgram", program, "id"));
    String wave = answers.company.openWave(program);
    invitations.dispatch(clock);
    IntStream.rangeClosed(1, 5).forEach(account -> say("a" + account, account == 1 ? 1 : 4));
    IntStream.rangeClosed(1, 6).forEach(account -> say("b" + account, 4));
    answers.company.closeWave(wave);
    clock.later(Duration.ofMinutes(6), () -> settlement.tick());
    return Integer.toString(GlobalId.parseInt("Wave", wave, "id"));
  }

  private JsonPath of(String wave, String team) {
    return answers.ask(answers.chief(), wave, team.isEmpty() ? "" : team(team), SHARE);
  }

  private String team(String name) {
    return "teamId: \"%s\""
        .formatted(
            GlobalId.of(
                "Team",
                Long.parseLong(
                    Database.value(
                        "select id from team where external_id = ?",
                        answers.company.prefix + " " + name))));
  }

  private void say(String account, int overall) {
    RestAssured.given().formParam("overall", overall).post(page(account)).then().statusCode(200);
  }

  private void takeBack(String account) {
    RestAssured.given()
        .formParam("choice", "ANSWERS")
        .post(page(account).replace("/s/", "/d/"))
        .then()
        .statusCode(200);
  }

  private String page(String account) {
    return Mailbox.of("kim1@%s.%s.example".formatted(account, answers.company.prefix))
        .getLast()
        .answerPath();
  }
}
