package io.keypulse.invitation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What somebody wants is about them, whichever of their addresses it is said at. */
@KeypulseTest
class ChangedAddressTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject Reminders reminders;
  @Inject MovableClock clock;

  @Test
  void whoStopsTheAskingInAMailToTheirOldAddressIsNotAskedAtTheNewOne() {
    Company company = Company.imported().keyAccount("acme", "north", 4);
    String program = company.program(100_000);
    String wave = company.openWave(program);
    dispatcher.dispatch(clock);
    for (int contact = 1; contact <= 4; contact++) {
      moved(company, contact, "new" + contact + "@acme." + company.prefix + ".example");
    }
    given().post(wayOut(company, 1)).then().statusCode(200);
    press(company, 2, "ALL");
    press(company, 3, "QUARTER");
    company.closeWave(wave);

    String next = company.openWave(program);
    assertEquals(
        List.of("acme1 OBJECTED", "acme2 OBJECTED", "acme3 SNOOZED"),
        Database.column(
            """
            select c.external_id || ' ' || f.exclusion from frame_entry f join contact c on c.id = f.contact_id
            where f.wave_id = ?::int and f.exclusion is not null order by 1
            """,
            Integer.toString(GlobalId.parseInt("Wave", next, "id"))));
    company.closeWave(next);
  }

  @Test
  void whoObjectsAtTheirNewAddressIsNotWrittenToAtTheOldOne() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String wave = company.openWave(company.program(100_000));
    moved(company, 1, "new1@acme." + company.prefix + ".example");
    Client.as(company.login("ana"))
        .data(
            """
            mutation ($id: ID!) { permissionRecord(input: {contactId: $id, kind: OBJECTION}) { mayBeAsked } }
            """,
            Map.of("id", GlobalId.of("Contact", number(company, 1))));
    moved(company, 2, null);
    company.put(
        "permissions",
        "source,external_id,contact_external_id,kind,said_on",
        "%1$s,said2,acme2,OBJECTION,2020-01-01");
    dispatcher.dispatch(clock);
    for (int contact : List.of(1, 2)) {
      assertEquals(
          "SKIPPED OBJECTED",
          Database.value(
              "select concat_ws(' ', state, reason) from asked where email = ?",
              company.address("acme", contact)));
      assertEquals(List.of(), Mailbox.of(company.address("acme", contact)));
    }
    assertEquals(1, Mailbox.of(company.address("acme", 3)).size());
    company.closeWave(wave);
  }

  @Test
  void itIsToldWhetherAnObjectionWasSaidAtTheAddressOfToday() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String wave = company.openWave(company.program(100_000, Map.of("reminderDays", List.of(3))));
    dispatcher.dispatch(clock);
    press(company, 1, "ALL");
    for (int contact = 1; contact <= 3; contact++) {
      moved(company, contact, "new" + contact + "@acme." + company.prefix + ".example");
    }
    press(company, 2, "ALL");
    clock.later(
        Duration.ofDays(3).plusMinutes(1),
        () -> {
          reminders.plan(clock.instant());
          dispatcher.dispatch(clock);
          press(company, 3, "ALL");
        });
    assertEquals(
        List.of("NEW_ADDRESS", "NEW_ADDRESS", "PAGE"),
        List.of(via(company, 1), via(company, 2), via(company, 3)),
        "corrected after the objection, corrected before it, and written to where they are now");
    company.closeWave(wave);
  }

  private static String via(Company company, int contact) {
    return Client.as(company.login("ana"))
        .data(
            "query ($id: ID!) { contact(id: $id) { permission { entries { via } } } }",
            Map.of("id", GlobalId.of("Contact", number(company, contact))))
        .getString("data.contact.permission.entries.via.join(' ')");
  }

  private static void press(Company company, int contact, String button) {
    given().formParam("choice", button).post(wayOut(company, contact)).then().statusCode(200);
  }

  private static String wayOut(Company company, int contact) {
    return Mailbox.of(company.address("acme", contact)).getFirst().unsubscribePath();
  }

  private static void moved(Company company, int contact, @Nullable String address) {
    Database.change(
        "update contact set email = ? where source = ? and external_id = ?",
        address,
        company.prefix,
        "acme" + contact);
  }

  private static long number(Company company, int contact) {
    return Long.parseLong(
        Database.value(
            "select id from contact where source = ? and external_id = ?",
            company.prefix,
            "acme" + contact));
  }
}
