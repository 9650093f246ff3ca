package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What opens a case is data, and can be tried on what was answered before. */
@KeypulseTest
class RulesTest {
  private static final String PREVIEW =
      """
      query ($r: FollowUpRuleInput!) {
        followUpRulePreview(input: $r, period: {from: "2026-01-01", to: "2030-01-01"}) {
          looked cases casesThere accounts newest { aspect caseThere account { externalId } contact { email } wave { id } } } }
      """;
  private static final String CREATE =
      "mutation ($r: FollowUpRuleInput!) { followUpRuleCreate(input: $r) { id version active level times } }";
  private static final String UPDATE =
      "mutation ($i: FollowUpRuleUpdateInput!) { followUpRuleUpdate(input: $i) { version active } }";

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Client admin = Client.as("admin");
  private final Loop loop = new Loop();

  @BeforeEach
  void aCompanyWithALongLine() {
    loop.staffed();
  }

  @Test
  void aRuleIsTriedOnPastAnswersBeforeItOpensCases() {
    loop.keyAccount("acme", 3);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 4, "PRICE", 2);
    loop.answer("acme", 2, "overall", 5, "DELIVERY", 2);
    loop.answer("acme", 3, "overall", 2);
    loop.company.closeWave(wave);
    assertEquals(1, loop.number(), "by the rules of the beginning");

    Map<String, Object> rule =
        Map.of("name", loop.company.prefix, "sign", "ASPECT", "aspects", List.of("PRICE"));
    JsonPath preview =
        loop.as("ana").data(PREVIEW, Map.of("r", rule)).setRootPath("data.followUpRulePreview");
    assertEquals(3, preview.getInt("looked"));
    assertEquals(1, preview.getInt("cases"));
    assertEquals(0, preview.getInt("casesThere"));
    assertEquals("PRICE", preview.getString("newest[0].aspect"));
    assertEquals(loop.company.address("acme", 1), preview.getString("newest[0].contact.email"));
    assertEquals(
        0,
        loop.as("ben").data(PREVIEW, Map.of("r", rule)).getInt("data.followUpRulePreview.looked"),
        "over the own accounts only");
    assertEquals(1, loop.number(), "nothing was opened");

    assertEquals("FORBIDDEN", loop.as("chief").refusal(CREATE, Map.of("r", rule)));
    JsonPath made = admin.data(CREATE, Map.of("r", rule)).setRootPath("data.followUpRuleCreate");
    try {
      assertEquals("ALREADY_EXISTS", admin.refusal(CREATE, Map.of("r", rule)));
      String next = loop.company.openWave(loop.company.program(100_000));
      invitations.dispatch(clock);
      loop.answer("acme", 1, "overall", 4, "PRICE", 2);
      loop.answer("acme", 2, "overall", 5, "DELIVERY", 2);
      loop.company.closeWave(next);
      assertEquals(2, loop.number());
      assertEquals(List.of(loop.company.prefix), loop.newest().getList("openedBy.name"));
      assertEquals("Ana Alvarez", loop.newest().getString("owner.name"), "sales answers for price");
    } finally {
      Map<String, Object> off =
          new HashMap<>(Map.of("id", made.getString("id"), "rule", rule, "active", false));
      off.put("expectedVersion", 7);
      assertEquals("CONFLICT", admin.refusal(UPDATE, Map.of("i", off)));
      off.put("expectedVersion", made.getInt("version"));
      assertFalse(
          admin.data(UPDATE, Map.of("i", off)).getBoolean("data.followUpRuleUpdate.active"));
    }
  }

  @Test
  void aDecisionMakerWhoKeepsSilentTwiceIsACaseAndNobodyElse() {
    loop.keyAccount("acme", 2);
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,DECISION_MAKER,en");
    silentWave();
    assertEquals(0, loop.number(), "once is no sign");
    JsonPath preview =
        loop.as("ana")
            .data(PREVIEW, Map.of("r", Map.of("name", "x", "sign", "SILENCE", "times", 1)))
            .setRootPath("data.followUpRulePreview");
    assertEquals(2, preview.getInt("cases"), "everybody, without the role");
    silentWave();
    JsonPath silent = loop.newest();
    assertEquals(1, loop.number());
    assertEquals(List.of("A decision maker silent twice"), silent.getList("openedBy.name"));
    assertEquals("Ana Alvarez", silent.getString("owner.name"));
    assertNull(silent.get("overall"));
  }

  @Test
  void whomNoMailReachedDidNotKeepSilent() {
    loop.keyAccount("acme", 1);
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,DECISION_MAKER,en");
    silentWave();
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    Database.change(
        "insert into refused_address (email, refused_at, reason) values (?, now(), 'BOUNCED 5.1.1')",
        loop.company.address("acme", 1));
    loop.company.closeWaveInTime(wave);
    assertEquals(0, loop.number());
  }

  @Test
  void whoseMailCameBackForWhatItSaidDidNotKeepSilent() {
    loop.keyAccount("acme", 1);
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,DECISION_MAKER,en");
    silentWave();
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    Database.change(
        "update mail set state = 'BOUNCED', reason = 'BOUNCED 5.6.0' where state = 'SENT' and invitation_id in"
            + " (select id from invitation where email = ? and wave_id = (select max(id) from wave))",
        loop.company.address("acme", 1));
    loop.company.closeWaveInTime(wave);
    assertEquals(0, loop.number());
  }

  @Test
  void whoHadNotTheTimeThatTheyWerePromisedDidNotKeepSilent() {
    loop.keyAccount("acme", 1);
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,DECISION_MAKER,en");
    silentWave();
    String early = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.company.closeWave(early);
    assertEquals(0, loop.number(), "closed by hand after a moment");
    silentWave();
    assertEquals(1, loop.number(), "twice until the end");
  }

  private void silentWave() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.company.closeWaveInTime(wave);
  }

  @Test
  void theAnswerByWhichAVerdictTurnsUnhealthyIsACase() {
    loop.keyAccount("acme", 5);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 5);
    loop.answer("acme", 2, "overall", 4);
    loop.answer("acme", 3, "overall", 2);
    assertEquals(
        List.of("Dissatisfied overall", "The verdict turns unhealthy"),
        loop.newest().getList("openedBy.name"));
    loop.answer("acme", 4, "overall", 2);
    assertEquals(
        List.of("Dissatisfied overall"),
        loop.newest().getList("openedBy.name"),
        "it was unhealthy before");
    loop.company.closeWave(wave);
    JsonPath preview =
        loop.as("ana")
            .data(PREVIEW, Map.of("r", Map.of("name", "x", "sign", "VERDICT")))
            .setRootPath("data.followUpRulePreview");
    assertEquals(4, preview.getInt("looked"));
    assertEquals(1, preview.getInt("cases"));
    assertEquals(loop.company.address("acme", 3), preview.getString("newest[0].contact.email"));
  }

  @Test
  void nobodyIsTellableFromAConfidentialWave() {
    loop.keyAccount("acme", 3);
    String wave = loop.company.openWave(confidential());
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1, "PRICE", 1);
    loop.company.closeWave(wave);
    assertEquals(0, loop.number());
    for (Map<String, Object> rule :
        List.<Map<String, Object>>of(
            Map.of("name", "x", "sign", "OVERALL"),
            Map.of("name", "x", "sign", "ASPECT"),
            Map.of("name", "x", "sign", "VERDICT"),
            Map.of("name", "x", "sign", "CALL_WISH"),
            Map.of("name", "x", "sign", "SILENCE", "times", 1))) {
      JsonPath preview =
          loop.as("ana").data(PREVIEW, Map.of("r", rule)).setRootPath("data.followUpRulePreview");
      assertEquals(0, preview.getInt("looked"), rule.toString());
      assertEquals(0, preview.getInt("cases"), rule.toString());
    }
  }

  @Test
  void whoAsksToBeCalledFromAConfidentialWaveTellsNothingElse() {
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(confidential());
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.answer("acme", 1, "details", 1, "PRICE", 1, "why", "The parts came late", "call", 1);
    loop.company.closeWave(wave);
    JsonPath told = loop.newest();
    assertTrue(told.getBoolean("callWish"));
    assertNull(told.getString("overall"));
    assertNull(told.getString("why"));
    assertNull(told.getString("aspect"));
    assertEquals(List.of("Wishes to be called"), told.getList("openedBy.name"));
    for (String sign : List.of("OVERALL", "ASPECT")) {
      assertEquals(
          0,
          loop.as("ana")
              .data(PREVIEW, Map.of("r", Map.of("name", "x", "sign", sign)))
              .getInt("data.followUpRulePreview.cases"),
          sign);
    }
    notices.dispatch(clock);
    String mail = loop.mailsOf("ana").getLast().said();
    assertTrue(mail.contains("answered in confidence and wishes to be called"), mail);
    assertFalse(mail.toLowerCase(Locale.ROOT).contains("dissatisfied"), mail);
    assertFalse(mail.contains("The parts came late"), mail);
    assertFalse(mail.toLowerCase(Locale.ROOT).contains("price"), mail);
  }

  private String confidential() {
    String program = loop.company.program(100_000);
    Database.change(
        "update survey_program set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = "
            + GlobalId.parseInt("SurveyProgram", program, "id"));
    return program;
  }

  @Test
  void aWishToBeCalledIsACaseHoweverContentSomebodyIs() {
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 5);
    loop.answer("acme", 1, "details", 1, "call", 1);
    loop.company.closeWave(wave);
    assertTrue(loop.newest().getBoolean("callWish"));
    assertEquals(List.of("Wishes to be called"), loop.newest().getList("openedBy.name"));
  }

  @Test
  void rulesAndPolicyThatMakeNoSenseAreRefused() {
    for (Map<String, Object> rule :
        List.<Map<String, Object>>of(
            Map.of("name", " ", "sign", "OVERALL"),
            Map.of("name", "x", "sign", "OVERALL", "level", "VERY_SATISFIED"),
            Map.of("name", "x", "sign", "CALL_WISH", "level", "EXTREMELY_DISSATISFIED"),
            Map.of("name", "x", "sign", "OVERALL", "aspects", List.of("PRICE")),
            Map.of("name", "x", "sign", "OVERALL", "roles", List.of()),
            Map.of("name", "x", "sign", "SILENCE", "times", 9),
            Map.of("name", "x", "sign", "ASPECT", "times", 2))) {
      assertEquals("INVALID", admin.refusal(CREATE, Map.of("r", rule)), rule.toString());
    }
    String set =
        "mutation ($i: FollowUpPolicySetInput!) { followUpPolicySet(input: $i) { version } }";
    Map<String, Object> policy =
        new HashMap<>(
            Map.of(
                "acknowledgeHours",
                8,
                "contactHours",
                24,
                "resolveDays",
                10,
                "climbHours",
                8,
                "proofDays",
                14,
                "routes",
                List.of(),
                "expectedVersion",
                99));
    assertEquals("CONFLICT", admin.refusal(set, Map.of("i", policy)));
    assertEquals("FORBIDDEN", loop.as("chief").refusal(set, Map.of("i", policy)));
    policy.put("routes", List.of(Map.of("aspect", "DELIVERY", "function", "Logistix")));
    JsonPath nobodys = admin.ask(set, Map.of("i", policy));
    assertEquals("routes", nobodys.getString("errors[0].extensions.field"));
    assertEquals(
        "Nobody has the function LOGISTIX. Write LOGISTICS if that is meant.",
        nobodys.getString("errors[0].message"));
    policy.put("routes", List.of(Map.of("aspect", "DELIVERY", "function", "Finance")));
    assertEquals("CONFLICT", admin.refusal(set, Map.of("i", policy)));
    policy.put("contactHours", 4);
    assertEquals("INVALID", admin.refusal(set, Map.of("i", policy)));
  }
}
