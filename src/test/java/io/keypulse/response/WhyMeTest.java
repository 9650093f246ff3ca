package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody is told that they were drawn at random where everybody like them is asked. */
@KeypulseTest
class WhyMeTest {
  private static final String AT_RANDOM = "drawn at random";

  private static final String EVERYBODY_IS_ASKED =
      "we are asking everybody like you whom we can ask at our key customers.";

  /** What mail, page and privacy notice say; and the page besides. */
  private static final Map<String, List<String>> EVERYBODY =
      Map.of(
          "en",
          List.of(EVERYBODY_IS_ASKED, "nobody chose whom to ask"),
          "es",
          List.of(
              "Preguntamos a todas las personas como usted a las que podemos preguntar en nuestros clientes clave.",
              "nadie escogió a quién preguntar"),
          "zh",
          List.of("在我们的重点客户中，像您这样可以询问的人，我们都会询问。", "没有人挑选过询问谁"),
          "de",
          List.of(
              "wir fragen alle Menschen wie Sie, die wir bei unseren Schlüsselkunden fragen können.",
              "Niemand hat also ausgesucht"),
          "fr",
          List.of(
              "nous interrogeons toutes les personnes comme vous que nous pouvons interroger chez nos clients clés.",
              "a donc choisi qui interroger"));

  private static final Map<String, String> RANDOMLY =
      Map.of("en", "random", "es", "al azar", "zh", "随机", "de", "zufällig", "fr", "tiré au sort");

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  @Test
  void whereEverybodyIsAskedMailPageAndPrivacyNoticeSaySoInEveryLanguage() {
    Company company = Company.imported().keyAccount("acme", "north", 0);
    EVERYBODY.keySet().forEach(language -> person(company, "acme", language, language));
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    EVERYBODY.forEach(
        (language, said) -> {
          Mailbox.Mail mail = Mailbox.of(address(company, "acme", language)).getFirst();
          String page = given().get(mail.answerPath()).asString();
          assertTrue(page.contains(said.getLast()), page);
          assertEquals(2, page.split(said.getFirst(), -1).length, "in the privacy notice: " + page);
          assertTrue(page.contains(said.getFirst()), page);
          String lead =
              language.equals("de")
                  ? said.getFirst()
                  : said.getFirst().substring(0, 1).toUpperCase(Locale.ROOT)
                      + said.getFirst().substring(1);
          for (String text : List.of(mail.text(), mail.html())) {
            assertTrue(text.contains(lead), text);
          }
          for (String text : List.of(mail.text(), mail.html(), page)) {
            assertFalse(text.contains(RANDOMLY.get(language)), text);
          }
        });
    company.closeWave(wave);
    String closed =
        given()
            .get(Mailbox.of(address(company, "acme", "en")).getFirst().answerPath())
            .then()
            .statusCode(410)
            .extract()
            .asString();
    assertTrue(closed.contains(EVERYBODY_IS_ASKED), closed);
  }

  @Test
  void whoIsDrawnAloneIsNotToldThatSeveralWere() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String wave = company.openWave(company.program(1));
    dispatcher.dispatch(clock);
    String page =
        Stream.of(1, 2, 3)
            .flatMap(contact -> Mailbox.of(company.address("acme", contact)).stream())
            .map(Mailbox.Mail::answerPath)
            .findFirst()
            .orElseThrow();
    Map.of(
            "en", "and one of them was drawn.",
            "es", "se sorteó a una de ellas.",
            "zh", "从中抽取了 1 人。",
            "de", "eine von ihnen wurde gezogen.",
            "fr", "l&#39;une d&#39;entre elles a été tirée au sort.")
        .forEach(
            (language, said) -> {
              String shown = given().get(page + "?l=" + language).asString();
              assertTrue(shown.contains(said), shown);
            });
    company.closeWave(wave);
  }

  @Test
  void whereOnlyTheCustomersOfAPartAreAllAskedTheyAloneReadIt() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    company.keyAccount("bolt", "north", 10);
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        "%1$s,bolt,%1$s bolt Ltd,DE,Steel,%1$s north");
    String wave =
        company.openWave(
            company.program(
                4,
                Map.of(),
                Map.of(
                    "quarantineDays", 0,
                    "accountMailsPerWeek", 0,
                    "strataBy", "SEGMENT",
                    "stratumMinimum", 2)));
    dispatcher.dispatch(clock);
    List<String> asked =
        Database.column(
            """
            select c.email from frame_entry f join contact c on c.id = f.contact_id
            where c.source = ? and f.drawn order by c.email
            """,
            company.prefix);
    assertEquals(4, asked.size());
    for (String address : asked) {
      Mailbox.Mail mail = Mailbox.of(address).getFirst();
      for (String text : List.of(mail.text(), given().get(mail.answerPath()).asString())) {
        assertEquals(address.contains("@bolt."), text.contains(AT_RANDOM), text);
      }
    }
    company.closeWave(wave);
  }

  private static void person(Company company, String account, String name, String language) {
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,"
            + account
            + name
            + ","
            + account
            + ",Kim,"
            + address(company, account, name)
            + ",BUYER,"
            + language);
  }

  private static String address(Company company, String account, String name) {
    return name + "@" + account + "." + company.prefix + ".example";
  }
}
