package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages behind a mail say for whom they ask, and the way out speaks the reader's language. */
@KeypulseTest
class StopPageTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private String wave;
  private String page;
  private String stop;

  @BeforeEach
  void somebodyIsAsked() {
    company = Company.imported().keyAccount("acme", "north", 1);
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    Mailbox.Mail mail = Mailbox.of(company.address("acme", 1)).getFirst();
    page = mail.answerPath();
    stop = mail.unsubscribePath();
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void everyPageNamesTheCompanyThatAsks() {
    for (String address : List.of(page, page.replace("/s/", "/d/"), stop)) {
      given().get(address).then().statusCode(200).body(containsString(">Northwind Ltd<"));
    }
    given()
        .get(page + "?l=en")
        .then()
        .body(containsString("Ana Alvarez, Northwind Ltd (Key account manager), answers for"));
    given()
        .formParam("choice", "REMINDERS")
        .post(stop)
        .then()
        .statusCode(200)
        .body(containsString(">Northwind Ltd<"));
    for (String unknown : List.of("/s/", "/d/", "/u/", "/p/")) {
      given()
          .get(unknown + "A".repeat(43) + "?l=de")
          .then()
          .statusCode(404)
          .body(containsString(">Northwind Ltd<"), containsString("hreflang=\"fr\""));
    }
  }

  @Test
  void theWayOutCanBeReadInEveryLanguageBeforeAnythingIsChosen() {
    for (String language : List.of("en", "es", "zh", "de", "fr")) {
      String shown =
          given().get(stop + "?l=" + language).then().statusCode(200).extract().asString();
      assertEquals(5, shown.split("hreflang=", -1).length - 1, shown);
      assertEquals(
          true,
          shown.contains(
              "href=\"?l="
                  + language
                  + "\" lang=\""
                  + language
                  + "\" hreflang=\""
                  + language
                  + "\" aria-current=\"true\""),
          shown);
      assertEquals(
          true, shown.contains("<form method=\"post\" action=\"?l=" + language + "\">"), shown);
    }
    given()
        .formParam("choice", "NONE")
        .post(stop + "?l=fr")
        .then()
        .statusCode(400)
        .body(containsString("<html lang=\"fr\">"), containsString("hreflang=\"de\""));
    given()
        .formParam("choice", "PROGRAM")
        .post(stop + "?l=fr")
        .then()
        .statusCode(200)
        .body(containsString("<html lang=\"fr\">"), not(containsString("hreflang=")));
    assertEquals(
        List.of("OBJECTION"),
        Database.column(
            "select kind from permission_entry where email = ?", company.address("acme", 1)));
  }
}
