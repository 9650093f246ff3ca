package io.keypulse.guess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.analysis.WithheldReason;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manager says what they expect before the customers do. */
@KeypulseTest
class GuessTest {
  private static final String SET =
      "mutation ($i: AccountGuessSetInput!) { accountGuessSet(input: $i) { version outcome } }";
  private static final String GUESSES =
      """
      query ($id: ID!) { account(id: $id) { guesses {
        expected version outcome guessedBy { name } wave { id } result { population withOpinion lower higher } } } }
      """;
  private static final String RECORD =
      """
      query ($id: ID!) { employee(id: $id) { guessRecord {
        guesses told tooGood { count share lowest highest wide withheld { reason have need } } right { count } tooBad { count } } } }
      """;

  @Inject InvitationDispatcher invitations;
  @Inject MovableClock clock;

  private Company company;

  @BeforeEach
  void aCompany() {
    company = Company.imported();
    company.keyAccount("acme", "north", 4);
  }

  @Test
  void aGuessStandsBesideTheResultAndIsFinalOnceSomebodyAnswered() {
    String wave = company.openWave(company.program(100_000));
    invitations.dispatch(clock);
    assertEquals("INVALID", refused("ana", wave, "NO_OPINION", 0));
    assertEquals("NOT_FOUND", refused("ben", wave, "VERY_SATISFIED", 0));
    assertEquals("FORBIDDEN", refused("lou", wave, "VERY_SATISFIED", 0));
    assertEquals("CONFLICT", refused("ana", wave, "VERY_SATISFIED", 3));
    set(wave, "SATISFIED_OVERALL", 0);
    assertEquals("CONFLICT", refused("ana", wave, "VERY_SATISFIED", 0));
    set(wave, "VERY_SATISFIED", 1);
    assertEquals("CANNOT_TELL", guess().getString("outcome"));

    answer(1, 2);
    assertEquals("WRONG_STATE", refused("ana", wave, "SOMEWHAT_DISSATISFIED", 2));
    assertEquals("CANNOT_TELL", guess().getString("outcome"), "one of four tells nothing");
    answer(2, 4);
    answer(3, 2);
    company.closeWave(wave);
    JsonPath guess = guess();
    assertEquals("TOO_GOOD", guess.getString("outcome"), "three of four are below, whatever comes");
    assertEquals("VERY_SATISFIED", guess.getString("expected"));
    assertEquals("Ana Alvarez", guess.getString("guessedBy.name"));
    assertEquals(wave, guess.getString("wave.id"));
    assertEquals(4, guess.getInt("result.population"));
    assertEquals(3, guess.getInt("result.lower"));
    assertEquals(0, guess.getInt("result.higher"));
    JsonPath record = record();
    assertEquals(1, record.getInt("guesses"));
    assertEquals(1, record.getInt("told"));
    assertEquals(1, record.getInt("tooGood.count"));
    assertNull(record.get("tooGood.share"), "one guess is no share");
    assertNull(record.get("tooGood.lowest"));
    assertNull(record.get("tooGood.highest"));
    assertFalse(record.getBoolean("tooGood.wide"));
    assertEquals(
        Map.of("reason", "TOO_FEW_ANSWERS", "have", 1, "need", 10),
        record.getMap("tooGood.withheld"));
    assertEquals(0, record.getInt("right.count"));
  }

  @Test
  void ofAConfidentialWaveNothingIsCompared() {
    String program = company.program(100_000);
    Database.change(
        "update survey_program set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = "
            + GlobalId.parseInt("SurveyProgram", program, "id"));
    String wave = company.openWave(program);
    invitations.dispatch(clock);
    set(wave, "VERY_SATISFIED", 0);
    for (int contact = 1; contact <= 4; contact++) {
      answer(contact, 1);
    }
    company.closeWave(wave);
    assertEquals("CONFIDENTIAL", guess().getString("outcome"));
    assertNull(guess().get("result"));
    assertEquals(0, record().getInt("told"));
    assertTrue(refused("ana", wave, "VERY_SATISFIED", 1).equals("WRONG_STATE"));
  }

  @Test
  void fromTenGuessesOnThereIsAShareAndFromThirtyOnNoneThatSaysNothing() {
    GuessRecordView.Part ten = GuessRecordView.Part.of(6, 10);
    assertEquals(0.6, ten.share().orElseThrow(), 1e-9);
    assertEquals(0.3127, ten.lowest().orElseThrow(), 1e-4, "Wilson");
    assertTrue(ten.wide());
    assertEquals(
        WithheldReason.INTERVAL_TOO_WIDE,
        GuessRecordView.Part.of(16, 32).withheld().orElseThrow().reason());
    assertFalse(GuessRecordView.Part.of(40, 80).wide());
  }

  private JsonPath guess() {
    return ana().data(GUESSES, Map.of("id", account())).setRootPath("data.account.guesses[0]");
  }

  private JsonPath record() {
    String ana =
        GlobalId.of(
            "Employee",
            Long.parseLong(
                Database.value(
                    "select id from employee where source = ? and external_id = 'ana'",
                    company.prefix)));
    return ana().data(RECORD, Map.of("id", ana)).setRootPath("data.employee.guessRecord");
  }

  private void set(String wave, String expected, int version) {
    ana().data(SET, Map.of("i", input(wave, expected, version)));
  }

  private String refused(String who, String wave, String expected, int version) {
    return Client.as(company.login(who)).refusal(SET, Map.of("i", input(wave, expected, version)));
  }

  private Map<String, Object> input(String wave, String expected, int version) {
    return Map.of(
        "accountId", account(), "waveId", wave, "expected", expected, "expectedVersion", version);
  }

  private Client ana() {
    return Client.as(company.login("ana"));
  }

  private String account() {
    return GlobalId.of(
        "Account",
        Long.parseLong(
            Database.value(
                "select id from account where source = ? and external_id = 'acme'",
                company.prefix)));
  }

  private void answer(int contact, int overall) {
    RestAssured.given()
        .formParam("overall", overall)
        .post(Mailbox.of(company.address("acme", contact)).getLast().answerPath())
        .then()
        .statusCode(200);
  }
}
