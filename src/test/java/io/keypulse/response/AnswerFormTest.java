package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be taken as it was sent is not taken at all, and nothing of it is lost. */
@KeypulseTest
class AnswerFormTest {
  private static final String LONGEST = "ü😀\r\n".repeat(1333) + "x";

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private final HttpClient http = HttpClient.newHttpClient();

  private Company company;
  private String wave;
  private String page;

  @BeforeEach
  void somebodyIsDissatisfied() {
    company = Company.imported().keyAccount("acme", "north", 1);
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    page = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
    given().formParam("overall", 2).post(page).then().statusCode(200);
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void aReasonThatIsTooLongStaysOnThePageWithEverythingElse() {
    String reason = "y".repeat(4001);
    typed()
        .formParam("why", reason)
        .post(page + "?l=de")
        .then()
        .statusCode(400)
        .body(
            containsString("mehr als 4000 Zeichen"),
            containsString("role=\"alert\""),
            containsString(">" + reason + "</textarea>"),
            containsString("maxlength=\"4000\""),
            containsString("name=\"DELIVERY\" value=\"1\" class=\"low\" checked"),
            containsString("name=\"call\" value=\"1\" checked"));
    String shown = typed().formParam("why", reason).post(page).asString();
    assertFalse(shown.contains("hreflang"), "a look in another language would empty it");
    assertEquals("{NULL,NULL,NULL} null false 1", answer());

    typed().formParam("why", LONGEST).post(page).then().statusCode(200);
    assertEquals(
        "4000",
        Database.value(
            "select char_length(why) from answer where invitation_id = ?::bigint", invitation()));
  }

  @Test
  void aChoiceThatIsNoneOfTheFiveIsNotPassedOver() {
    for (String choice : List.of("6", "0", "-1", "very", "")) {
      typed()
          .formParam("why", "Late")
          .formParam("PRICE", choice)
          .post(page)
          .then()
          .statusCode(400)
          .body(
              containsString("none of the five answers"),
              containsString(">Late</textarea>"),
              containsString("name=\"DELIVERY\" value=\"1\" class=\"low\" checked"));
    }
    typed().formParam("PRICE", 4, 5).post(page).then().statusCode(400);
    assertEquals("{NULL,NULL,NULL} null false 1", answer());
  }

  @Test
  void whatWasMarkedCanBeUnmarked() {
    typed().formParam("PRICE", 4).post(page).then().statusCode(200);
    assertEquals("{NULL,4,1} null true 2", answer());
    String shown = given().get(page).asString();
    assertTrue(shown.contains("name=\"PRODUCT_QUALITY\" value=\"none\" checked"), shown);
    assertTrue(shown.contains("name=\"PRICE\" value=\"none\">"), shown);
    given()
        .formParam("details", 1)
        .formParam("PRODUCT_QUALITY", "none")
        .formParam("PRICE", "none")
        .formParam("DELIVERY", 1)
        .post(page)
        .then()
        .statusCode(200)
        .body(containsString("name=\"PRICE\" value=\"none\" checked"));
    assertEquals("{NULL,NULL,1} null false 3", answer());
    given().formParam("overall", "none").post(page).then().statusCode(400);
  }

  @Test
  void whatIsNoTextIsNotKept() throws Exception {
    for (String why :
        List.of("caf%E9 zu sp%C3%A4t", "100 % zu sp%C3%A4t", "%ED%A0%80 zu sp%C3%A4t")) {
      sent(("details=1&DELIVERY=1&why=" + why.replace(' ', '+')).getBytes(ISO_8859_1));
    }
    sent("details=1&DELIVERY=1&why=caf\u00e9+zu+sp%C3%A4t".getBytes(ISO_8859_1));
    assertEquals("{NULL,NULL,NULL} null false 1", answer());
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("details=1&why=%EF%BF%BD+zu+sp%C3%A4t")
        .post(page)
        .then()
        .statusCode(200);
    assertEquals("{NULL,NULL,NULL} \ufffd zu spät false 2", answer(), "looked through and sent");
  }

  private void sent(byte[] body) throws Exception {
    HttpResponse<String> refused =
        http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(400, refused.statusCode());
    for (String kept :
        List.of(
            "could not be read",
            "zu spät</textarea>",
            "name=\"DELIVERY\" value=\"1\" class=\"low\" checked")) {
      assertTrue(refused.body().contains(kept), refused.body());
    }
  }

  private static RequestSpecification typed() {
    return given()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParam("details", 1)
        .formParam("DELIVERY", 1)
        .formParam("call", 1);
  }

  private String invitation() {
    return Database.value("select id from invitation where email = ?", company.address("acme", 1));
  }

  private String answer() {
    return Database.value(
        """
        select concat_ws(' ', ratings, coalesce(why, 'null'), call_wish::text, version)
        from answer where invitation_id = ?::bigint
        """,
        invitation());
  }
}
