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

  @Test
  void whoMovedToAnotherAccountIsNotToBeAskedAnyMore() {
    company.account("bolt", "south");
    move(contacts.getLast(), "bolt");
    assertEquals("1 refused, 0 silent, 1 gone", became());
    move(contacts.getLast(), "acme");
    assertEquals("1 refused, 1 silent, 0 gone", became(), "and came back");
    move(contacts.getLast(), "bolt");
    company.closeWave(wave);
    move(contacts.getLast(), "acme");
    assertEquals("1 refused, 0 silent, 1 gone", became(), "was gone by then");
    clock.later(Duration.ofDays(10), () -> erase(contacts.getLast()));
    assertEquals("1 refused, 0 silent, 1 gone", became(), "whoever it was");
  }

  @Test
  void whoMovesLaterWasThereWhenTheyWereAsked() {
    company.account("bolt", "south");
    company.closeWave(wave);
    contacts.forEach(contact -> move(contact, "bolt"));
    assertEquals("1 refused, 1 silent, 0 gone", became());
  }

  @Test
  void whoGoesAlongWithAMergedAccountIsStillThere() {
    company.account("bolt", "north");
    Client admin = Client.as("admin");
    String merge =
        admin
            .data(
                "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id } }",
                Map.of(
                    "i",
                    Map.of(
                        "winnerId",
                        account("bolt").get("id"),
                        "winnerExpectedVersion",
                        account("bolt").get("version"),
                        "loserId",
                        account("acme").get("id"),
                        "loserExpectedVersion",
                        account("acme").get("version"))))
            .getString("data.accountMerge.id");
    assertEquals("1 refused, 1 silent, 0 gone", became());
    admin.data(
        "mutation ($i: AccountMergeUndoInput!) { accountMergeUndo(input: $i) { id } }",
        Map.of("i", Map.of("mergeId", merge)));
    assertEquals("1 refused, 1 silent, 0 gone", became());
  }

  private void move(String contact, String account) {
    Client.as("admin")
        .data(
            "mutation ($i: ContactMoveInput!) { contactMove(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "id",
                    contact,
                    "expectedVersion",
                    version(contact),
                    "accountId",
                    account(account).get("id"))));
  }

  private static void erase(String contact) {
    Client.as("admin")
        .data(
            "mutation ($i: ContactEraseInput!) { contactErase(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "contactId",
                    contact,
                    "expectedVersion",
                    version(contact),
                    "reason",
                    "Asked for it")));
  }

  private static int version(String contact) {
    return Client.as("admin")
        .data("query ($id: ID!) { contact(id: $id) { version } }", Map.of("id", contact))
        .getInt("data.contact.version");
  }

  private Map<String, Object> account(String id) {
    return Client.as("admin")
        .data(
            "query ($s: String!, $v: String!) { accountByExternalId(source: $s, value: $v) { id version } }",
            Map.of("s", company.prefix, "v", id))
        .getMap("data.accountByExternalId");
  }

  private void say(String kind, String contact) {
    ana.data(
        "mutation ($input: PermissionRecordInput!) { permissionRecord(input: $input) { mayBeAsked } }",
        Map.of("input", Map.of("contactId", contact, "kind", kind, "reason", "Told us")));
  }

  private String became() {
    String told = became(Client.as("admin"));
    assertEquals(told, became(ana), "whom she sees no more is still hers of that wave");
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
