package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever takes an answer back is asked nothing any more, by mail, page or telephone. */
@KeypulseTest
class TakingBackTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private Client ana;
  private String wave;
  private String page;
  private String deletion;

  @BeforeEach
  void somebodyIsAsked() {
    company = Company.imported().keyAccount("acme", "north", 1);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,phone",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,BUYER,en,+49 30 1000001");
    ana = Client.as(company.login("ana"));
    wave =
        company.openWave(company.program(100_000, Map.of("channels", List.of("EMAIL", "PHONE"))));
    dispatcher.dispatch(clock);
    page = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
    deletion = page.replace("/s/", "/d/");
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void theLinkAsksNothingAndTakesNothingAnyMoreAndTheCaseShowsNothing() {
    given()
        .formParam("overall", 1)
        .formParam("PRICE", 1)
        .formParam("why", "Late")
        .post(page)
        .then()
        .statusCode(200);
    given()
        .get(deletion)
        .then()
        .body(containsString("the link in our mail asks you nothing any more"));
    given().formParam("choice", "ANSWERS").post(deletion).then().statusCode(200);

    given()
        .get(page)
        .then()
        .statusCode(410)
        .body(containsString("Your answers are deleted"), not(containsString("type=\"radio\"")));
    given().formParam("overall", 5).post(page).then().statusCode(410);
    given().formParam("details", 1).formParam("why", "Fine").post(page).then().statusCode(410);
    given().post(page).then().statusCode(410);
    given().get(deletion).then().statusCode(200).body(not(containsString("<button")));
    assertEquals(0, answers());
    assertEquals(
        "UNPROVEN null",
        Database.value(
            """
            select concat_ws(' ', f.state, coalesce(n.overall::text, 'null')) from follow_up f
            join contact c on c.id = f.contact_id left join answer n on n.invitation_id = f.invitation_id
            where c.source = ?
            """,
            company.prefix));

    JsonPath told =
        ana.data(
            "{ followUps { nodes { aspect openedBy { name } } } auditTrail { nodes { changes { from to } } } }");
    assertNull(told.get("data.followUps.nodes[0].aspect"));
    assertEquals(List.of(), told.getList("data.followUps.nodes[0].openedBy"));
    assertFalse(told.prettify().contains("PRICE"), "nor does the trail");

    clock.later(
        Duration.ofDays(5),
        () -> {
          assertEquals(
              0,
              ana.data(
                      "query ($w: ID!) { phoneInterviews(waveId: $w) { totalCount } }",
                      Map.of("w", wave))
                  .getInt("data.phoneInterviews.totalCount"));
          assertEquals("WRONG_STATE", interview());
        });
    assertEquals(0, answers());
  }

  @Test
  void whoHasNotAnsweredHasNothingToTakeBackAndMayStillAnswer() {
    given()
        .get(deletion)
        .then()
        .statusCode(200)
        .body(containsString("there is nothing to delete"), not(containsString("<button")));
    given()
        .formParam("choice", "ANSWERS")
        .post(deletion)
        .then()
        .statusCode(200)
        .body(containsString("there is nothing to delete"));
    given().formParam("overall", 4).post(page).then().statusCode(200);
    assertEquals(1, answers());
  }

  @Test
  void theLanguageThatWasChosenIsSpokenBehindThePagesLinks() {
    given()
        .get(page + "?l=fr")
        .then()
        .body(
            containsString("href=\"../u/" + token() + "?l=fr\""),
            containsString("href=\"../d/" + token() + "?l=fr\""));
    String stop = page.replace("/s/", "/u/");
    given().get(stop).then().body(containsString("<html lang=\"en\">"));
    given().get(stop + "?l=xx").then().body(containsString("<html lang=\"en\">"));
    given().get(stop + "?l=fr").then().body(containsString("<html lang=\"fr\">"));
    given()
        .formParam("choice", "REMINDERS")
        .post(stop + "?l=zh")
        .then()
        .statusCode(200)
        .body(containsString("<html lang=\"zh\">"));
    given()
        .header("Accept-Language", "es")
        .get("/u/" + "A".repeat(43))
        .then()
        .statusCode(404)
        .body(containsString("<html lang=\"es\">"));
    given().formParam("overall", 4).post(page).then().statusCode(200);
    given()
        .get(deletion + "?l=de")
        .then()
        .body(containsString("<html lang=\"de\">"), containsString("action=\"?l=de\""));
    given()
        .formParam("choice", "ANSWERS")
        .post(deletion + "?l=de")
        .then()
        .body(containsString("<html lang=\"de\">"));
  }

  private String interview() {
    return ana.refusal(
        "mutation ($input: ResponseRecordInput!) { responseRecord(input: $input) { id } }",
        Map.of(
            "input",
            Map.of(
                "waveId",
                wave,
                "contactId",
                GlobalId.of(
                    "Contact",
                    Long.parseLong(
                        Database.value("select id from contact where source = ?", company.prefix))),
                "mode",
                "PHONE",
                "overall",
                "VERY_SATISFIED")));
  }

  private String token() {
    return page.substring("/s/".length());
  }

  private int answers() {
    return Integer.parseInt(
        Database.value(
            "select count(*) from answer n join contact c on c.id = n.contact_id where c.source = ?",
            company.prefix));
  }
}
