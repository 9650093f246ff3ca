package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@KeypulseTest
class AnswersOfAccountsTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  @Test
  void anAccountShowsWhatItsPeopleSaidNewestFirst() {
    Company company =
        Company.imported()
            .keyAccount("acme", "north", 2)
            .keyAccount("bolt", "north", 1)
            .account("calm", "north");
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    answer(company, "acme", 1, 4);
    answer(company, "acme", 2, 2);
    answer(company, "bolt", 1, 5);
    company.closeWave(wave);

    Client ana = Client.as(company.login("ana"));
    JsonPath accounts =
        ana.data(
            """
            { accounts { nodes {
              latestAnswer { overall why contact { name } wave { state } ratings { aspect answer } }
              two: answers(first: 2) { overall } one: answers(first: 1) { overall } all: answers { account { name } } } } }
            """);
    assertEquals(
        List.of("SOMEWHAT_DISSATISFIED", "SATISFIED_OVERALL"),
        accounts.getList("data.accounts.nodes[0].two.overall"));
    assertEquals(
        List.of("SOMEWHAT_DISSATISFIED"), accounts.getList("data.accounts.nodes[0].one.overall"));
    assertEquals("Kim 2", accounts.getString("data.accounts.nodes[0].latestAnswer.contact.name"));
    assertEquals(
        "DELIVERY", accounts.getString("data.accounts.nodes[0].latestAnswer.ratings[0].aspect"));
    assertEquals("Late", accounts.getString("data.accounts.nodes[0].latestAnswer.why"));
    assertEquals(List.of("VERY_SATISFIED"), accounts.getList("data.accounts.nodes[1].two.overall"));
    assertNull(accounts.get("data.accounts.nodes[2].latestAnswer"));
    assertEquals(
        "INVALID",
        ana.refusal(
            "{ accounts { nodes { answers(first: 0) { overall } } } }", java.util.Map.of()));
  }

  private static void answer(Company company, String account, int contact, int overall) {
    given()
        .formParam("overall", overall)
        .formParam("DELIVERY", 1)
        .formParam("why", "Late")
        .post(Mailbox.of(company.address(account, contact)).getLast().answerPath())
        .then()
        .statusCode(200);
  }
}
