package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Until the wave closes customers add to their answer or correct it, and some are gone by then. */
@KeypulseTest
class LaterWordsTest {
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();
  private String wave = "";

  @BeforeEach
  void aWaveUnderWay() {
    loop.staffed();
    loop.keyAccount("acme", 2);
    wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
  }

  @Test
  void whatACustomerAddsAfterSomebodyTookTheCaseUpIsToldToThem() {
    loop.answer("acme", 1, "overall", 2);
    loop.change("ana", "followUpAcknowledge");
    notices.dispatch(clock);
    int told = loop.mailsOf("ana").size();
    loop.answer(
        "acme",
        1,
        "details",
        1,
        "DELIVERY",
        1,
        "why",
        "We stop buying on Friday unless somebody calls me",
        "call",
        1);
    notices.dispatch(clock);
    String mail = loop.mailsOf("ana").getLast().said();
    assertEquals(told + 1, loop.mailsOf("ana").size());
    assertTrue(
        loop.mailsOf("ana").getLast().subject().endsWith("the customer has said more"), mail);
    assertTrue(mail.contains("We stop buying on Friday"), mail);
    JsonPath now = loop.newest();
    assertEquals("ACKNOWLEDGED", now.getString("state"));
    assertEquals("Ana Alvarez", now.getString("owner.name"), "whoever took it up keeps it");
    assertEquals("DELIVERY", now.getString("aspect"));
    assertEquals(
        List.of(
            "Dissatisfied overall", "Extremely dissatisfied with something", "Wishes to be called"),
        now.getList("openedBy.name").stream()
            .filter(name -> !String.valueOf(name).contains("verdict"))
            .toList());
    loop.company.closeWave(wave);
  }

  @Test
  void whatACustomerAddsAfterTheCaseWasClosedOpensItAgain() {
    String page = Mailbox.of(loop.company.address("acme", 1)).getLast().answerPath();
    Loop.say(page, "overall", 4, "details", 1, "call", 1);
    loop.change("ana", "followUpAcknowledge");
    loop.change(
        "ana",
        "followUpContactLog",
        "means",
        "TELEPHONE",
        "reached",
        true,
        "summary",
        "All is well");
    loop.change("ana", "followUpResolve");
    notices.dispatch(clock);
    Loop.say(loop.proofPage("acme", 1), "answer", 5);
    assertEquals("RECOVERED", loop.newest().getString("state"));
    Loop.say(page, "details", 1, "call", 1, "DELIVERY", 1);
    JsonPath again = loop.newest();
    assertEquals("OPEN", again.getString("state"));
    assertEquals(2, again.getInt("round"));
    assertNull(again.getString("closedAt"));
    assertEquals("Ana Alvarez", again.getString("owner.name"));
    assertEquals("DELIVERY", again.getString("aspect"));
    assertEquals(
        "1",
        Database.value(
            "select count(*) from contact_hold h join contact c on c.id = h.contact_id"
                + " where h.ended_at is null and h.kind = 'OPEN_CASE' and c.source = ?",
            loop.company.prefix));
    loop.company.closeWave(wave);
  }

  @Test
  void aDispleasureThatIsTakenBackBeforeAnybodyKnewEndsItsCase() {
    loop.answer("acme", 1, "overall", 4, "PRICE", 1);
    assertEquals("OPEN", loop.newest().getString("state"));
    loop.answer("acme", 1, "details", 1, "PRICE", 5);
    assertEquals("UNPROVEN", loop.newest().getString("state"));
    notices.dispatch(clock);
    assertEquals(List.of(), loop.mailsOf("ana"));
    loop.company.closeWave(wave);
  }

  @Test
  void whoeverWasToldLearnsThatADispleasureWasTakenBackAndMayCloseTheCase() {
    loop.answer("acme", 1, "overall", 4, "PRICE", 1);
    notices.dispatch(clock);
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpClose"));
    loop.answer("acme", 1, "details", 1, "PRICE", 5);
    notices.dispatch(clock);
    String mail = loop.mailsOf("ana").getLast().said();
    assertTrue(
        loop.mailsOf("ana").getLast().subject().endsWith("the customer has said more"), mail);
    assertFalse(mail.contains("Displeased most by"), mail);
    assertEquals("OPEN", loop.newest().getString("state"));
    assertNull(loop.newest().getString("aspect"));
    loop.change("ana", "followUpClose");
    assertEquals("UNPROVEN", loop.newest().getString("state"));
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpClose"));
    loop.company.closeWave(wave);
  }

  @Test
  void aDispleasureIsNotTakenBackBecauseItsRuleIsSwitchedOff() {
    loop.answer("acme", 1, "overall", 4, "PRICE", 1);
    String rule = "where name = 'Extremely dissatisfied with something'";
    Database.change("update follow_up_rule set active = false " + rule);
    try {
      loop.answer("acme", 1, "details", 1, "DELIVERY", 4);
    } finally {
      Database.change("update follow_up_rule set active = true " + rule);
    }
    assertEquals("OPEN", loop.newest().getString("state"));
    assertEquals("PRICE", loop.newest().getString("aspect"));
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpClose"));
    loop.company.closeWave(wave);
  }

  @Test
  void whoIsNotToBeAskedWhetherItIsMendedIsCountedApart() {
    resolved();
    loop.as("ana")
        .data(
            "mutation ($input: PermissionRecordInput!) { permissionRecord(input: $input) { mayBeAsked } }",
            Map.of(
                "input",
                Map.of("contactId", contact("acme1"), "kind", "OBJECTION", "reason", "By phone")));
    notices.dispatch(clock);
    JsonPath now =
        loop.as("ana")
            .data("{ followUps(first: 1) { nodes { state proofs { outcome hindrance } } } }")
            .setRootPath("data.followUps.nodes[0]");
    assertEquals("UNPROVEN", now.getString("state"));
    assertEquals("COULD_NOT_BE_ASKED", now.getString("proofs[0].outcome"));
    assertEquals("OBJECTED", now.getString("proofs[0].hindrance"));
    JsonPath recovery =
        loop.as("mia")
            .data(
                """
                query ($manager: ID!) { followUpFigures(scope: {managerId: $manager}) {
                  recovery { unproven couldNotBeAsked awaited } } }
                """,
                Map.of("manager", loop.employee("mia")))
            .setRootPath("data.followUpFigures.recovery");
    assertEquals(1, recovery.getInt("couldNotBeAsked"));
    assertEquals(0, recovery.getInt("unproven"));
    assertEquals(0, recovery.getInt("awaited"));
  }

  @Test
  void whoLeavesOnADayToComeIsAskedWhetherItIsMended() {
    resolved();
    Database.change(
        "update contact set left_on = current_date + 30 where source = ? and external_id = 'acme1'",
        loop.company.prefix);
    notices.dispatch(clock);
    assertEquals("RESOLVED_UNPROVEN", loop.newest().getString("state"));
    assertEquals("null", hindrance());
  }

  @Test
  void whoIsHeldByHandIsNotAskedWhetherItIsMended() {
    resolved();
    loop.as("ana")
        .data(
            "mutation ($input: ContactHoldSetInput!) { contactHoldSet(input: $input) { id } }",
            Map.of("input", Map.of("contactId", contact("acme1"), "reason", "In hospital")));
    notices.dispatch(clock);
    assertEquals("UNPROVEN", loop.newest().getString("state"));
    assertEquals("MANUAL_HOLD", hindrance());
  }

  @Test
  void whoseAccountIsArchivedIsNotAskedWhetherItIsMended() {
    resolved();
    Database.change(
        "update account set archived_at = now() where id = (select account_id from contact where source = ? and external_id = 'acme1')",
        loop.company.prefix);
    notices.dispatch(clock);
    assertEquals("ARCHIVED", hindrance());
  }

  private void resolved() {
    loop.answer("acme", 1, "overall", 2);
    loop.company.closeWave(wave);
    loop.change("ana", "followUpAcknowledge");
    loop.workUpToResolved("ana");
  }

  private String hindrance() {
    return String.valueOf(
        loop.as("ana")
            .data("{ followUps(first: 1) { nodes { proofs { hindrance } } } }")
            .getString("data.followUps.nodes[0].proofs[0].hindrance"));
  }

  @Test
  void aCaseWhosePersonHasLeftIsClosedWithoutMakingAnythingUp() {
    loop.answer("acme", 1, "overall", 2);
    loop.company.closeWave(wave);
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpClose"));
    Database.change(
        "update contact set left_on = current_date where source = ? and external_id = 'acme1'",
        loop.company.prefix);
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpClose"), "nobody has tried");
    loop.change(
        "ana",
        "followUpContactLog",
        "means",
        "TELEPHONE",
        "reached",
        false,
        "summary",
        "Retired, nobody there");
    Database.change(
        "update contact set left_on = current_date + 1 where source = ? and external_id = 'acme1'",
        loop.company.prefix);
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpClose"), "there until tomorrow");
    Database.change(
        "update contact set left_on = current_date where source = ? and external_id = 'acme1'",
        loop.company.prefix);
    loop.change("ana", "followUpClose");
    assertEquals("UNPROVEN", loop.newest().getString("state"));
    assertNull(loop.newest().getString("contactedAt"));
  }

  @Test
  void whatIsWrittenOfSomebodyInACaseOfAColleagueIsExportedAndErasedToo() {
    Database.change(
        "update contact set name = 'Zebulon Quatschkowski' where source = ? and external_id = 'acme2'",
        loop.company.prefix);
    loop.answer("acme", 1, "overall", 2);
    loop.company.closeWave(wave);
    loop.change(
        "ana",
        "followUpContactLog",
        "means",
        "TELEPHONE",
        "reached",
        true,
        "summary",
        "Says that Zebulon Quatschkowski decides nothing");
    Client admin = Client.as("admin");
    String contact = contact("acme2");
    assertTrue(
        admin
            .data(
                "query ($id: ID!) { contactExport(contactId: $id) { sections { rows { fields { value } } } } }",
                Map.of("id", contact))
            .prettify()
            .contains("decides nothing"));
    admin.data(
        "mutation ($i: ContactEraseInput!) { contactErase(input: $i) { name } }",
        Map.of(
            "i",
            Map.of(
                "contactId", contact, "reason", "By letter", "expectedVersion", version("acme2"))));
    assertEquals("Erased.", loop.newest().getString("contacts[0].summary"));
  }

  private int version(String contact) {
    return Integer.parseInt(
        Database.value(
            "select version from contact where source = ? and external_id = ?",
            loop.company.prefix,
            contact));
  }

  private String contact(String externalId) {
    return GlobalId.of(
        "Contact",
        Long.parseLong(
            Database.value(
                "select id from contact where source = ? and external_id = ?",
                loop.company.prefix,
                externalId)));
  }
}
