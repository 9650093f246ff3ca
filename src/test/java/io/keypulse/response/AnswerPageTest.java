package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KeypulseTest
class AnswerPageTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private String wave;
  private String page;

  @BeforeEach
  void somebodyIsAsked() {
    company = Company.imported().keyAccount("acme", "north", 1);
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    page = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
  }

  @AfterEach
  void theWaveEnds() {
    if (Database.value("select state from wave where id = (select max(id) from wave)")
        .equals("OPEN")) {
      company.closeWave(wave);
    }
  }

  @Test
  void lookingChangesNothingHoweverOften() {
    for (int score = 1; score <= 5; score++) {
      given().queryParam("r", score).get(page).then().statusCode(200);
      given().queryParam("r", score).head(page).then().statusCode(200);
      given().options(page);
    }
    assertEquals(List.of(), answers());
    assertEquals(
        List.of(),
        Database.column(
            "select f.id from follow_up f join invitation i on i.id = f.invitation_id where i.email = ?",
            address()));
  }

  @Test
  void anUntouchedFormIsNoAnswerAndLosesNothing() {
    given()
        .formParam("why", "A reason & more")
        .formParam("PRICE", 2)
        .post(page)
        .then()
        .statusCode(400)
        .body(
            containsString("Please choose one"),
            containsString("A reason &amp; more</textarea>"),
            containsString("name=\"PRICE\" value=\"2\" checked"));
    given().formParam("overall", 6).post(page).then().statusCode(400);
    assertEquals(List.of(), answers());
  }

  @Test
  void aFormThatCannotBeDecodedOrIsTooLongIsNoAnswer() {
    String form = "application/x-www-form-urlencoded";
    given()
        .contentType(form)
        .body("overall=5%zz&why=%zz")
        .post(page)
        .then()
        .statusCode(400)
        .body(containsString("Please choose one"));
    given().contentType(form).body("why=" + "x".repeat(70_000)).post(page).then().statusCode(413);
    assertEquals(List.of(), answers());
  }

  @Test
  void aFaultOfOursLosesNothingAndShowsNothing() {
    Database.change("revoke insert on answer from keypulse_system");
    try {
      String body =
          given().formParam("overall", 1).post(page).then().statusCode(500).extract().asString();
      assertEquals(true, body.contains("Incident"), body);
      assertEquals(false, body.contains("Exception"), body);
    } finally {
      Database.change("grant insert on answer to keypulse_system");
    }
    assertEquals(List.of(), answers());
    given().formParam("overall", 1).post(page).then().statusCode(200);
    assertEquals(List.of("1"), answers());
  }

  @Test
  void otherMethodsAndTypesAreNotServed() {
    given().delete(page).then().statusCode(405);
    given().contentType("application/json").body("{}").post(page).then().statusCode(415);
    given().get("/s").then().statusCode(404);
  }

  @Test
  void twentyAnswersAtOnceAreOneAnswerAndOneCase() throws Exception {
    List<Integer> statuses =
        Together.call(
            20,
            () -> given().formParam("overall", 1).formParam("why", "late").post(page).statusCode());
    assertEquals(Collections.nCopies(20, 200), statuses);
    assertEquals(List.of("1"), answers());
    assertEquals(
        "1",
        Database.value(
            "select count(*) from follow_up f join invitation i on i.id = f.invitation_id where i.email = ?",
            address()));
  }

  @Test
  void theSameAnswerAgainIsThankedForAndAnotherIsNotTaken() {
    given().formParam("overall", 4).post(page).then().statusCode(200);
    given().formParam("overall", 4).post(page).then().statusCode(200);
    given().formParam("overall", 2).post(page).then().statusCode(409);
    given().get(page).then().statusCode(410);
    assertEquals(List.of("4"), answers());
  }

  @Test
  void unknownAndAlteredLinksLookAlike() {
    String altered = page.substring(0, page.length() - 2) + (page.endsWith("AA") ? "BB" : "AA");
    String unknown =
        given().get("/s/" + "A".repeat(43)).then().statusCode(404).extract().asString();
    assertEquals(unknown, given().get(altered).then().statusCode(404).extract().asString());
    assertEquals(unknown, given().get("/s/x").then().statusCode(404).extract().asString());
    assertEquals(
        unknown,
        given().formParam("overall", 1).post(altered).then().statusCode(404).extract().asString());
  }

  @Test
  void answersCountUntilTheWavesDateAndNoLonger() {
    clock.later(Duration.ofDays(13), () -> given().get(page).then().statusCode(200));
    clock.later(
        Duration.ofDays(15),
        () -> {
          given().get(page).then().statusCode(410);
          given().formParam("overall", 1).post(page).then().statusCode(410);
        });
    assertEquals(List.of(), answers());
  }

  @Test
  void thePageTellsNobodyElse() {
    given()
        .get(page)
        .then()
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
  }

  @Test
  void onlyTheTokensHashIsStored() {
    String token = page.substring("/s/".length());
    assertNotEquals(token, "");
    assertEquals(
        "0",
        Database.value(
            "select count(*) from invitation i where i::text like '%' || ? || '%'", token));
  }

  @Test
  void anAnswerToAMailInDoubtProvesThatItArrived() {
    Database.change(
        "update mail m set state = 'UNKNOWN', doubted = true, sent_at = null, reason = 'UNKNOWN: test' from invitation i where i.id = m.invitation_id and i.email = ?",
        address());
    given().formParam("overall", 5).post(page).then().statusCode(200);
    assertEquals("SENT", Database.value("select state from asked where email = ?", address()));
  }

  private String address() {
    return company.address("acme", 1);
  }

  private List<String> answers() {
    return Database.column(
        "select a.overall from answer a join invitation i on i.id = a.invitation_id where i.email = ?",
        address());
  }
}
