package io.keypulse.keystatus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Together;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may decide that an account is key, and how a decision is corrected. */
@KeypulseTest
class KeyDecisionTest {
  private static final String SHOWN =
      "{ id version outcome tier since until decidedBy decidedByEmployee { name } approvedBy approvedByEmployee { name } rationale supersededAt provenance { channel source recordedBy { name } } account { name } supersedes { id supersededAt } }";
  private static final String DECIDE =
      "mutation ($i: KeyAccountDecideInput!) { keyAccountDecide(input: $i) " + SHOWN + " }";
  private static final String REVOKE =
      "mutation ($i: KeyDecisionRevokeInput!) { keyDecisionRevoke(input: $i) { supersededAt revokedBecause } }";
  private static final String CORRECT =
      "mutation ($i: KeyDecisionCorrectInput!) { keyDecisionCorrect(input: $i) " + SHOWN + " }";

  @Test
  void whoStandsAboveTheLeadDecidesAndNobodyElseDoes() {
    Company company = Company.imported().account("acme", "north");
    Client chief = Client.as(company.login("chief"));
    Map<String, Object> input = designation(account(company));
    for (String below : List.of("ana", "lou")) {
      assertEquals(
          "FORBIDDEN", Client.as(company.login(below)).refusal(DECIDE, Map.of("i", input)));
    }
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(DECIDE, Map.of("i", input)));
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(DECIDE, Map.of("i", input)));

    JsonPath made = chief.data(DECIDE, Map.of("i", input)).setRootPath("data.keyAccountDecide");
    assertEquals("A", made.getString("tier"));
    assertEquals("Cleo Chief", made.getString("decidedBy"));
    assertEquals("Cleo Chief", made.getString("provenance.recordedBy.name"));
    assertEquals("MANUAL", made.getString("provenance.channel"));
    assertEquals(company.prefix + " acme Ltd", made.getString("account.name"));
    assertNull(made.get("supersedes"));
    assertEquals("KEY", state(company));

    String node = "query ($id: ID!) { node(id: $id) { ... on KeyDecision { rationale } } }";
    Map<String, Object> id = Map.of("id", made.getString("id"));
    assertEquals("Strategic", chief.data(node, id).getString("data.node.rationale"));
    assertNull(Client.as(company.login("ben")).data(node, id).get("data.node"));
  }

  @Test
  void whatIsWrongWithADecisionIsSaid() {
    Company company = Company.imported().account("acme", "north");
    Client admin = Client.as("admin");
    String account = account(company);
    assertRefused(admin, "INVALID", "tier", with(designation(account), "tier", null));
    assertRefused(admin, "INVALID", "tier", with(designation(account), "outcome", "DECLINE"));
    assertRefused(admin, "INVALID", "until", with(designation(account), "until", "2024-01-01"));
    assertRefused(admin, "INVALID", "rationale", with(designation(account), "rationale", " "));
    assertRefused(admin, "INVALID", "accountId", with(designation(account), "accountId", "x"));
    assertRefused(admin, "INVALID", "since", with(designation(account), "since", "1000-01-01"));
    admin.data(DECIDE, Map.of("i", designation(account)));
    assertRefused(admin, "WRONG_STATE", "since", with(designation(account), "since", "2025-05-05"));
  }

  @Test
  void whoOfUsDecidedAndApprovedIsKnownWhereSomebodySaysSo() {
    Company company = Company.imported().account("acme", "north");
    Client chief = Client.as(company.login("chief"));
    Map<String, Object> input = with(designation(account(company)), "approvedBy", "The board");
    JsonPath own = chief.data(DECIDE, Map.of("i", input)).setRootPath("data.keyAccountDecide");
    assertEquals("Cleo Chief", own.getString("decidedByEmployee.name"));
    assertEquals("The board", own.getString("approvedBy"));
    assertNull(own.get("approvedByEmployee"), "a name alone");

    Map<String, Object> correction = new HashMap<>();
    correction.put("id", own.getString("id"));
    correction.put("expectedVersion", own.getInt("version"));
    correction.put("decidedBy", "Somebody");
    correction.put("decidedById", employee(company, "ben"));
    JsonPath both = chief.ask(CORRECT, Map.of("i", correction));
    assertEquals("INVALID", both.getString("errors[0].extensions.code"));
    assertEquals("decidedById", both.getString("errors[0].extensions.field"));
    correction.remove("decidedBy");
    correction.put("approvedById", employee(company, "ana"));
    JsonPath told =
        chief.data(CORRECT, Map.of("i", correction)).setRootPath("data.keyDecisionCorrect");
    assertEquals("Ben Brandt", told.getString("decidedBy"));
    assertEquals("Ben Brandt", told.getString("decidedByEmployee.name"));
    assertEquals("Ana Alvarez", told.getString("approvedByEmployee.name"));

    Map<String, Object> name = new HashMap<>();
    name.put("id", told.getString("id"));
    name.put("expectedVersion", told.getInt("version"));
    name.put("decidedBy", "Somebody");
    JsonPath named = chief.data(CORRECT, Map.of("i", name)).setRootPath("data.keyDecisionCorrect");
    assertNull(named.get("decidedByEmployee"));
    assertEquals("Ana Alvarez", named.getString("approvedByEmployee.name"), "stays");
  }

  private static String employee(Company company, String who) {
    return GlobalId.of(
        "Employee",
        Long.parseLong(
            Database.value(
                "select id from employee where source = ? and external_id = ?",
                company.prefix,
                who)));
  }

  @Test
  void aDecisionSentTwiceIsTakenOnce() {
    Company company = Company.imported().account("acme", "north");
    Client chief = Client.as(company.login("chief"));
    Map<String, Object> input = with(designation(account(company)), "idempotencyKey", "once");
    String one = chief.data(DECIDE, Map.of("i", input)).getString("data.keyAccountDecide.id");
    assertEquals(one, chief.data(DECIDE, Map.of("i", input)).getString("data.keyAccountDecide.id"));
    assertEquals("INVALID", chief.refusal(DECIDE, Map.of("i", with(input, "tier", "B"))));
  }

  @Test
  void ofTwoDecisionsAtTheSameTimeOneHolds() throws Exception {
    Company company = Company.imported().account("acme", "north");
    String account = account(company);
    List<String> outcomes =
        Together.call(
            2,
            () ->
                outcome(
                    Client.as(company.login("chief"))
                        .ask(DECIDE, Map.of("i", designation(account)))));
    assertEquals(List.of("DONE", "WRONG_STATE"), outcomes.stream().sorted().toList());
  }

  @Test
  void aWithdrawalCutsTheDecisionInForceShortWhereItIsToldTo() {
    Company company = Company.imported().account("acme", "north");
    Client chief = Client.as(company.login("chief"));
    String account = account(company);
    chief.data(DECIDE, Map.of("i", designation(account)));
    Map<String, Object> withdrawal =
        with(
            with(with(designation(account), "outcome", "WITHDRAW"), "tier", null),
            "since",
            "2025-06-01");
    assertRefused(chief, "WRONG_STATE", "since", withdrawal);
    chief.data(DECIDE, Map.of("i", with(withdrawal, "cutsShort", true)));
    assertEquals("NOT_KEY", state(company));
    JsonPath all =
        chief
            .data("{ accounts { nodes { keyDecisions { outcome since until supersededAt } } } }")
            .setRootPath("data.accounts.nodes[0].keyDecisions");
    assertEquals(List.of("WITHDRAW", "DESIGNATE", "DESIGNATE"), all.getList("outcome"));
    assertEquals("2025-06-01", all.getString("[1].until"));
    assertNull(all.get("[1].supersededAt"));
    assertEquals("2100-01-01", all.getString("[2].until"));
    assertTrue(all.getString("[2].supersededAt") != null);
  }

  @Test
  void aRevokedDecisionCountsNoLongerAndIsStillKnown() {
    Company company = Company.imported().account("acme", "north");
    Client chief = Client.as(company.login("chief"));
    JsonPath made =
        chief
            .data(DECIDE, Map.of("i", designation(account(company))))
            .setRootPath("data.keyAccountDecide");
    String before = java.time.Instant.now().toString();
    Map<String, Object> wrong =
        Map.of("id", made.getString("id"), "expectedVersion", 1, "reason", "The other Acme");
    for (String below : List.of("ana", "lou")) {
      assertEquals(
          "FORBIDDEN", Client.as(company.login(below)).refusal(REVOKE, Map.of("i", wrong)));
    }
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(REVOKE, Map.of("i", wrong)));
    assertEquals("INVALID", chief.refusal(REVOKE, Map.of("i", with(wrong, "reason", " "))));
    assertEquals("CONFLICT", chief.refusal(REVOKE, Map.of("i", with(wrong, "expectedVersion", 7))));
    JsonPath revoked = chief.data(REVOKE, Map.of("i", wrong));
    assertEquals("The other Acme", revoked.getString("data.keyDecisionRevoke.revokedBecause"));
    assertEquals(
        "KEY",
        chief
            .data(
                "query ($at: DateTime) { accounts { nodes { keyStatus(asKnownAt: $at) { state } } } }",
                Map.of("at", before))
            .getString("data.accounts.nodes[0].keyStatus.state"),
        "as we believed then");
    assertNull(
        chief
            .data("{ accounts { nodes { keyStatus { state } } } }")
            .get("data.accounts.nodes[0].keyStatus"));
    Map<String, Object> again = with(wrong, "expectedVersion", 2);
    assertEquals("WRONG_STATE", chief.refusal(REVOKE, Map.of("i", again)));
    chief.data(DECIDE, Map.of("i", designation(account(company))));
    assertEquals("KEY", state(company), "the days are free for another decision");
  }

  @Test
  void aCorrectionTakesThePlaceOfTheDecisionOnce() {
    Company company = Company.imported().account("acme", "north");
    Client chief = Client.as(company.login("chief"));
    JsonPath made =
        chief
            .data(DECIDE, Map.of("i", designation(account(company))))
            .setRootPath("data.keyAccountDecide");
    Map<String, Object> correction =
        Map.of(
            "id", made.getString("id"), "expectedVersion", 1, "tier", "B", "approvedBy", "Board");
    assertEquals(
        "FORBIDDEN", Client.as(company.login("ana")).refusal(CORRECT, Map.of("i", correction)));
    assertEquals(
        "NOT_FOUND", Client.as(company.login("ben")).refusal(CORRECT, Map.of("i", correction)));
    JsonPath unchanged =
        chief.data(CORRECT, Map.of("i", with(with(correction, "tier", "A"), "approvedBy", "")));
    assertEquals(
        made.getString("id"), unchanged.getString("data.keyDecisionCorrect.id"), "nothing to do");

    JsonPath corrected =
        chief.data(CORRECT, Map.of("i", correction)).setRootPath("data.keyDecisionCorrect");
    assertNotEquals(made.getString("id"), corrected.getString("id"));
    assertEquals("B", corrected.getString("tier"));
    assertEquals("Board", corrected.getString("approvedBy"));
    assertEquals("Strategic", corrected.getString("rationale"));
    assertEquals(made.getString("id"), corrected.getString("supersedes.id"));

    JsonPath late = chief.ask(CORRECT, Map.of("i", correction));
    assertEquals("CONFLICT", late.getString("errors[0].extensions.code"));
    assertEquals(2, late.getInt("errors[0].extensions.currentVersion"));
    assertEquals(
        "WRONG_STATE", chief.refusal(CORRECT, Map.of("i", with(correction, "expectedVersion", 2))));
    assertEquals(
        List.of("INSERT", "UPDATE", "INSERT"),
        Database.column(
            """
            select operation from audit_entry where object_type = 'key_decision'
            and account_id = (select id from account where source = ?) order by id
            """,
            company.prefix));

    JsonPath declined =
        chief.data(
            CORRECT,
            Map.of(
                "i",
                Map.of(
                    "id", corrected.getString("id"), "expectedVersion", 1, "outcome", "DECLINE")));
    assertNull(declined.get("data.keyDecisionCorrect.tier"));
    assertEquals("NOT_KEY", state(company));
  }

  @Test
  void ofTwoCorrectionsAtTheSameTimeOneIsTold() throws Exception {
    Company company = Company.imported().account("acme", "north");
    Client chief = Client.as(company.login("chief"));
    String id =
        chief
            .data(DECIDE, Map.of("i", designation(account(company))))
            .getString("data.keyAccountDecide.id");
    List<String> outcomes =
        Together.call(
            2,
            () ->
                outcome(
                    chief.ask(
                        CORRECT,
                        Map.of("i", Map.of("id", id, "expectedVersion", 1, "tier", "C")))));
    assertEquals(List.of("CONFLICT", "DONE"), outcomes.stream().sorted().toList());
  }

  @Test
  void theOldFileDoesNotUndoACorrection() {
    Company company = Company.imported().account("acme", "north");
    String header =
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale";
    String file = header + "\n%1$s,K1,acme,DESIGNATE,A,2026-01-01,2028-01-01,Cleo,Strategic\n";
    assertEquals("created", verdict(company, file));
    Client admin = Client.as("admin");
    JsonPath shown = decisions(admin, company);
    admin.data(
        CORRECT,
        Map.of(
            "i",
            Map.of("id", shown.getString("[0].id"), "expectedVersion", 1, "until", "2027-02-01")));
    assertEquals("unchanged", verdict(company, file));
    assertEquals(List.of("2027-02-01", "2028-01-01"), decisions(admin, company).getList("until"));

    String withoutTier = file.replace(",tier", "").replace(",A,", ",");
    assertEquals("unchanged", verdict(company, withoutTier), "a column that is not there");
    assertEquals("updated", verdict(company, file.replace("2028-01-01", "2029-01-01")), "news");
    assertEquals("updated", verdict(company, withoutTier), "as it was before the last news");
    assertEquals(
        List.of("A", "A", "A", "A"), decisions(admin, company).getList("tier"), "kept throughout");
    assertEquals("2028-01-01", decisions(admin, company).getString("[0].until"));

    String id = decisions(admin, company).getString("[0].id");
    admin.data(CORRECT, Map.of("i", Map.of("id", id, "expectedVersion", 1, "until", "2027-02-01")));
    admin.data(
        REVOKE,
        Map.of(
            "i",
            Map.of(
                "id",
                decisions(admin, company).getString("[0].id"),
                "expectedVersion",
                1,
                "reason",
                "Never decided")));
    assertEquals("unchanged", verdict(company, file), "corrected and revoked");
  }

  private static JsonPath decisions(Client admin, Company company) {
    return admin
        .data(
            "query ($s: String!) { accountByExternalId(source: $s, value: \"acme\") { keyDecisions { id until tier } } }",
            Map.of("s", company.prefix))
        .setRootPath("data.accountByExternalId.keyDecisions");
  }

  private static String verdict(Company company, String file) {
    JsonPath report = Client.as("admin").imported("key-decisions", file.formatted(company.prefix));
    return List.of("created", "updated", "unchanged", "rejected").stream()
        .filter(verdict -> report.getInt(verdict) == 1)
        .findFirst()
        .orElseThrow();
  }

  private static String outcome(JsonPath answer) {
    return answer.get("errors") == null ? "DONE" : answer.getString("errors[0].extensions.code");
  }

  private static void assertRefused(
      Client client, String code, String field, Map<String, Object> input) {
    JsonPath answer = client.ask(DECIDE, Map.of("i", input));
    assertEquals(code, answer.getString("errors[0].extensions.code"), answer.prettify());
    assertEquals(field, answer.getString("errors[0].extensions.field"));
  }

  private static Map<String, Object> designation(String account) {
    return Map.of(
        "accountId",
        account,
        "outcome",
        "DESIGNATE",
        "tier",
        "A",
        "since",
        "2025-01-01",
        "until",
        "2100-01-01",
        "rationale",
        "Strategic");
  }

  private static Map<String, Object> with(
      Map<String, Object> input, String field, @Nullable Object value) {
    Map<String, Object> other = new HashMap<>(input);
    if (value == null) {
      other.remove(field);
    } else {
      other.put(field, value);
    }
    return other;
  }

  private static String account(Company company) {
    return Client.as(company.login("ana"))
        .data("{ accounts { nodes { id } } }")
        .getString("data.accounts.nodes[0].id");
  }

  private static String state(Company company) {
    return Client.as(company.login("ana"))
        .data("{ accounts { nodes { keyStatus { state } } } }")
        .getString("data.accounts.nodes[0].keyStatus.state");
  }
}
