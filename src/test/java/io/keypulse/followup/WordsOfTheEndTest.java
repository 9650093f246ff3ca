package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever knows of a case learns that it is over, or how it may be ended. */
@KeypulseTest
class WordsOfTheEndTest {
  private static final Duration PAST_A_DEADLINE = Duration.ofDays(4);

  private static final Map<String, String> ARCHIVED =
      Map.of(
          "en", "The account has been archived since: once",
          "es", "Entretanto el cliente se ha archivado: en cuanto",
          "zh", "该客户现已归档：在记录了",
          "de", "Der Kunde ist inzwischen archiviert: Sobald",
          "fr", "Entre-temps, ce client a été archivé\u00a0: dès qu’une");

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Client admin = Client.as("admin");
  private final Loop loop = new Loop();

  @BeforeEach
  void cases() {
    loop.staffed();
    loop.keyAccount("acme", ARCHIVED.size());
    loop.company.put(
        "executive-sponsors",
        "source,external_id,account_external_id,employee_external_id,valid_from",
        "%1$s,s1,acme,spo,2020-01-01");
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    for (int contact = 1; contact <= ARCHIVED.size(); contact++) {
      loop.answer("acme", contact, "overall", 1);
    }
    loop.company.closeWave(wave);
    notices.dispatch(clock);
  }

  @Test
  void theSponsorWhoWasToldOfACaseIsToldThatItIsOver() {
    erase(1);
    notices.dispatch(clock);
    assertEquals(0, loop.mailsOf("spo").size(), "was not told of it");
    clock.later(PAST_A_DEADLINE, () -> tick.turn(clock.instant()));
    clock.later(
        PAST_A_DEADLINE.multipliedBy(2),
        () -> {
          tick.turn(clock.instant());
          notices.dispatch(clock);
          assertEquals(ARCHIVED.size() - 1, loop.mailsOf("spo").size());
          erase(2);
          notices.dispatch(clock);
          assertEquals(ARCHIVED.size(), loop.mailsOf("spo").size());
          itIsOver("spo");
          itIsOver("vp");
        });
  }

  @Test
  void whoTookACaseOnLearnsThatItIsOverThoughNoMailToldThemOfIt() {
    Client lou = loop.as("lou");
    lou.data("{ followUps { nodes { id contact { name } } } }")
        .<String>getList("data.followUps.nodes.findAll { it.contact.name.endsWith('Kim 1') }.id")
        .forEach(
            id ->
                lou.data(
                    "mutation ($id: ID!) { followUpAcknowledge(input: {followUpId: $id}) { id } }",
                    Map.of("id", id)));
    erase(1);
    notices.dispatch(clock);
    assertEquals(1, loop.mailsOf("lou").size());
    itIsOver("lou");
  }

  @Test
  void whoeverACaseOfAnArchivedAccountClimbsToReadsHowItMayBeEnded() {
    assertFalse(loop.mailsOf("ana").getLast().said().contains("archived"));
    String[] account =
        Database.value(
                "select id || ' ' || version from account where source = ? and external_id = 'acme'",
                loop.company.prefix)
            .split(" ", -1);
    admin.data(
        "mutation ($i: AccountArchiveInput!) { accountArchive(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "id",
                GlobalId.of("Account", Long.parseLong(account[0])),
                "expectedVersion",
                Integer.parseInt(account[1]))));
    for (Map.Entry<String, String> says : ARCHIVED.entrySet()) {
      Database.change(
          "update employee set language = ? where source = ? and external_id = 'lou'",
          says.getKey(),
          loop.company.prefix);
      String from = loop.newest().getString("owner.name").startsWith("Lou") ? "ana" : "lou";
      loop.change("mia", "followUpAssign", "employeeId", loop.employee(from));
      notices.dispatch(clock);
      if (from.equals("ana")) {
        loop.change("mia", "followUpAssign", "employeeId", loop.employee("lou"));
        notices.dispatch(clock);
      }
      String mail = loop.mailsOf("lou").getLast().said();
      assertTrue(mail.contains(says.getValue()), mail);
    }
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          tick.turn(clock.instant());
          notices.dispatch(clock);
          String mail = loop.mailsOf("mia").getLast().said();
          assertTrue(mail.contains(ARCHIVED.get("en")), mail);
          loop.change(
              "mia", "followUpContactLog", "means", "EMAIL", "reached", false, "summary", "Gone");
          loop.change("mia", "followUpClose");
          assertEquals("UNPROVEN", loop.newest().getString("state"));
        });
  }

  @Test
  void whoeverIsToldOfACaseWhosePersonIsGoneReadsThatToo() {
    Database.change(
        "update contact set left_on = current_date where source = ?", loop.company.prefix);
    loop.change("ana", "followUpAssign", "employeeId", loop.employee("lou"));
    notices.dispatch(clock);
    String mail = loop.mailsOf("lou").getLast().said();
    assertTrue(mail.contains("This person is not with the account any more: once"), mail);
  }

  private void erase(int contact) {
    String[] row =
        Database.value(
                "select id || ' ' || version from contact where source = ? and external_id = ?",
                loop.company.prefix,
                "acme" + contact)
            .split(" ", -1);
    admin.data(
        "mutation ($i: ContactEraseInput!) { contactErase(input: $i) { name } }",
        Map.of(
            "i",
            Map.of(
                "contactId",
                GlobalId.of("Contact", Long.parseLong(row[0])),
                "reason",
                "By letter",
                "expectedVersion",
                Integer.parseInt(row[1]))));
  }

  private void itIsOver(String who) {
    String mail = loop.mailsOf(who).getLast().said();
    assertTrue(mail.contains("The case is closed; nothing is left for you to do"), mail);
  }
}
