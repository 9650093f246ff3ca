package io.keypulse.platform;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.Held;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody else holds what the application needs, and needs what it holds. */
@KeypulseTest
class CollisionsTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  @Test
  void whoeverAnswersIsToldOfNoDeadlock() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String wave = company.openWave(company.program(1));
    dispatcher.dispatch(clock);
    String page = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
    int number = GlobalId.parseInt("Wave", wave, "id");
    colliding(
        "select from account_count where wave_id = " + number + " for update",
        "select from invitation where wave_id = " + number + " for update",
        () -> given().formParam("overall", 2).post(page).then().statusCode(200));
    assertEquals(
        "1",
        Database.value("select count(*) from answer where wave_id = ?", number),
        "stored once");
    assertEquals("1", Database.value("select count(*) from follow_up where wave_id = ?", number));
    company.closeWave(wave);
  }

  @Test
  void whoeverChangesSomethingIsToldOfNoDeadlock() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String contact =
        Database.value("select id::text from contact where source = ?", company.prefix);
    colliding(
        """
        insert into contact_point (contact_id, account_id, team_id, means, value, kind, channel)
        select id, account_id, team_id, 'PHONE', '+49301234567', 'WORK', 'MANUAL' from contact where id =\s"""
            + contact,
        "select from contact where id = " + contact + " for update",
        () ->
            Client.as(company.login("ana"))
                .data(
                    """
                    mutation ($id: ID!) { contactPointAdd(input: {contactId: $id, means: PHONE, value: "+49301234567"}) { id } }
                    """,
                    Map.of("id", GlobalId.of("Contact", Long.parseLong(contact)))));
    assertEquals(
        "+49301234567", Database.value("select phone from contact where id = ?::int", contact));
  }

  @Test
  void whoeverWaitsTooLongForSomebodyElseMayTryAgain() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String contact =
        Database.value("select id::text from contact where source = ?", company.prefix);
    try (Held other = Held.by("select from contact where id = " + contact + " for update")) {
      assertEquals(
          "UNAVAILABLE",
          Client.as(company.login("ana"))
              .refusal(
                  """
                  mutation ($id: ID!, $version: Int!) { contactUpdate(input: {id: $id, parts: {birthYear: 1980}, expectedVersion: $version}) { id } }
                  """,
                  Map.of(
                      "id",
                      GlobalId.of("Contact", Long.parseLong(contact)),
                      "version",
                      Integer.parseInt(
                          Database.value(
                              "select version::text from contact where id = ?::int", contact)))));
      other.undo();
    }
  }

  private static void colliding(String held, String wanted, Runnable work) throws Exception {
    try (Held other = Held.by("set local deadlock_timeout = '1min'", held)) {
      Held.Work waiting = other.whileWaiting(work);
      other.then(wanted);
      other.undo();
      waiting.done();
    }
  }
}
