package io.keypulse.invitation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@KeypulseTest
class DispatchTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject DeliveryBooks books;
  @Inject MovableClock clock;

  @Test
  void severalReplicasSendEachMailOnce() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 120);
    String wave = company.openWave(company.program(100_000));
    Together.run(4, () -> dispatcher.dispatch(clock));
    for (int contact = 1; contact <= 120; contact++) {
      assertEquals(1, Mailbox.of(company.address("acme", contact)).size());
      assertEquals("SENT", state(company.address("acme", contact)));
    }
    company.closeWave(wave);
  }

  @Test
  void aRecipientRefusedForNowIsTriedAgainLaterWithTheSameMail() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    Mailbox.refuse(address, 451, "greylisted");
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    assertEquals("DUE", state(address));
    assertEquals("RCPT 451", reason(address));

    Mailbox.accept(address);
    dispatcher.dispatch(clock);
    assertEquals("DUE", state(address), "not before its pause is over");
    clock.later(Duration.ofMinutes(2), () -> dispatcher.dispatch(clock));
    assertEquals("SENT", state(address));
    assertEquals(1, Mailbox.of(address).size());
    company.closeWave(wave);
  }

  @Test
  void aRecipientRefusedForGoodFailsAndIsNotDrawnAgain() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String address = company.address("acme", 1);
    Mailbox.refuse(address, 550, "no such user");
    String program = company.program(100_000);
    String wave = company.openWave(program);
    dispatcher.dispatch(clock);
    assertEquals("FAILED", state(address));
    assertEquals("RCPT 550", reason(address));
    assertEquals(
        "SENT", state(company.address("acme", 2)), "one bad address never stops the others");
    company.closeWave(wave);

    String next = company.openWave(program);
    assertEquals(
        List.of("ADDRESS_REFUSED"),
        Database.column(
            """
            select f.exclusion from frame_entry f join contact c on c.id = f.contact_id
            where c.email = ? and f.exclusion is not null
            """,
            address));
    company.closeWave(next);
  }

  @Test
  void whatAReplicaClaimedAndNeverStartedIsTakenOverByAnother() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    String wave = company.openWave(company.program(100_000));
    claimAll();
    assertEquals("CLAIMED", state(address));
    dispatcher.dispatch(clock);
    assertEquals(0, Mailbox.of(address).size(), "its lease still runs");
    clock.later(Duration.ofSeconds(5), () -> dispatcher.dispatch(clock));
    assertEquals(1, Mailbox.of(address).size());
    company.closeWave(wave);
  }

  @Test
  void whatAReplicaStartedAndNeverMarkedIsInDoubtAndRepeatedOnceLater() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    String wave = company.openWave(company.program(100_000));
    claimAll().forEach(mail -> books.start(mail, clock.instant()));
    assertEquals("STARTED", state(address));
    clock.later(Duration.ofSeconds(5), () -> dispatcher.dispatch(clock));
    assertEquals("UNKNOWN", state(address));
    assertEquals(0, Mailbox.of(address).size());

    clock.later(
        Duration.ofMinutes(31),
        () -> claimAll().forEach(mail -> books.start(mail, clock.instant())));
    clock.later(Duration.ofMinutes(32), () -> dispatcher.dispatch(clock));
    assertEquals("FAILED", state(address), "a second doubt is the last");
    company.closeWave(wave);
  }

  @Test
  void aRepetitionThatHadToWaitIsStillTheLast() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    String wave = company.openWave(company.program(100_000));
    record(address, new Outcome.Unknown("AFTER_DOT"), Duration.ZERO);
    assertEquals("UNKNOWN", state(address));
    record(address, new Outcome.Postponed("RCPT 451", false), Duration.ofMinutes(31));
    assertEquals("DUE", state(address));
    record(address, new Outcome.Unknown("AFTER_DOT"), Duration.ofDays(1));
    assertEquals("FAILED", state(address), "nobody is mailed a third time");
    company.closeWave(wave);
  }

  private void record(String address, Outcome outcome, Duration later) {
    clock.later(
        later,
        () ->
            claimAll().stream()
                .filter(mail -> mail.email().equals(address))
                .filter(mail -> books.start(mail, clock.instant()))
                .forEach(mail -> books.record(mail, outcome, clock.instant())));
  }

  @Test
  void aReplicaThatLostItsLeaseChangesNothing() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    String wave = company.openWave(company.program(100_000));
    List<Mails.Claimed> stale = claimAll();
    clock.later(Duration.ofSeconds(5), () -> dispatcher.dispatch(clock));
    assertEquals("SENT", state(address));
    stale.forEach(
        mail -> {
          assertTrue(!books.start(mail, clock.instant()));
          books.record(mail, new Outcome.AddressRefused("late"), clock.instant());
        });
    assertEquals("SENT", state(address));
    company.closeWave(wave);
  }

  @Test
  void whoObjectsBetweenDrawAndMailGetsNone() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    String wave = company.openWave(company.program(100_000));
    Database.change(
        "insert into permission_entry (email, kind, via, channel, said_at, recorded_at) values (?, 'OBJECTION', 'STAFF', 'MANUAL', now(), now())",
        address);
    dispatcher.dispatch(clock);
    assertEquals("SKIPPED", state(address));
    assertEquals("OBJECTED", reason(address));
    assertEquals(0, Mailbox.of(address).size());
    company.closeWave(wave);
  }

  @Test
  void namesOfCustomersReachTheMailAsTextOnly() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,mallory,acme,<script>alert(1)</script> & \"co\",mallory@acme.%1$s.example,USER,de");
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    Mailbox.Mail mail = Mailbox.of("mallory@acme." + company.prefix + ".example").getFirst();
    assertTrue(mail.html().contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;"), mail.html());
    assertTrue(!mail.html().contains("<script"), mail.html());
    assertTrue(mail.text().contains("Guten Tag <script>alert(1)</script>"), mail.text());
    company.closeWave(wave);
  }

  @Test
  void onlyAPostStopsTheAsking() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String program = company.program(100_000);
    String wave = company.openWave(program);
    dispatcher.dispatch(clock);
    String first = Mailbox.of(company.address("acme", 1)).getFirst().unsubscribePath();
    String second = Mailbox.of(company.address("acme", 2)).getFirst().unsubscribePath();
    given().get(first).then().statusCode(200);
    given().head(first).then().statusCode(200);
    assertEquals(0, objections(company));
    given().formParam("List-Unsubscribe", "One-Click").post(first).then().statusCode(200);
    given().post(second).then().statusCode(200);
    assertEquals(2, objections(company));
    given().post("/u/" + "A".repeat(43)).then().statusCode(404);
    company.closeWave(wave);

    String next = company.openWave(program);
    assertEquals(
        "2",
        Database.value(
            """
            select count(*) from frame_entry f join contact c on c.id = f.contact_id
            where c.source = ? and f.exclusion = 'OBJECTED'
            """,
            company.prefix));
    company.closeWave(next);
  }

  private static int objections(Company company) {
    return Integer.parseInt(
        Database.value(
            "select count(*) from permission_entry where email like ?",
            "%" + company.prefix + "%"));
  }

  private List<Mails.Claimed> claimAll() {
    List<Mails.Claimed> claimed = new ArrayList<>();
    for (DeliveryBooks.Catch more = claim(); more.moved(); more = claim()) {
      claimed.addAll(more.mails());
    }
    return claimed;
  }

  private DeliveryBooks.Catch claim() {
    return books.claim(100, clock.instant(), Pace.UNBOUNDED);
  }

  private static String state(String address) {
    return Database.value("select state from asked where email = ? order by id desc", address);
  }

  private static String reason(String address) {
    return Database.value("select reason from asked where email = ? order by id desc", address);
  }
}
