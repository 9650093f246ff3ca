package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.ScriptedSmtp;
import io.keypulse.ScriptedSmtp.Fault;
import io.keypulse.ScriptedSmtp.Point;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes back suspends its address, however far the books believe that its mail has come. */
@KeypulseTest
class LateBounceTest {
  private static final Fault NO_REPLY = new Fault(Point.END, ScriptedSmtp.HANG_UP);
  private static final Fault LATER = new Fault(Point.RECIPIENT, "451 4.7.1 later");

  @Inject InvitationDispatcher dispatcher;
  @Inject ReturnPath returnPath;
  @Inject MovableClock clock;

  private final Client admin = Client.as("admin");
  private Company company;
  private String address;
  private String wave = "";

  @BeforeEach
  void somebodyIsToBeAsked() {
    company = Company.imported().keyAccount("acme", "north", 2);
    address = company.address("acme", 1);
  }

  @Test
  void oneThatWasTwiceInDoubt() {
    asked(NO_REPLY, NO_REPLY);
    after(Duration.ofMinutes(31));
    assertEquals("FAILED", state());
    comesBackAndStaysBack(2);
  }

  @Test
  void oneThatIsPostponedAfterItWasInDoubt() {
    asked(NO_REPLY, LATER);
    after(Duration.ofMinutes(31));
    assertEquals("DUE", state());
    comesBackAndStaysBack(1);
  }

  @Test
  void oneInDoubtThatIsHeldWhileItsWaveIsPaused() {
    asked(NO_REPLY);
    admin.data(
        "mutation ($id: ID!) { wavePause(input: {waveId: $id, reason: \"A wrong name\"}) { id } }",
        Map.of("id", wave));
    assertEquals("HELD", state());
    comesBack();
    admin.data(
        "mutation ($id: ID!) { waveResume(input: {waveId: $id}) { id } }", Map.of("id", wave));
    comesBackAndStaysBack(1);
  }

  @Test
  void oneInDoubtWhoseWaveIsOver() {
    asked(NO_REPLY);
    company.closeWave(wave);
    assertEquals("FAILED", state());
    comesBackAndStaysBack(1);
  }

  @Test
  void oneThatIsUnderWayOnceMore() {
    asked(NO_REPLY, new Fault(Point.END, "250 taken", this::comesBack));
    after(Duration.ofMinutes(31));
    comesBackAndStaysBack(2);
  }

  @Test
  void oneThatTheServerPutOffAndReturnedAllTheSame() {
    asked(LATER);
    post(returnPath.of(mailId()));
    assertEquals("DUE", state(), "as far as we know it never left");
    assertEquals(List.of(address), refused());
    after(Duration.ofMinutes(2));
    assertEquals("SKIPPED", state());
    assertEquals("ADDRESS_REFUSED", reason());
    assertTrue(balanced());
    company.closeWave(wave);
  }

  @Test
  void oneThatNeverStartedComesBackFromNobody() {
    wave = company.openWave(company.program(100_000));
    post(returnPath.of(mailId()));
    assertEquals("DUE", state());
    assertEquals(List.of(), refused());
    company.closeWave(wave);
  }

  @Test
  void theSameNoticeDoesNotSuspendAnAddressAgainThatSomebodyKnowsToWork() {
    asked();
    comesBack();
    Database.change("delete from refused_address where email = ?", address);
    comesBack();
    assertEquals(List.of(), refused());
    company.closeWave(wave);
  }

  @Test
  void anInterviewDoesNotProveThatTheMailArrived() {
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,phone",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,BUYER,en,+49 30 1000001");
    wave =
        company.openWave(company.program(100_000, Map.of("channels", List.of("EMAIL", "PHONE"))));
    dispatcher.dispatch(clock);
    Client.as(company.login("ana"))
        .data(
            "mutation ($w: ID!, $c: ID!) { responseRecord(input: {waveId: $w, contactId: $c, mode: PHONE, overall: SATISFIED_OVERALL}) { id } }",
            Map.of("w", wave, "c", contact()));
    comesBackAndStaysBack(1);
  }

  @Test
  void softNoticesCountAfterAnInterviewAsBefore() {
    String program = company.program(100_000, Map.of("channels", List.of("EMAIL", "PHONE")));
    for (int round = 1; round <= 3; round++) {
      wave = company.openWave(program);
      dispatcher.dispatch(clock);
      BounceTest.post(BounceTest.report(latest(), "delayed", "4.4.1", ""));
      Database.change(
          """
          update invitation set answered_at = now() + interval '1 day', interviewed_at = now() + interval '1 day'
          where email = ?
          """,
          address);
      company.closeWave(wave);
    }
    assertEquals(List.of(address), refused());
  }

  private void asked(Fault... faults) {
    Mailbox.faults(address, faults);
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
  }

  private void after(Duration time) {
    clock.later(time, () -> dispatcher.dispatch(clock));
  }

  private void comesBackAndStaysBack(int mails) {
    comesBack();
    assertEquals("BOUNCED", state());
    assertEquals("BOUNCED 5.1.1", reason());
    assertEquals(List.of(address), refused());
    assertTrue(balanced());
    after(Duration.ofHours(3));
    assertEquals(mails, Mailbox.of(address).size());
    assertEquals("BOUNCED", state());
    if (Database.value("select state from wave where id = ?", key()).equals("OPEN")) {
      company.closeWave(wave);
    }
    assertEquals("BOUNCED", state());
  }

  private void comesBack() {
    post(latest());
  }

  private static void post(String to) {
    assertEquals(204, BounceTest.post(BounceTest.report(to, "failed", "5.1.1", "")));
  }

  private String latest() {
    return Mailbox.of(address).getLast().from();
  }

  private boolean balanced() {
    return admin
        .data("query ($id: ID!) { wave(id: $id) { books { balanced } } }", Map.of("id", wave))
        .getBoolean("data.wave.books.balanced");
  }

  private int key() {
    return GlobalId.parseInt("Wave", wave, "id");
  }

  private String contact() {
    return GlobalId.of(
        "Contact",
        Long.parseLong(Database.value("select id from contact where email = ?", address)));
  }

  private long mailId() {
    return Long.parseLong(
        Database.value("select mail_id from asked where email = ? order by id desc", address));
  }

  private String state() {
    return Database.value("select state from asked where email = ? order by id desc", address);
  }

  private String reason() {
    return Database.value("select reason from asked where email = ? order by id desc", address);
  }

  private List<String> refused() {
    return Database.column("select email from refused_address where email = ?", address);
  }
}
