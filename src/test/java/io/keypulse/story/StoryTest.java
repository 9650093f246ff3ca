package io.keypulse.story;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole job, from a CSV file to somebody acting on a dissatisfied answer. */
@KeypulseTest
class StoryTest {
  @Inject InvitationDispatcher dispatcher;

  @Test
  void fromCsvToSomebodyActingOnADissatisfiedAnswer() {
    Company company =
        Company.imported().keyAccount("acme", "north", 4).keyAccount("bolt", "south", 3);
    String wave = company.openWave(company.program(100_000));
    assertEquals(0, books(wave).getInt("sent"));

    dispatcher.dispatch(InstantSource.system());
    assertEquals(books(wave).getInt("planned"), books(wave).getInt("sent"));

    List<Mailbox.Mail> mails = Mailbox.of(company.address("acme", 1));
    assertEquals(1, mails.size());
    Mailbox.Mail mail = mails.getFirst();
    assertEquals("auto-generated", mail.header("Auto-Submitted"));
    assertEquals("List-Unsubscribe=One-Click", mail.header("List-Unsubscribe-Post"));
    assertTrue(
        mail.header("List-Unsubscribe").contains(mail.unsubscribePath()),
        mail.header("List-Unsubscribe"));

    String page =
        given()
            .queryParam("r", 2)
            .get(mail.answerPath())
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertTrue(page.contains("<button name=\"overall\" value=\"2\">Send this answer"), page);
    assertEquals(0, books(wave).getInt("answered"), "looking is no answer");

    given()
        .formParam("overall", 1)
        .formParam("DELIVERY", 2)
        .formParam("why", "Three late lorries in a row")
        .post(mail.answerPath())
        .then()
        .statusCode(200);

    JsonPath dissatisfaction =
        Client.as(company.login("ana"))
            .data(
                """
                query ($wave: ID!) { dissatisfaction(waveId: $wave) {
                  population drawn answered
                  distribution { answer count }
                  dissatisfied { ... on InsufficientData { reason have need } }
                  byAspect { aspect accounts dissatisfied { ... on InsufficientData { have } } }
                  ranking { ... on Ranking { nodes { account { name satisfaction { ... on AccountSatisfaction {
                    dissatisfied fewest most population verdict } } } } } }
                } }
                """,
                Map.of("wave", wave));
    dissatisfaction.setRootPath("data.dissatisfaction");
    assertEquals(4, dissatisfaction.getInt("population"), "Ana sees her own account only");
    assertEquals(
        Map.of("reason", "TOO_FEW_ANSWERS", "have", 1, "need", 5),
        dissatisfaction.getMap("dissatisfied"));
    assertEquals(List.of("DELIVERY"), dissatisfaction.getList("byAspect.aspect"));
    assertEquals(1, dissatisfaction.getInt("byAspect[0].accounts"));
    dissatisfaction.setRootPath("data.dissatisfaction.ranking.nodes[0].account");
    assertEquals(company.prefix + " acme Ltd", dissatisfaction.getString("name"));
    assertEquals(1, dissatisfaction.getInt("satisfaction.fewest"));
    assertEquals(4, dissatisfaction.getInt("satisfaction.most"));
    assertEquals("CLEARLY_UNHEALTHY", dissatisfaction.getString("satisfaction.verdict"));

    JsonPath followUps =
        Client.as(company.login("ana"))
            .data(
                "{ followUps { totalCount nodes { id why overall owner { name } account { name } acknowledgedAt } } }");
    followUps.setRootPath("data.followUps");
    assertEquals(1, followUps.getInt("totalCount"));
    assertEquals("Lou Logistics", followUps.getString("nodes[0].owner.name"));
    assertEquals("EXTREMELY_DISSATISFIED", followUps.getString("nodes[0].overall"));
    assertNull(followUps.getString("nodes[0].acknowledgedAt"));

    JsonPath acknowledged =
        Client.as(company.login("ana"))
            .data(
                "mutation ($id: ID!) { followUpAcknowledge(input: {followUpId: $id}) { acknowledgedBy { name } } }",
                Map.of("id", followUps.getString("nodes[0].id")));
    assertEquals(
        "Ana Alvarez", acknowledged.getString("data.followUpAcknowledge.acknowledgedBy.name"));

    company.closeWave(wave);
    given()
        .get(Mailbox.of(company.address("acme", 2)).getFirst().answerPath())
        .then()
        .statusCode(410);
  }

  private static JsonPath books(String wave) {
    JsonPath books =
        Client.as("admin")
            .data(
                "query ($id: ID!) { wave(id: $id) { books { planned due sent failed skipped answered silent } } }",
                Map.of("id", wave));
    books.setRootPath("data.wave.books");
    assertEquals(
        books.getInt("planned"),
        books.getInt("sent")
            + books.getInt("failed")
            + books.getInt("skipped")
            + books.getInt("due"));
    assertEquals(books.getInt("sent"), books.getInt("answered") + books.getInt("silent"));
    return books;
  }
}
