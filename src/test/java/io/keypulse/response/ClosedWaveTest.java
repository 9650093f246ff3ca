package io.keypulse.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What became of everyone who was drawn stays as it was when the wave closed. */
@KeypulseTest
class ClosedWaveTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private String wave;
  private Client ana;
  private List<String> contacts;

  @BeforeEach
  void twoAreAskedAndOneObjects() {
    company = Company.imported().keyAccount("acme", "north", 2);
    ana = Client.as(company.login("ana"));
    contacts =
        ana.data("{ accounts { nodes { contacts { id } } } }")
            .getList("data.accounts.nodes[0].contacts.id");
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    say("OBJECTION", contacts.getFirst());
  }

  @Test
  void anObjectionOfLaterTurnsNobodyIntoSomebodyWhoRefused() {
    assertEquals("1 refused, 1 silent, 0 gone", became());
    company.closeWave(wave);
    say("OBJECTION", contacts.getLast());
    assertEquals("1 refused, 1 silent, 0 gone", became());
  }

  @Test
  void aWithdrawalCountsUntilTheWaveCloses() {
    say("OBJECTION_WITHDRAWN", contacts.getFirst());
    assertEquals("0 refused, 2 silent, 0 gone", became());
    say("OBJECTION", contacts.getFirst());
    company.closeWave(wave);
    say("OBJECTION_WITHDRAWN", contacts.getFirst());
    assertEquals("1 refused, 1 silent, 0 gone", became());
  }

  @Test
  void whoLeavesLaterWasThereWhenTheyWereAsked() {
    company.closeWave(wave);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,left_on",
        "%1$s,acme2,acme,Kim 2,kim2@acme.%1$s.example,BUYER,en,"
            + LocalDate.now(ZoneOffset.UTC).plusDays(3));
    clock.later(Duration.ofDays(10), () -> assertEquals("1 refused, 1 silent, 0 gone", became()));
  }

  private void say(String kind, String contact) {
    ana.data(
        "mutation ($input: PermissionRecordInput!) { permissionRecord(input: $input) { mayBeAsked } }",
        Map.of("input", Map.of("contactId", contact, "kind", kind, "reason", "Told us")));
  }

  private String became() {
    String told = became(ana);
    assertEquals(told, became(Client.as("admin")));
    return told;
  }

  private String became(Client who) {
    JsonPath counts =
        who.data(
            "query ($w: ID!) { wave(id: $w) { dispositions { refused nonContact notEligible } } }",
            Map.of("w", wave));
    counts.setRootPath("data.wave.dispositions");
    return "%d refused, %d silent, %d gone"
        .formatted(
            counts.getInt("refused"), counts.getInt("nonContact"), counts.getInt("notEligible"));
  }
}
