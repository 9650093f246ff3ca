package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages behind a mail say for whom they ask, and the way out speaks the reader's language. */
@KeypulseTest
class StopPageTest {
  private static final Map<String, String> NOTHING_CHANGED =
      Map.of(
          "en", "Nothing has changed: what was sent is none of the choices below.",
          "es", "No ha cambiado nada: lo enviado no es ninguna de las opciones de abajo.",
          "zh", "没有任何改变：所发送的内容不是下面的任何一个选项。",
          "de",
              "Es hat sich nichts geändert: Was gesendet wurde, ist keine der Möglichkeiten unten.",
          "fr", "Rien n’a changé\u00a0: ce qui a été envoyé n’est aucun des choix ci-dessous.");

  private static final List<Map.Entry<String, String>> DONE_IN_FRENCH =
      List.of(
          Map.entry("REMINDERS", "Nous ne vous rappellerons plus cette enquête"),
          Map.entry("QUARTER", "Nous ne vous solliciterons plus ce trimestre"),
          Map.entry("PROGRAM", "Nous ne vous solliciterons plus pour cette enquête"),
          Map.entry("ALL", "Nous ne vous interrogerons plus"));

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
        .body(containsString("Ana Alvarez, Northwind Ltd (Key account manager), looks after"));
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
  }

  @Test
  void aChoiceThatIsNoneIsSaidSoAndChangesNothing() {
    String deletion = page.replace("/s/", "/d/");
    given().formParam("overall", 4).post(page).then().statusCode(200);
    NOTHING_CHANGED.forEach(
        (language, sentence) -> {
          for (String address : List.of(stop, deletion)) {
            for (String choice : List.of("", "NONE")) {
              given()
                  .formParam("choice", choice)
                  .post(address + "?l=" + language)
                  .then()
                  .statusCode(400)
                  .body(
                      containsString("<html lang=\"" + language + "\">"),
                      containsString("<title>" + sentence),
                      containsString("role=\"alert\">" + sentence),
                      containsString("<button name=\"choice\""));
            }
          }
        });
    assertEquals(List.of(), said());
    assertEquals(
        "4 f",
        Database.value(
            """
            select concat_ws(' ', n.overall, i.reminders_stopped_at is not null) from answer n
            join invitation i on i.id = n.invitation_id join contact c on c.id = i.contact_id where c.source = ?
            """,
            company.prefix));
  }

  @Test
  void whatWasChosenCanBeReadInEveryLanguageWithoutChoosingItAgain() {
    for (Map.Entry<String, String> way : DONE_IN_FRENCH) {
      String done =
          given()
              .formParam("choice", way.getKey())
              .post(stop + "?l=en")
              .then()
              .statusCode(200)
              .body(containsString("hreflang=\"en\" aria-current=\"true\""))
              .extract()
              .asString();
      List<String> before = said();
      String french = "?l=fr&r=" + way.getKey();
      assertTrue(done.contains("href=\"" + french.replace("&", "&amp;") + "\""), done);
      given()
          .get(stop + french)
          .then()
          .statusCode(200)
          .body(
              containsString("<html lang=\"fr\">"),
              containsString("<h1>" + way.getValue() + "</h1>"),
              not(containsString("<button")));
      assertEquals(before, said());
    }
    assertEquals(List.of("SNOOZE", "OBJECTION", "OBJECTION"), said());
    given().get(stop).then().body(containsString("value=\"ALL\""));
  }

  @Test
  void aLinkThatSaysWhatWasNotChosenIsNotBelieved() {
    for (Map.Entry<String, String> way : DONE_IN_FRENCH) {
      given()
          .get(stop + "?l=fr&r=" + way.getKey())
          .then()
          .statusCode(200)
          .body(containsString("<button name=\"choice\" value=\"" + way.getKey() + "\">"));
    }
    given().formParam("choice", "PROGRAM").post(stop).then().statusCode(200);
    given().get(stop + "?r=ALL").then().body(containsString("value=\"ALL\""));
    given().get(stop + "?r=NONE").then().body(containsString("value=\"ALL\""));
  }

  private List<String> said() {
    return Database.column(
        "select kind from permission_entry where email = ? order by id",
        company.address("acme", 1));
  }
}
