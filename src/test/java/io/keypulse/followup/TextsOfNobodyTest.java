package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** About a person who was erased nothing is written any more: nobody would erase it. */
@KeypulseTest
class TextsOfNobodyTest {
  private static final String ERASE =
      "mutation ($i: ContactEraseInput!) { contactErase(input: $i) { name } }";

  private final Client admin = Client.as("admin");
  private final Loop loop = new Loop();

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  @Test
  void nothingIsWrittenAboutAnErasedPerson() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave =
        loop.company.openWave(
            loop.company.program(100_000, Map.of("channels", List.of("EMAIL", "PHONE"))));
    dispatcher.dispatch(clock);
    loop.answer("acme", 1, "overall", 2);
    String contact = contact();
    admin.data(ERASE, erasure(contact, "Asked by letter"));
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(3).toString();
    assertEquals(
        "WRONG_STATE",
        loop.refused(
            "ana", "followUpContactLog", "means", "TELEPHONE", "reached", true, "summary", "Zeb"));
    assertEquals(
        "WRONG_STATE",
        loop.refused(
            "ana",
            "followUpActionAdd",
            "what",
            "Visit Zebulon",
            "ownerId",
            loop.employee("ana"),
            "dueOn",
            tomorrow));
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpLineApprove", "line", "Dear Zebulon"));
    assertEquals(
        "WRONG_STATE",
        refused("contactHoldSet", Map.of("contactId", contact, "reason", "Zebulon is away")));
    assertEquals(
        "WRONG_STATE",
        refused(
            "permissionRecord",
            Map.of("contactId", contact, "kind", "OBJECTION", "reason", "Zebulon said so")));
    assertEquals(
        "WRONG_STATE",
        refused(
            "phoneAttemptRecord",
            Map.of("waveId", wave, "contactId", contact, "outcome", "NO_ANSWER", "note", "Zeb")));
    assertEquals(
        "WRONG_STATE",
        refused(
            "responseRecord",
            Map.of(
                "waveId",
                wave,
                "contactId",
                contact,
                "mode",
                "PHONE",
                "overall",
                "SOMEWHAT_DISSATISFIED",
                "why",
                "Zebulon said")));
    assertEquals(
        List.of("0"),
        Database.column(
            """
            select (select count(*) from contact_hold where reason like '%Zeb%')
              + (select count(*) from follow_up_contact where summary like '%Zeb%')
              + (select count(*) from phone_attempt where note like '%Zeb%')
            """));
  }

  @Test
  void theReasonOfAnErasureDoesNotTellWhoItWas() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String contact = contact();
    Database.change(
        "update contact set name = 'Zebulon Quatschkowski', phone = '+49301112223' where source = ?",
        loop.company.prefix);
    for (String reason :
        List.of(
            "Zebulon Quatschkowski asked by letter",
            "Mr QUATSCHKOWSKI wrote",
            "Zebulon called",
            "Letter from " + loop.company.address("acme", 1),
            "Called from +49 30 111 2223")) {
      assertEquals("INVALID", admin.refusal(ERASE, erasure(contact, reason)), reason);
    }
    admin.data(ERASE, erasure(contact, "Asked by letter"));
  }

  private String refused(String mutation, Map<String, Object> input) {
    String type =
        mutation.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + mutation.substring(1);
    String part = mutation.equals("permissionRecord") ? "reason" : "id";
    return loop.as("ana")
        .refusal(
            "mutation ($i: %sInput!) { %s(input: $i) { %s } }".formatted(type, mutation, part),
            Map.of("i", input));
  }

  private static Map<String, Object> erasure(String contact, String reason) {
    int version =
        Integer.parseInt(
            Database.value(
                "select version from contact where id = ?",
                GlobalId.parseInt("Contact", contact, "id")));
    return Map.of("i", Map.of("contactId", contact, "expectedVersion", version, "reason", reason));
  }

  private String contact() {
    return GlobalId.of(
        "Contact",
        Integer.parseInt(
            Database.value("select id from contact where source = ?", loop.company.prefix)));
  }
}
