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
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was tried before a mail was taken, or given up, can be asked. */
@KeypulseTest
class MailAttemptsTest {
  private static final String OF_A_PERSON =
      """
      query ($id: ID!) { contact(id: $id) { waves { invitation { state reason attempts
        refusals { number at outcome reply } } } } }
      """;
  private static final Fault LATER =
      new Fault(Point.RECIPIENT, "451 4.7.1 <kim1@acme> is greylisted, Kim");

  @Inject InvitationDispatcher dispatcher;
  @Inject DeliveryBooks books;
  @Inject MovableClock clock;

  private Company company;
  private String wave = "";

  @BeforeEach
  void somebodyIsToBeAsked() {
    company = Company.imported().keyAccount("acme", "north", 2);
  }

  @AfterEach
  void theWaveEnds() {
    company.closeWave(wave);
  }

  @Test
  void thatAMailWasPutOffBeforeItWasTakenStaysKnownInCodesAlone() {
    Mailbox.faults(company.address("acme", 1), LATER, LATER, LATER);
    Mailbox.faults(
        company.address("acme", 2),
        new Fault(Point.END, ScriptedSmtp.HANG_UP),
        new Fault(Point.RECIPIENT, "550 5.1.1 no such user"));
    open();
    for (int minutes : List.of(2, 10, 45)) {
      clock.later(Duration.ofMinutes(minutes), () -> dispatcher.dispatch(clock));
    }
    JsonPath told = told("ana", 1);
    assertEquals("SENT", told.getString("state"));
    assertEquals(4, told.getInt("attempts"));
    assertEquals(List.of(1, 2, 3), told.getList("refusals.number"));
    assertEquals(
        List.of("POSTPONED RCPT 451 4.7.1"),
        told.<Map<String, String>>getList("refusals").stream()
            .map(one -> one.get("outcome") + " " + one.get("reply"))
            .distinct()
            .toList());
    assertTrue(told.getString("refusals[0].at").compareTo(told.getString("refusals[1].at")) < 0);
    assertEquals(List.of("UNKNOWN", "ADDRESS_REFUSED"), told("ana", 2).getList("refusals.outcome"));
    assertEquals(
        List.of("AFTER_DOT MessagingException", "RCPT 550 5.1.1"),
        Client.as("admin")
            .data(
                "query ($id: ID!) { undelivered(waveId: $id) { nodes { refusals { reply } } } }",
                Map.of("id", wave))
            .getList("data.undelivered.nodes[0].refusals.reply"));
    assertEquals(
        0, Database.column("select 1 from mail_attempt where reply like '%greylisted%'").size());
  }

  @Test
  void aReplicaThatDisappearedIsAnAttemptToo() {
    wave = company.openWave(company.program(100_000));
    books.write(
        books.claim(100, clock.instant(), Pace.UNBOUNDED).mails(), List.of(), clock.instant());
    clock.later(Duration.ofMinutes(1), () -> dispatcher.dispatch(clock));
    clock.later(Duration.ofMinutes(40), () -> dispatcher.dispatch(clock));
    JsonPath told = told("ana", 1);
    assertEquals("SENT", told.getString("state"));
    assertEquals(
        List.of("UNKNOWN: the replica that was sending it disappeared"),
        told.getList("refusals.reply"));
  }

  @Test
  void whatWasTakenAtOnceHasNoRow() {
    open();
    assertEquals(List.of(), told("ana", 1).getList("refusals"));
    assertEquals(
        "0",
        Database.value(
            "select count(*) from mail_attempt where wave_id = ?",
            GlobalId.parseInt("Wave", wave, "id")));
  }

  private void open() {
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
  }

  private JsonPath told(String who, int contact) {
    String id =
        GlobalId.of(
            "Contact",
            Long.parseLong(
                Database.value(
                    "select id from contact where email = ?", company.address("acme", contact))));
    JsonPath told = Client.as(company.login(who)).data(OF_A_PERSON, Map.of("id", id));
    told.setRootPath("data.contact.waves[0].invitation");
    return told;
  }
}
