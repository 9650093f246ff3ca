package io.keypulse.account;

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
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody says twice about being asked is one entry of the ledger. */
@KeypulseTest
class SaidTwiceTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private Client ana;
  private int contact;

  @BeforeEach
  void found() {
    company = Company.imported().keyAccount("acme", "north", 1);
    ana = Client.as(company.login("ana"));
    contact =
        Integer.parseInt(Database.value("select id from contact where source = ?", company.prefix));
  }

  @Test
  void manyPressTheButtonWhileSomebodyTakesItBack() throws Exception {
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    String wayOut = Mailbox.of(company.address("acme", 1)).getFirst().unsubscribePath();
    Runnable press = () -> given().post(wayOut).then().statusCode(200);
    press.run();
    try (Held turn = Held.by(turn())) {
      Held.Work pressing = turn.whileWaiting(press, press, press);
      turn.then(
          """
          insert into permission_entry (email, said_of, kind, reason, via, channel, said_at, recorded_at)
          select email, id, 'OBJECTION_WITHDRAWN', 'Rang', 'STAFF', 'MANUAL', clock_timestamp(), clock_timestamp()
          from contact where id = %d
          """
              .formatted(contact));
      turn.keep();
      pressing.done();
    }
    assertEquals(List.of("OBJECTION", "OBJECTION_WITHDRAWN", "OBJECTION"), ledger());
    assertEquals(
        "1",
        Database.value("select count(*) from objection_in_force where said_of = ?", contact),
        "what was said last holds");
    company.closeWave(wave);
  }

  @Test
  void severalColleaguesWriteItDownAtOnce() throws Exception {
    Runnable record = () -> record("OBJECTION", "Told me so");
    try (Held turn = Held.by(turn())) {
      Held.Work recording = turn.whileWaiting(record, record, record);
      turn.undo();
      recording.done();
    }
    assertEquals(List.of("OBJECTION"), ledger());
  }

  @Test
  void aColleagueWritesItDownAgainAndOnlyWhatIsNewIsAnEntryMore() {
    record("OBJECTION", "Told me so");
    record("OBJECTION", "Told me so");
    record("OBJECTION", null);
    assertEquals(List.of("OBJECTION"), ledger());
    record("OBJECTION", "Told me again, angrily");
    assertEquals(List.of("OBJECTION", "OBJECTION"), ledger());
    record("OBJECTION_WITHDRAWN", "Rang");
    record("OBJECTION_WITHDRAWN", "Rang");
    record("OBJECTION", "Told me so");
    assertEquals(
        List.of("OBJECTION", "OBJECTION", "OBJECTION_WITHDRAWN", "OBJECTION"),
        ledger(),
        "what was taken back is said anew");
  }

  @Test
  void aSnoozeIsOneEntryUntilAnotherEndsIt() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    snooze(today.plusDays(90), null);
    snooze(today.plusDays(90), null);
    assertEquals(1, ledger().size());
    snooze(today.plusDays(30), "Back sooner");
    snooze(today.plusDays(30), "Back sooner");
    assertEquals(2, ledger().size());
    snooze(today.plusDays(90), null);
    snooze(today.plusDays(30), "Back sooner");
    assertEquals(4, ledger().size());
    assertEquals(
        List.of(today.plusDays(30).toString()),
        Database.column(
            "select snoozed_until::text from snooze_in_force where said_of = ?", contact));
  }

  private void snooze(LocalDate until, @Nullable String reason) {
    Map<String, @Nullable Object> said = new HashMap<>(said("SNOOZE", reason));
    said.put("snoozedUntil", until.toString());
    record(said);
  }

  private void record(String kind, @Nullable String reason) {
    record(said(kind, reason));
  }

  private void record(Map<String, @Nullable Object> said) {
    ana.data(
        "mutation ($i: PermissionRecordInput!) { permissionRecord(input: $i) { mayBeAsked } }",
        Map.of("i", said));
  }

  private Map<String, @Nullable Object> said(String kind, @Nullable String reason) {
    Map<String, @Nullable Object> said = new HashMap<>();
    said.put("contactId", GlobalId.of("Contact", contact));
    said.put("kind", kind);
    said.put("reason", reason);
    return said;
  }

  private String turn() {
    return "select pg_advisory_xact_lock(hashtext('keypulse.permission'), %d)".formatted(contact);
  }

  private List<String> ledger() {
    return Database.column(
        "select kind from permission_entry where said_of = ? order by said_at, id", contact);
  }
}
