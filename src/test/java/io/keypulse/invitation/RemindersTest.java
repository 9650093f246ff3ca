package io.keypulse.invitation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Viewer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only the silent are reminded, on the days of the program, and as long as they want to be. */
@KeypulseTest
class RemindersTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject Reminders reminders;
  @Inject Inviter inviter;
  @Inject CurrentViewer viewer;
  @Inject MovableClock clock;

  private Company company;
  private String program;
  private String wave;

  @BeforeEach
  void sixPeopleAreAsked() {
    company = Company.imported().keyAccount("acme", "north", 6);
    program = company.program(100_000, Map.of("reminderDays", List.of(3, 7), "thanks", true));
    wave = company.openWave(program);
    dispatcher.dispatch(clock);
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void whoIsSilentIsRemindedWhoeverHasLookedAndWhoeverWantsToBeLeftAloneIsNot() {
    String looked = first(1).answerPath();
    given().get(looked).then().statusCode(200);
    given().head(looked).then().statusCode(200);
    given().formParam("overall", 4).post(first(2).answerPath()).then().statusCode(200);
    given().formParam("choice", "WHATEVER").post(stop(3)).then().statusCode(400);
    given().formParam("choice", "REMINDERS").post(stop(3)).then().statusCode(200);
    given().formParam("choice", "QUARTER").post(stop(4)).then().statusCode(200);
    given().formParam("choice", "PROGRAM").post(stop(5)).then().statusCode(200);
    given().formParam("choice", "ALL").post(stop(6)).then().statusCode(200);

    onDay(2);
    assertEquals(1, mails(1), "not before the third day");
    onDay(3);
    onDay(3);
    assertEquals(2, mails(1), "looking is no answer");
    assertEquals(2, mails(2), "the second mail of who answered is thanks");
    assertEquals(
        "Thank you for your answer", Mailbox.of(company.address("acme", 2)).getLast().subject());
    for (int contact = 3; contact <= 6; contact++) {
      assertEquals(1, mails(contact), "contact " + contact);
    }
    Mailbox.Mail reminder = Mailbox.of(company.address("acme", 1)).getLast();
    assertEquals(looked, reminder.answerPath(), "the link stays the same");
    assertEquals(first(1).header("Message-ID"), reminder.header("References"));
    assertTrue(!reminder.header("Message-ID").equals(first(1).header("Message-ID")));
    onDay(6);
    assertEquals(2, mails(1));
    onDay(7);
    assertEquals(3, mails(1));
    onDay(13);
    assertEquals(3, mails(1), "there is no third day");
  }

  @Test
  void ofSeveralMissedRemindersOneIsSent() {
    onDay(8);
    assertEquals(2, mails(1));
    assertEquals(
        List.of("2"),
        Database.column(
            """
            select m.number from mail m join invitation i on i.id = m.invitation_id
            where i.email = ? and m.kind = 'REMINDER'
            """,
            company.address("acme", 1)));
  }

  @Test
  void theDaysAreThoseOfTheDrawWhateverTheProgramSaysLater() {
    Database.change(
        "update survey_program set reminder_days = '{12}' where id = "
            + GlobalId.parseInt("SurveyProgram", program, "id"));
    onDay(3);
    assertEquals(2, mails(1));
    onDay(13);
    assertEquals(3, mails(1), "the seventh day, late");
  }

  @Test
  void whoAnswersOrObjectsBetweenPlanAndMailGetsNone() {
    clock.later(Duration.ofDays(3).plusMinutes(1), () -> reminders.plan(clock.instant()));
    given().formParam("overall", 5).post(first(1).answerPath()).then().statusCode(200);
    Database.change(
        "insert into permission_entry (email, kind, via, channel, said_at, recorded_at) values (?, 'OBJECTION', 'STAFF', 'MANUAL', now(), now())",
        company.address("acme", 2));
    clock.later(Duration.ofDays(3).plusMinutes(2), () -> dispatcher.dispatch(clock));
    assertEquals(List.of("SKIPPED ANSWERED"), reminder(1));
    assertEquals(List.of("SKIPPED OBJECTED"), reminder(2));
    assertEquals(List.of("SENT"), reminder(3));
  }

  @Test
  void stoppingIsOnlyDoneByAPostAndReachesAsFarAsItSays() {
    for (int contact = 1; contact <= 4; contact++) {
      given().get(stop(contact)).then().statusCode(200);
      given().head(stop(contact)).then().statusCode(200);
    }
    assertEquals(List.of(), entries());
    given().formParam("choice", "REMINDERS").post(stop(1)).then().statusCode(200);
    given().formParam("choice", "QUARTER").post(stop(2)).then().statusCode(200);
    given().formParam("choice", "PROGRAM").post(stop(3)).then().statusCode(200);
    given().contentType("application/x-www-form-urlencoded").post(stop(4)).then().statusCode(200);
    assertEquals(
        List.of(
            "OBJECTION everything ONE_CLICK", "OBJECTION program PAGE", "SNOOZE everything PAGE"),
        entries());
    company.closeWave(wave);

    wave = company.openWave(program);
    assertEquals(List.of("OBJECTED", "OBJECTED", "SNOOZED"), exclusions());
    company.closeWave(wave);
    wave = company.openWave(company.program(100_000));
    assertEquals(List.of("OBJECTED", "SNOOZED"), exclusions(), "another program may ask one more");
  }

  @Test
  void whatIsSaidTwiceIsWrittenDownOnce() throws Exception {
    String way = stop(1);
    Together.run(
        20,
        () ->
            given()
                .formParam("List-Unsubscribe", "One-Click")
                .post(way)
                .then()
                .statusCode(200)
                .body(containsString("mailto:ana." + company.prefix)));
    given().formParam("choice", "ALL").post(way).then().statusCode(200);
    for (String choice : List.of("QUARTER", "PROGRAM", "QUARTER", "PROGRAM")) {
      given().formParam("choice", choice).post(stop(2)).then().statusCode(200);
    }
    assertEquals(
        List.of(
            "OBJECTION everything ONE_CLICK", "OBJECTION program PAGE", "SNOOZE everything PAGE"),
        entries());

    Database.change(
        "insert into permission_entry (email, kind, reason, via, channel, said_at, recorded_at) values (?, 'OBJECTION_WITHDRAWN', 'Asked to be', 'STAFF', 'MANUAL', now(), now())",
        company.address("acme", 1));
    given().post(way).then().statusCode(200);
    assertEquals(5, entries().size(), "after it was taken back it is said anew");
  }

  @Test
  void whoAnswersWaitsForNobodyElseOfTheirDomainWhoIsThankedToo() throws Exception {
    long slow =
        Long.parseLong(
            Database.value(
                "select id from invitation where email = ?", company.address("acme", 1)));
    CountDownLatch answering = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(
                () ->
                    viewer.onBehalfOf(
                        new Viewer(Viewer.Access.ADMIN, null, "page"),
                        () ->
                            QuarkusTransaction.requiringNew()
                                .run(
                                    () -> {
                                      inviter.markAnswered(slow, clock.instant());
                                      answering.countDown();
                                      await(answered);
                                    })));
    await(answering);
    try {
      assertTimeoutPreemptively(
          Duration.ofSeconds(15),
          () -> given().formParam("overall", 5).post(first(2).answerPath()).then().statusCode(200));
    } finally {
      answered.countDown();
      other.join();
    }
    dispatcher.dispatch(clock);
    assertEquals(2, mails(1), "thanked");
    assertEquals(2, mails(2), "thanked");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException told) {
      throw new AssertionError(told);
    }
  }

  @Test
  void nobodyIsWrittenToInTheQuietHoursOfTheirOwnZone() {
    company.closeWave(wave);
    LocalTime now = LocalTime.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo"));
    LocalTime end = now.plusHours(1).withSecond(0).withNano(0);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,time_zone",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,BUYER,en,Asia/Tokyo");
    wave =
        company.openWave(
            company.program(
                100_000,
                Map.of(
                    "quietFrom",
                    "%tR".formatted(now.minusHours(1)),
                    "quietTo",
                    "%tR".formatted(end))));
    clock.later(Duration.ofMinutes(30), () -> dispatcher.dispatch(clock));
    assertEquals(1, mails(1), "this is the invitation of before");
    assertEquals(2, mails(2), "in Berlin it is another hour");
    clock.later(Duration.ofMinutes(61), () -> dispatcher.dispatch(clock));
    assertEquals(2, mails(1));
  }

  private void onDay(int day) {
    clock.later(
        Duration.ofDays(day).plusMinutes(1),
        () -> {
          reminders.plan(clock.instant());
          dispatcher.dispatch(clock);
        });
  }

  private int mails(int contact) {
    return Mailbox.of(company.address("acme", contact)).size();
  }

  private Mailbox.Mail first(int contact) {
    return Mailbox.of(company.address("acme", contact)).getFirst();
  }

  private String stop(int contact) {
    return first(contact).unsubscribePath();
  }

  private List<String> reminder(int contact) {
    return Database.column(
        """
        select concat_ws(' ', m.state, m.reason) from mail m join invitation i on i.id = m.invitation_id
        where i.email = ? and m.kind = 'REMINDER'
        """,
        company.address("acme", contact));
  }

  private List<String> entries() {
    return Database.column(
        """
        select kind || case when program_id is null then ' everything ' else ' program ' end || via
        from permission_entry where email like ? order by 1
        """,
        "%@acme." + company.prefix + ".example");
  }

  private List<String> exclusions() {
    return Database.column(
        """
        select f.exclusion from frame_entry f join contact c on c.id = f.contact_id
        where c.source = ? and f.exclusion is not null and f.wave_id = (select max(wave_id) from frame_entry)
        order by 1
        """,
        company.prefix);
  }
}
