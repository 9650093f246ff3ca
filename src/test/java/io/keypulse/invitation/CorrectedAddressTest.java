package io.keypulse.invitation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.ScriptedSmtp;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail goes to the address that its person has when it leaves, if that may be written to. */
@KeypulseTest
class CorrectedAddressTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject Reminders reminders;
  @Inject Corrections corrections;
  @Inject MovableClock clock;

  private Company company;

  @BeforeEach
  void somePeopleCanBeAsked() {
    company = Company.imported().keyAccount("acme", "north", 5);
  }

  @Test
  void whoseAddressIsCorrectedIsRemindedAndThankedThere() {
    String wave = opened();
    dispatcher.dispatch(clock);
    corrected(1, "new1@acme." + company.prefix + ".example");
    corrected(2, "new2@elsewhere." + company.prefix + ".example");
    afterThreeDays();
    assertEquals(1, mails(company.address("acme", 1)));
    assertEquals(1, mails(company.address("acme", 2)));
    assertEquals(1, mails("new1@acme." + company.prefix + ".example"));
    assertEquals(1, mails("new2@elsewhere." + company.prefix + ".example"));
    assertEquals(2, mails(company.address("acme", 3)));
    String former = Mailbox.of(company.address("acme", 2)).getFirst().answerPath();
    String link =
        Mailbox.of("new2@elsewhere." + company.prefix + ".example").getFirst().answerPath();
    assertNotEquals(former, link);
    given().formParam("overall", 1).post(former).then().statusCode(404);
    given().formParam("overall", 4).post(link).then().statusCode(200);
    for (String page : List.of("/s/", "/d/")) {
      given().get(former.replace("/s/", page)).then().statusCode(404);
      given().get(link.replace("/s/", page)).then().statusCode(200);
    }
    given().get(former.replace("/s/", "/u/")).then().statusCode(200);
    clock.later(Duration.ofDays(4), this::dispatchAll);
    assertEquals(2, mails("new2@elsewhere." + company.prefix + ".example"), "thanked");
    assertTrue(balanced(wave));
    company.closeWave(wave);
  }

  @Test
  void aLinkToAnAnswerThatIsThereGoesToNoOtherAddress() {
    String wave = opened();
    dispatcher.dispatch(clock);
    String link = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
    corrected(1, "curious@elsewhere." + company.prefix + ".example");
    given().formParam("overall", 1).post(link).then().statusCode(200);
    afterThreeDays();
    assertEquals(0, mails("curious@elsewhere." + company.prefix + ".example"));
    assertEquals(1, mails(company.address("acme", 1)));
    assertEquals(
        "ADDRESS_CHANGED",
        Database.value(
            "select m.reason from mail m join invitation i on i.id = m.invitation_id where i.email = ? and m.kind = 'THANKS'",
            company.address("acme", 1)));
    given().get(link).then().statusCode(200).body(containsString("checked"));
    assertTrue(balanced(wave));
    company.closeWave(wave);
  }

  @Test
  void whoHoldsTheLinkOfAFormerAddressCanStillOptOut() {
    String wave = opened();
    dispatcher.dispatch(clock);
    corrected(1, "new1@acme." + company.prefix + ".example");
    afterThreeDays();
    String former = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
    given().post(former.replace("/s/", "/u/")).then().statusCode(200);
    assertEquals(
        "1",
        Database.value(
            "select count(*) from objection_in_force where email = ?", company.address("acme", 1)));
    company.closeWave(wave);
  }

  @Test
  void anInvitationThatHasNotLeftGoesToTheCorrectedAddress() {
    String wave = opened();
    Mailbox.faults(
        company.address("acme", 2),
        new ScriptedSmtp.Fault(ScriptedSmtp.Point.RECIPIENT, "451 4.7.1 later"));
    corrected(1, "new1@elsewhere." + company.prefix + ".example");
    dispatchAll();
    assertEquals(0, mails(company.address("acme", 1)));
    assertEquals(1, mails("new1@elsewhere." + company.prefix + ".example"));

    corrected(2, "new2@acme." + company.prefix + ".example");
    clock.later(Duration.ofMinutes(2), this::dispatchAll);
    assertEquals(0, mails(company.address("acme", 2)));
    assertEquals(1, mails("new2@acme." + company.prefix + ".example"), "put off once");
    assertTrue(balanced(wave));
    company.closeWave(wave);
  }

  @Test
  void aMailThatMayHaveArrivedIsRepeatedWhereItWent() {
    String wave = opened();
    String first = company.address("acme", 1);
    Mailbox.faults(first, new ScriptedSmtp.Fault(ScriptedSmtp.Point.END, ScriptedSmtp.HANG_UP));
    dispatchAll();
    corrected(1, "new1@acme." + company.prefix + ".example");
    clock.later(Duration.ofMinutes(31), this::dispatchAll);
    assertEquals(0, mails("new1@acme." + company.prefix + ".example"));
    assertEquals(
        List.of(
            Mailbox.of(first).getFirst().header("Message-ID"),
            Mailbox.of(first).getFirst().header("Message-ID")),
        Mailbox.of(first).stream().map(mail -> mail.header("Message-ID")).toList());
    company.closeWave(wave);
  }

  @Test
  void whomItDidNotReachIsInvitedOnceMoreAtTheCorrectedAddress() {
    String wave = opened();
    Mailbox.refuse(company.address("acme", 1), "550 5.1.1 no such user");
    Mailbox.refuse(company.address("acme", 3), "550 5.1.1 no such user");
    dispatchAll();
    returned(Mailbox.of(company.address("acme", 2)).getFirst());
    corrections.tick();
    dispatchAll();
    assertEquals(3, undelivered(wave), "nothing is corrected yet");

    String first = "new1@elsewhere." + company.prefix + ".example";
    String second = "new2@acme." + company.prefix + ".example";
    corrected(1, first);
    corrected(2, second);
    corrected(4, "new4@acme." + company.prefix + ".example");
    for (int time = 1; time <= 2; time++) {
      corrections.tick();
      dispatchAll();
    }
    assertEquals(1, mails(first));
    assertEquals(1, mails(second));
    assertEquals(0, mails("new4@acme." + company.prefix + ".example"), "theirs arrived");
    assertEquals(1, undelivered(wave), "whose address was not corrected");
    assertTrue(balanced(wave));

    corrected(3, second);
    for (int time = 1; time <= 2; time++) {
      corrections.tick();
      dispatchAll();
    }
    assertEquals(1, mails(second), "it is another's");
    String third = "new3@acme." + company.prefix + ".example";
    corrected(3, third);
    corrections.tick();
    dispatchAll();
    assertEquals(1, mails(third), "corrected once more");
    assertEquals(0, undelivered(wave));

    returned(Mailbox.of(company.address("acme", 2)).getFirst());
    assertFalse(
        suspended().contains("new2"), "a notice that is brought twice is of the first mail");
    returned(Mailbox.of(second).getFirst());
    assertTrue(suspended().contains("new2"));
    corrections.tick();
    dispatchAll();
    assertEquals(1, mails(second), "this one does not exist either");
    assertTrue(balanced(wave));
    company.closeWave(wave);
  }

  private static int undelivered(String wave) {
    return Client.as("admin")
        .data("query ($id: ID!) { wave(id: $id) { books { failed } } }", Map.of("id", wave))
        .getInt("data.wave.books.failed");
  }

  @Test
  void anAddressThatMustNotBeWrittenToGetsNothing() {
    String refused = "refused@acme." + company.prefix + ".example";
    Database.change(
        "insert into refused_address (email, refused_at, reason) values (?, now(), '550')",
        refused);
    String wave = opened();
    dispatcher.dispatch(clock);
    corrected(1, refused);
    corrected(2, company.address("acme", 3));
    corrected(4, "somebody." + company.prefix + "@keypulse.example");
    corrected(5, null);
    afterThreeDays();
    assertEquals(
        List.of(
            "acme1 SKIPPED ADDRESS_REFUSED",
            "acme2 SKIPPED SHARED_ADDRESS",
            "acme3 SENT",
            "acme4 SKIPPED OWN_DOMAIN",
            "acme5 SKIPPED NO_ADDRESS"),
        Database.column(
            """
            select concat_ws(' ', c.external_id, m.state, m.reason) from mail m join contact c on c.id = m.contact_id
            where c.source = ? and m.kind = 'REMINDER' order by 1
            """,
            company.prefix));
    assertEquals(0, mails(refused));
    assertEquals(2, mails(company.address("acme", 3)), "one mailbox is reminded once");
    assertTrue(balanced(wave));
    company.closeWave(wave);
  }

  @Test
  void whatComesBackIsAboutTheAddressThatTheMailWentTo() {
    String wave = opened();
    dispatcher.dispatch(clock);
    corrected(1, "new1@acme." + company.prefix + ".example");
    afterThreeDays();
    returned(Mailbox.of("new1@acme." + company.prefix + ".example").getFirst());
    assertEquals(List.of("new1"), suspended());
    returned(Mailbox.of(company.address("acme", 1)).getFirst());
    assertEquals(List.of("kim1", "new1"), suspended());
    company.closeWave(wave);
  }

  private static void returned(Mailbox.Mail mail) {
    assertEquals(
        204,
        BounceTest.post(
            BounceTest.report(mail.from(), "failed", "5.1.1", mail.header("Message-ID"))));
  }

  private List<String> suspended() {
    return Database.column(
        "select split_part(email, '@', 1) from refused_address where email like ? order by 1",
        "%@acme." + company.prefix + ".example");
  }

  private String opened() {
    return company.openWave(
        company.program(100_000, Map.of("reminderDays", List.of(3), "thanks", true)));
  }

  private void afterThreeDays() {
    clock.later(
        Duration.ofDays(3).plusMinutes(1),
        () -> {
          reminders.plan(clock.instant());
          dispatchAll();
        });
  }

  /** A mail that is found to go to another domain leaves with the next look. */
  private void dispatchAll() {
    dispatcher.dispatch(clock);
    dispatcher.dispatch(clock);
  }

  private void corrected(int contact, @Nullable String address) {
    Database.change(
        "update contact set email = ? where source = ? and external_id = ?",
        address,
        company.prefix,
        "acme" + contact);
  }

  private static int mails(String address) {
    return Mailbox.of(address).size();
  }

  private static boolean balanced(String wave) {
    return Client.as("admin")
        .data("query ($id: ID!) { wave(id: $id) { books { balanced } } }", Map.of("id", wave))
        .getBoolean("data.wave.books.balanced");
  }
}
