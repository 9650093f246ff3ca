package io.keypulse.invitation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.ScriptedSmtp;
import io.keypulse.Together;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

@KeypulseTest
class DispatchTest {
  private static final Duration AFTER_THE_LEASE = Duration.ofSeconds(25);

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
    Mailbox.refuse(address, "451 4.7.1 greylisted");
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    assertEquals("DUE", state(address));
    assertEquals("RCPT 451 4.7.1", reason(address));

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
    Mailbox.refuse(address, "550 5.1.1 no such user");
    String program = company.program(100_000);
    String wave = company.openWave(program);
    dispatcher.dispatch(clock);
    assertEquals("FAILED", state(address));
    assertEquals("RCPT 550 5.1.1", reason(address));
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
    clock.later(AFTER_THE_LEASE, () -> dispatcher.dispatch(clock));
    assertEquals(1, Mailbox.of(address).size());
    company.closeWave(wave);
  }

  @Test
  void whatAReplicaStartedAndNeverMarkedIsInDoubtAndRepeatedOnceLater() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    String wave = company.openWave(company.program(100_000));
    books.write(claimAll(), List.of(), clock.instant());
    assertEquals("STARTED", state(address));
    clock.later(AFTER_THE_LEASE, () -> dispatcher.dispatch(clock));
    assertEquals("UNKNOWN", state(address));
    assertEquals(0, Mailbox.of(address).size());

    clock.later(Duration.ofMinutes(31), () -> books.write(claimAll(), List.of(), clock.instant()));
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
                .forEach(
                    mail -> {
                      assertTrue(start(mail));
                      finish(mail, outcome);
                    }));
  }

  private boolean start(Mails.Claimed mail) {
    return !books.write(List.of(mail), List.of(), clock.instant()).isEmpty();
  }

  private void finish(Mails.Claimed mail, Outcome outcome) {
    books.write(List.of(), List.of(new DeliveryBooks.Delivered(mail, outcome)), clock.instant());
  }

  @Test
  void aReplicaThatLostItsLeaseChangesNothing() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    String wave = company.openWave(company.program(100_000));
    List<Mails.Claimed> stale = claimAll();
    clock.later(AFTER_THE_LEASE, () -> dispatcher.dispatch(clock));
    assertEquals("SENT", state(address));
    stale.forEach(
        mail -> {
          assertTrue(!start(mail));
          finish(mail, new Outcome.AddressRefused("late"));
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
  void aMailThatMayHaveArrivedIsRepeatedOnceAndIsTheSame() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    Mailbox.faults(address, at(ScriptedSmtp.Point.END, ScriptedSmtp.HANG_UP));
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    assertEquals("UNKNOWN", state(address));
    clock.later(Duration.ofMinutes(29), () -> dispatcher.dispatch(clock));
    assertEquals(1, Mailbox.of(address).size(), "not before half an hour");
    clock.later(Duration.ofMinutes(31), () -> dispatcher.dispatch(clock));
    assertEquals("SENT", state(address));
    List<Mailbox.Mail> both = Mailbox.of(address);
    assertEquals(2, both.size());
    assertEquals(both.get(0).header("Message-ID"), both.get(1).header("Message-ID"));
    assertEquals(both.get(0).answerPath(), both.get(1).answerPath());
    company.closeWave(wave);
  }

  @Test
  void aServerThatThinksLongAboutAMailGetsItOnce() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    Mailbox.faults(
        address,
        new ScriptedSmtp.Fault(
            ScriptedSmtp.Point.END,
            "250 taken",
            () -> LockSupport.parkNanos(Duration.ofMillis(2_500).toNanos())));
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    assertEquals("SENT", state(address), "longer than it may take for any other reply");
    clock.later(Duration.ofMinutes(31), () -> dispatcher.dispatch(clock));
    assertEquals(1, Mailbox.of(address).size());
    company.closeWave(wave);
  }

  @Test
  void nobodyCanSayThatAMailInDoubtWasNotSent() {
    Company company = Company.imported().keyAccount("acme", "north", 4);
    for (int contact = 1; contact <= 4; contact++) {
      Mailbox.faults(
          company.address("acme", contact), at(ScriptedSmtp.Point.END, ScriptedSmtp.HANG_UP));
    }
    Mailbox.faults(
        company.address("acme", 2),
        at(ScriptedSmtp.Point.END, ScriptedSmtp.HANG_UP),
        at(ScriptedSmtp.Point.RECIPIENT, "451 4.7.1 later"));
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    given()
        .formParam("List-Unsubscribe", "One-Click")
        .post(Mailbox.of(company.address("acme", 1)).getFirst().unsubscribePath())
        .then()
        .statusCode(200);
    Database.change(
        "update contact set left_on = date '2020-01-01' where email = ?",
        company.address("acme", 3));
    clock.later(Duration.ofMinutes(31), () -> dispatcher.dispatch(clock));
    assertEquals("SENT", state(company.address("acme", 4)));
    company.closeWave(wave);
    JsonPath told =
        Client.as("admin")
            .data(
                """
                query ($id: ID!) {
                  wave(id: $id) { books { planned sent failed skipped balanced }
                    undeliveredReasons { kind state reason count } }
                  undelivered(waveId: $id) { nodes { state reason } } }
                """,
                Map.of("id", wave));
    told.setRootPath("data");
    assertEquals(
        Map.of("planned", 4, "sent", 1, "failed", 3, "skipped", 0, "balanced", true),
        told.getMap("wave.books"));
    String noReply = "UNKNOWN: AFTER_DOT MessagingException";
    String notAgain = "UNKNOWN: it was not repeated";
    assertEquals(
        List.of(notAgain, noReply, noReply),
        told.<String>getList("undelivered.nodes.reason").stream().sorted().toList().reversed());
    assertEquals(
        List.of(
            Map.of("kind", "INVITATION", "state", "FAILED", "reason", noReply, "count", 2),
            Map.of("kind", "INVITATION", "state", "FAILED", "reason", notAgain, "count", 1)),
        told.getList("wave.undeliveredReasons"));
  }

  @Test
  void faultsBeforeTheEndArePostponedLongerAndLonger() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    Mailbox.faults(
        address,
        at(ScriptedSmtp.Point.RECIPIENT, "421 busy"),
        at(ScriptedSmtp.Point.DATA, "451 later"),
        at(ScriptedSmtp.Point.RECIPIENT, ScriptedSmtp.HANG_UP),
        at(ScriptedSmtp.Point.END, "452 full"),
        at(ScriptedSmtp.Point.RECIPIENT, "450 later"));
    String wave = company.openWave(company.program(100_000));
    Duration passed = Duration.ZERO;
    for (int minutes : List.of(0, 1, 5, 30, 120, 120)) {
      Duration almost = passed.plusMinutes(minutes).minusSeconds(20);
      if (!almost.isNegative()) {
        clock.later(almost, () -> dispatcher.dispatch(clock));
      }
      assertEquals("DUE", state(address), minutes + " minutes");
      passed = passed.plusMinutes(minutes).plusSeconds(5);
      clock.later(passed, () -> dispatcher.dispatch(clock));
    }
    assertEquals("SENT", state(address));
    assertEquals("6", Database.value("select attempts from asked where email = ?", address));
    assertEquals(1, Mailbox.of(address).size());
    company.closeWave(wave);
  }

  @Test
  void aMailRefusedForWhatItSaysStopsItsWaveUntilAPersonResumesIt() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String refused = company.address("acme", 1);
    Mailbox.faults(
        refused,
        at(ScriptedSmtp.Point.END, "554 5.7.1 looks like spam"),
        at(ScriptedSmtp.Point.END, "554 5.7.1 looks like spam"));
    Mailbox.refuse(company.address("acme", 2), "451 later");
    Mailbox.refuse(company.address("acme", 3), "451 later");
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    clock.later(Duration.ofMinutes(2), () -> dispatcher.dispatch(clock));
    String query =
        """
        query ($id: ID!) { wave(id: $id) { deliveryStop { reason } books { planned due held sent failed balanced }
          mails { kind state count }
 }
          undelivered(waveId: $id) { totalCount nodes { state reason attempts contact { email } account { name } } }
          some: undelivered(waveId: $id, first: 2, kind: INVITATION) { pageInfo { hasNextPage endCursor } nodes { state } } }
        """;
    Client admin = Client.as("admin");
    JsonPath stopped = Client.as(company.login("chief")).data(query, Map.of("id", wave));
    stopped.setRootPath("data");
    assertEquals("AFTER_DOT 554 5.7.1", stopped.getString("wave.deliveryStop.reason"));
    assertEquals(0, Mailbox.of(company.address("acme", 2)).size(), "nothing more leaves");
    assertEquals(3, stopped.getInt("wave.books.held"));
    assertEquals("HELD", stopped.getString("wave.mails[0].state"));
    assertTrue(stopped.getBoolean("wave.books.balanced"));
    assertEquals(3, stopped.getInt("undelivered.totalCount"));
    assertTrue(stopped.getBoolean("some.pageInfo.hasNextPage"));
    assertEquals(
        "AFTER_DOT 554 5.7.1",
        stopped.getString(
            "undelivered.nodes.find { it.contact.email == '%s' }.reason".formatted(refused)));
    assertEquals(
        List.of(),
        Database.column("select email from refused_address where email = ?", refused),
        "the address is not to blame");

    String number = Long.toString(GlobalId.parse("Wave", wave, "wave"));
    assertTrue(List.of(deliveries("wavesStopped").split(", ")).contains(number));
    String resume =
        "mutation ($id: ID!) { waveDeliveryResume(input: {waveId: $id, reason: \"Worded anew\"}) { id } }";
    assertEquals(
        "FORBIDDEN", Client.as(company.login("chief")).refusal(resume, Map.of("id", wave)));
    admin.data(resume, Map.of("id", wave));
    assertEquals("WRONG_STATE", admin.refusal(resume, Map.of("id", wave)));
    JsonPath past =
        admin
            .data(
                "query ($id: ID!) { wave(id: $id) { deliveryStop { reason } lastDeliveryStop { reason resumedAt resumeReason resumedBy { name } } } }",
                Map.of("id", wave))
            .setRootPath("data.wave");
    assertNull(past.get("deliveryStop"));
    assertEquals("AFTER_DOT 554 5.7.1", past.getString("lastDeliveryStop.reason"));
    assertEquals("Worded anew", past.getString("lastDeliveryStop.resumeReason"));
    clock.later(Duration.ofMinutes(4), () -> dispatcher.dispatch(clock));
    assertEquals("FAILED", state(refused), "refused again, it fails alone");
    assertEquals("SENT", state(company.address("acme", 2)));
    assertEquals("SENT", state(company.address("acme", 3)));
    company.closeWave(wave);
  }

  @Test
  void aWaveOfWhichNothingIsTakenIsNamedUntilSomethingIsOrTheNextOneHasLeft() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    Mailbox.faults(
        address,
        at(ScriptedSmtp.Point.RECIPIENT, "451 4.7.1 later"),
        at(ScriptedSmtp.Point.RECIPIENT, "451 4.7.1 later"),
        at(ScriptedSmtp.Point.RECIPIENT, "451 4.7.1 later"));
    String wave = company.openWave(company.program(100_000));
    String number = Long.toString(GlobalId.parse("Wave", wave, "wave"));
    dispatcher.dispatch(clock);
    assertFalse(List.of(deliveries("wavesOfWhichNothingWasTaken").split(", ")).contains(number));
    clock.later(Duration.ofMinutes(2), () -> dispatcher.dispatch(clock));
    clock.later(Duration.ofMinutes(10), () -> dispatcher.dispatch(clock));
    assertTrue(List.of(deliveries("wavesOfWhichNothingWasTaken").split(", ")).contains(number));
    clock.later(Duration.ofHours(3), () -> dispatcher.dispatch(clock));
    assertEquals("SENT", state(address));
    assertFalse(List.of(deliveries("wavesOfWhichNothingWasTaken").split(", ")).contains(number));
    company.closeWave(wave);
  }

  private static String deliveries(String name) {
    return given()
        .get("/q/health/well")
        .jsonPath()
        .getString("checks.find { it.name == 'deliveries' }.data." + name);
  }

  @Test
  void aRefusalOfUsIsNotOneOfTheAddress() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    for (String refusal :
        List.of(
            "553 5.1.7 there is no such sender", "553 5.1.8 the sender's domain does not exist")) {
      Mailbox.refuse(address, refusal);
      String wave = company.openWave(company.program(100_000));
      dispatcher.dispatch(clock);
      assertEquals("HELD", state(address), refusal);
      assertEquals(
          List.of(), Database.column("select email from refused_address where email = ?", address));
      company.closeWave(wave);
      assertEquals("SKIPPED", state(address), refusal);
    }
  }

  @Test
  void aRefusalOfOurSenderStopsTheWave() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    String wave = company.openWave(company.program(100_000));
    Mailbox.whileSendersHear("550 5.7.1 not from you", () -> dispatcher.dispatch(clock));
    assertEquals("HELD", state(address));
    assertEquals("MAIL 550 5.7.1", reason(address));
    Client.as("admin")
        .data(
            "mutation ($id: ID!) { waveDeliveryResume(input: {waveId: $id}) { id } }",
            Map.of("id", wave));
    clock.later(Duration.ofMinutes(4), () -> dispatcher.dispatch(clock));
    assertEquals("SENT", state(address));
    company.closeWave(wave);
  }

  @Test
  void aFullMailboxIsTriedAgain() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    Mailbox.refuse(address, "552 5.2.2 mailbox full");
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    assertEquals("DUE", state(address));
    assertEquals(
        List.of(), Database.column("select email from refused_address where email = ?", address));
    clock.later(Duration.ofMinutes(4), () -> dispatcher.dispatch(clock));
    assertEquals("SENT", state(address));
    company.closeWave(wave);
  }

  @Test
  void whatCannotBeMadeIntoAMailFailsAloneAndIsNotTriedForEver() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String wave = company.openWave(company.program(100_000));
    String poisoned = "two words@acme." + company.prefix + ".example";
    Database.change(
        "update contact set email = ? where email = ?", poisoned, company.address("acme", 1));
    dispatcher.dispatch(clock);
    assertEquals("FAILED", state(poisoned));
    assertEquals("SENT", state(company.address("acme", 2)));
    company.closeWave(wave);
  }

  @Test
  void aDatabaseThatFailsWhileAMailIsWrittenIsNoFaultOfTheMail() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String address = company.address("acme", 1);
    String wave = company.openWave(company.program(100_000));
    Database.change("revoke select on team_member from keypulse_system");
    try {
      dispatcher.dispatch(clock);
    } finally {
      Database.change("grant select on team_member to keypulse_system");
    }
    assertEquals("CLAIMED", state(address));
    clock.later(AFTER_THE_LEASE, () -> dispatcher.dispatch(clock));
    assertEquals("SENT", state(address));
    assertEquals(1, Mailbox.of(address).size());
    company.closeWave(wave);
  }

  @Test
  void onlyAPostStopsTheAsking() {
    Company company = Company.imported().keyAccount("acme", "north", 4);
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
    String third = Mailbox.of(company.address("acme", 3)).getFirst().unsubscribePath();
    given().multiPart("List-Unsubscribe", "One-Click").post(third).then().statusCode(200);
    assertEquals(3, objections(company), "RFC 8058 has both forms");
    String fourth = Mailbox.of(company.address("acme", 4)).getFirst().unsubscribePath();
    given().formParam("foo", "bar").post(fourth).then().statusCode(400);
    assertEquals(3, objections(company), "what says nothing of it stops nothing");
    given().post("/u/" + "A".repeat(43)).then().statusCode(404);
    company.closeWave(wave);

    String next = company.openWave(program);
    assertEquals(
        "3",
        Database.value(
            """
            select count(*) from frame_entry f join contact c on c.id = f.contact_id
            where c.source = ? and f.exclusion = 'OBJECTED'
            """,
            company.prefix));
    company.closeWave(next);
  }

  private static ScriptedSmtp.Fault at(ScriptedSmtp.Point point, String what) {
    return new ScriptedSmtp.Fault(point, what);
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
