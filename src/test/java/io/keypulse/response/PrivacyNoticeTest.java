package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
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

/** Whoever is asked reads on the page itself what becomes of an answer. */
@KeypulseTest
class PrivacyNoticeTest {
  private static final Map<String, List<String>> SAID =
      Map.of(
          "en",
          List.of(
              "Who asks: Northwind Ltd",
              "and 3 years after",
              "is kept for one year",
              "the people who serve",
              "complain"),
          "es",
          List.of(
              "Quién pregunta: Northwind Ltd",
              "y 3 años más",
              "durante un año",
              "las personas que atienden",
              "reclamar"),
          "zh",
          List.of("由谁询问：Northwind Ltd", "此后3年", "保存1年", "为贵公司服务的人员、其上级", "投诉"),
          "de",
          List.of(
              "Wer fragt: Northwind Ltd",
              "noch 3 Jahre danach",
              "bleibt ein Jahr",
              "die Menschen, die Ihr Unternehmen betreuen",
              "beschweren"),
          "fr",
          List.of(
              "Qui demande\u00a0: Northwind Ltd",
              "puis 3 ans encore",
              "est conservé un an",
              "les personnes qui accompagnent",
              "saisir"));

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private String wave;
  private Mailbox.Mail mail;
  private String page;

  @BeforeEach
  void somebodyIsAsked() {
    company = Company.imported().keyAccount("acme", "north", 1);
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    mail = Mailbox.of(company.address("acme", 1)).getFirst();
    page = mail.answerPath();
  }

  @AfterEach
  void theWaveEnds() {
    if (Database.value("select state from wave where id = (select max(id) from wave)")
        .equals("OPEN")) {
      company.closeWave(wave);
    }
  }

  @Test
  void itTellsInEveryLanguageWhoAsksWhatIsKeptHowLongWhoReadsItAndHowToObject() {
    SAID.forEach(
        (language, sentences) -> {
          String shown = given().get(page + "?l=" + language).asString();
          for (String sentence : sentences) {
            assertTrue(shown.contains(sentence), sentence + " in " + shown);
          }
          assertTrue(shown.contains("mailto:ana." + company.prefix), shown);
          assertTrue(shown.contains("?l=" + language + "\">"), shown);
          assertTrue(shown.contains("<a href=\"https://northwind.example/privacy\">"), shown);
        });
  }

  @Test
  void whereAnswersAreOnlyCountedItSaysFromHowManyOnAndWhatAWishToBeCalledTells() {
    Database.change(
        "update wave set confidentiality = 'AGGREGATE', aggregate_from = 7 where id = (select max(id) from wave)");
    given()
        .get(page + "?l=en")
        .then()
        .body(
            containsString("Who reads it: nobody who serves your company."),
            containsString("figures of at least 7 answers"),
            containsString("nothing else that you said"),
            not(containsString("those they report to")));
  }

  @Test
  void whoeverTakesAnAnswerBackReadsItBeforeAndAfterwards() {
    String deletion = page.replace("/s/", "/d/");
    itIsReadAt(deletion);
    given().formParam("overall", 4).post(page).then().statusCode(200);
    itIsReadAt(deletion);
    given().formParam("choice", "ANSWERS").post(deletion).then().statusCode(200);
    itIsReadAt(deletion);
    itIsReadAt(page);
  }

  private static void itIsReadAt(String address) {
    SAID.forEach(
        (language, sentences) -> {
          String shown = given().get(address + "?l=" + language).asString();
          assertTrue(shown.contains("id=\"privacy\""), shown);
          for (String sentence : sentences) {
            assertTrue(shown.contains(sentence), sentence + " in " + shown);
          }
        });
  }

  @Test
  void evenWhereAnswersAreOnlyCountedItSaysWhoCanReadThemOutToTheirPerson() {
    Database.change(
        "update wave set confidentiality = 'AGGREGATE', aggregate_from = 7 where id = (select max(id) from wave)");
    Map.of(
            "en", "Only whoever administers our surveys can read it out",
            "es", "Solo quienes administran nuestras encuestas",
            "zh", "只有管理我们调查的人员",
            "de", "Nur wer unsere Befragungen verwaltet",
            "fr", "Seuls ceux qui administrent nos enquêtes")
        .forEach(
            (language, said) ->
                given().get(page + "?l=" + language).then().body(containsString(said)));
  }

  @Test
  void everyMailAndThePagesBehindItLeadThereAlsoAfterTheWave() {
    for (String part : List.of(mail.text(), mail.html())) {
      assertTrue(part.contains(page + "#privacy"), part);
    }
    given()
        .get(mail.unsubscribePath() + "?l=fr")
        .then()
        .body(containsString("href=\".." + page + "?l=fr#privacy\""));
    company.closeWave(wave);
    given()
        .get(page + "?l=de")
        .then()
        .statusCode(410)
        .body(containsString("id=\"privacy\""), containsString("Wer fragt: Northwind Ltd"));
  }
}
