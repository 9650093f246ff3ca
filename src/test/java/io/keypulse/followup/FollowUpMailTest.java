package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.ScriptedSmtp;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.AsSystem;
import io.keypulse.wave.DatabaseCopied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails about cases are lost as little as invitations, and repeated no more often. */
@KeypulseTest
class FollowUpMailTest {
  static final String RELEASE =
      "mutation ($send: Boolean!) { followUpMailsRelease(input: {send: $send}) { mails } }";

  @ApplicationScoped
  static class Copies {
    @Inject Event<DatabaseCopied> copied;

    @AsSystem
    @Transactional
    void found(Instant at) {
      copied.fire(new DatabaseCopied(at));
    }
  }

  @Inject Copies copies;
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void somebodyIsDissatisfied() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
  }

  @AfterEach
  void noCopyWaits() {
    Client.as("admin").data(RELEASE, Map.of("send", false));
  }

  @Test
  void aMailThatIsPutOffComesLaterAndOneInDoubtIsRepeatedOnce() {
    String ana = "ana." + loop.company.prefix + "@keypulse.example";
    Mailbox.refuse(ana, "450 4.2.0 later");
    notices.dispatch(clock);
    assertEquals("DUE", state());
    notices.dispatch(clock);
    assertEquals("DUE", state(), "not before its time");
    clock.later(Duration.ofMinutes(2), () -> notices.dispatch(clock));
    assertEquals("SENT", state());
    assertEquals(1, loop.mailsOf("ana").size());

    inDoubt();
    notices.dispatch(clock);
    assertEquals("UNKNOWN", state());
    clock.later(Duration.ofHours(1), () -> notices.dispatch(clock));
    assertEquals("SENT", state());
    assertEquals(2, loop.mailsOf("ana").size());
    assertEquals(
        loop.mailsOf("ana").getFirst().header("Message-ID"),
        loop.mailsOf("ana").getLast().header("Message-ID"));
  }

  @Test
  void oneThatIsInDoubtTwiceIsGivenUpThoughItWasPutOffBetween() {
    String ana = "ana." + loop.company.prefix + "@keypulse.example";
    ScriptedSmtp.Fault taken = new ScriptedSmtp.Fault(ScriptedSmtp.Point.END, ScriptedSmtp.HANG_UP);
    Mailbox.faults(
        ana, taken, new ScriptedSmtp.Fault(ScriptedSmtp.Point.RECIPIENT, "450 4.2.0 later"), taken);
    notices.dispatch(clock);
    assertEquals("UNKNOWN", state());
    clock.later(Duration.ofHours(1), () -> notices.dispatch(clock));
    assertEquals("DUE", state());
    clock.later(Duration.ofHours(2), () -> notices.dispatch(clock));
    assertEquals("FAILED", state());
    clock.later(Duration.ofHours(9), () -> notices.dispatch(clock));
    assertEquals(2, loop.mailsOf("ana").size());
  }

  @Test
  void inACopyOfTheDatabaseTheyWaitUntilAnAdministratorSaysWhetherTheyHaveLeft() {
    copies.found(clock.instant());
    notices.dispatch(clock);
    assertEquals("HELD", state());
    assertEquals(0, loop.mailsOf("ana").size());
    given().get("/q/health/well").then().body(containsString("\"mailsHeld\": "));
    assertEquals("FORBIDDEN", loop.as("ana").refusal(RELEASE, Map.of("send", true)));
    Client.as("admin").data(RELEASE, Map.of("send", true));
    notices.dispatch(clock);
    assertEquals("SENT", state());
    assertEquals(1, loop.mailsOf("ana").size());

    inDoubt();
    copies.found(clock.instant());
    Client.as("admin").data(RELEASE, Map.of("send", false));
    clock.later(Duration.ofHours(1), () -> notices.dispatch(clock));
    assertEquals("SKIPPED", state());
    assertEquals(1, loop.mailsOf("ana").size());
  }

  @Test
  void oneThatCannotBeWrittenIsGivenUpAndHoldsUpNoOther() {
    Database.change(
        "update employee set email = 'ana ' || source || '@keypulse.example' where source = ? and external_id = 'ana'",
        loop.company.prefix);
    notices.dispatch(clock);
    assertEquals("FAILED", state());
    clock.later(
        Duration.ofHours(1),
        () -> {
          notices.dispatch(clock);
          assertEquals("FAILED", state());
        });
  }

  @Test
  void whoHasLeftMeanwhileGetsNone() {
    Database.change(
        "update employee set active = false where source = ? and external_id = 'ana'",
        loop.company.prefix);
    notices.dispatch(clock);
    assertEquals("SKIPPED", state());
    assertEquals(0, loop.mailsOf("ana").size());
  }

  @Test
  void ofAnAnswerThatWasTakenBackNobodyIsTold() {
    String page = Mailbox.of(loop.company.address("acme", 1)).getLast().answerPath();
    given().formParam("choice", "ANSWERS").post(page.replace("/s/", "/d/")).then().statusCode(200);
    notices.dispatch(clock);
    assertEquals("SKIPPED", state());
    assertEquals(0, loop.mailsOf("ana").size());
  }

  @Test
  void colleaguesReadOfACaseInTheirLanguage() {
    Database.change(
        "update employee set language = 'es' where source = ? and external_id = 'ana'",
        loop.company.prefix);
    notices.dispatch(clock);
    String mail = loop.mailsOf("ana").getFirst().said();
    assertTrue(mail.contains("En general: Extremadamente insatisfecho"), mail);
    assertTrue(mail.contains("A más tardar el "), mail);
    assertTrue(
        mail.contains("(tiempo universal coordinado)"),
        "when it is due, in the zone of the business hours: " + mail);
    String subject = loop.mailsOf("ana").getFirst().subject();
    assertTrue(subject.endsWith(": un cliente al que atender"), subject);
  }

  /** As a replica leaves it that disappears while it sends. */
  private void inDoubt() {
    Database.change(
        """
        update follow_up_mail set state = 'STARTED', sent_at = null, lease_until = now() - interval '1 hour'
        where account_id = (select id from account where source = ?)
        """,
        loop.company.prefix);
  }

  private String state() {
    return Database.value(
        "select m.state from follow_up_mail m join account a on a.id = m.account_id where a.source = ?",
        loop.company.prefix);
  }
}
