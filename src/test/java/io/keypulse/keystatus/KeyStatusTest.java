package io.keypulse.keystatus;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Was it key then, and what did we believe then. */
@KeypulseTest
class KeyStatusTest {
  private static final String HEADER =
      "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale,approved_by";

  @Inject MovableClock clock;

  @Test
  void aDecisionHoldsFromItsFirstDayAndThenShowsAsExpired() {
    Company company = Company.imported().account("acme", "north");
    company.put(
        "key-decisions", HEADER, "%1$s,1,acme,DESIGNATE,A,2024-01-01,2025-01-01,Cleo,Why,Board");
    Client ana = Client.as(company.login("ana"));
    assertNull(status(ana, "asOf: \"2023-12-31\"").get("data.accounts.nodes[0].keyStatus"));
    JsonPath key =
        status(ana, "asOf: \"2024-12-31\"").setRootPath("data.accounts.nodes[0].keyStatus");
    assertEquals("KEY", key.getString("state"));
    assertEquals("Board", key.getString("approvedBy"));
    assertEquals("EXPIRED", state(ana, "asOf: \"2025-01-01\""));
  }

  @Test
  void aDecisionThatMakesNobodyKeyRunsOutAsWellAndIsMended() {
    Company company = Company.imported().account("acme", "north");
    company.put("key-decisions", HEADER, "%1$s,1,acme,DEVELOP,,2024-01-01,2025-01-01,Cleo,Why,");
    Client chief = Client.as(company.login("chief"));
    String query =
        "{ accounts { nodes { keyStatus(%s) { state inForce outcome decision { id version until } } gaps { kind day } } } }";
    JsonPath then =
        chief.data(query.formatted("asOf: \"2024-12-31\"")).setRootPath("data.accounts.nodes[0]");
    assertEquals("NOT_KEY", then.getString("keyStatus.state"));
    assertTrue(then.getBoolean("keyStatus.inForce"));
    JsonPath now =
        chief.data(query.formatted("asOf: \"2025-01-01\"")).setRootPath("data.accounts.nodes[0]");
    assertEquals("DEVELOP", now.getString("keyStatus.outcome"));
    assertFalse(now.getBoolean("keyStatus.inForce"), "nobody has decided again");
    assertEquals(List.of("DEVELOPMENT_LAPSED"), now.getList("gaps.kind"));
    assertEquals("2025-01-01", now.getString("gaps[0].day"));
    assertEquals(
        0,
        chief
            .data(
                "{ accounts(filter: {keyStatus: {outcome: {eq: DEVELOP}}}) { totalCount } }",
                Map.of())
            .getInt("data.accounts.totalCount"));

    Map<String, Object> longer =
        Map.of(
            "id", now.getString("keyStatus.decision.id"),
            "expectedVersion", now.getInt("keyStatus.decision.version"),
            "until", "2100-01-01");
    chief.data(
        "mutation ($i: KeyDecisionCorrectInput!) { keyDecisionCorrect(input: $i) { id } }",
        Map.of("i", longer));
    JsonPath mended =
        chief.data(query.formatted("asOf: \"2025-01-01\"")).setRootPath("data.accounts.nodes[0]");
    assertTrue(mended.getBoolean("keyStatus.inForce"));
    assertEquals("2100-01-01", mended.getString("keyStatus.decision.until"));
    assertEquals(List.of(), mended.getList("gaps"));
  }

  @Test
  void aCorrectionChangesWhatWeKnowAndNotWhatWeKnew() {
    Company company = Company.imported().account("acme", "north");
    company.put("key-decisions", HEADER, "%1$s,1,acme,DESIGNATE,A,2024-01-01,2025-01-01,Cleo,Why,");
    Client ana = Client.as(company.login("ana"));
    Instant before = clock.instant().plus(Duration.ofHours(1));
    clock.later(
        Duration.ofHours(2),
        () ->
            company.put(
                "key-decisions",
                HEADER,
                "%1$s,1,acme,DECLINE,,2024-01-01,2025-01-01,Cleo,Too small,"));

    assertEquals("NOT_KEY", state(ana, "asOf: \"2024-06-01\""));
    assertEquals("KEY", state(ana, "asOf: \"2024-06-01\", asKnownAt: \"" + before + "\""));
    JsonPath entries =
        ana.data(
                "{ accounts { nodes { keyDecisions { outcome tier rationale knownFrom supersededAt } } } }")
            .setRootPath("data.accounts.nodes[0].keyDecisions");
    assertEquals(List.of("DECLINE", "DESIGNATE"), entries.getList("outcome"));
    assertNull(entries.get("[0].supersededAt"));
    assertEquals(entries.getString("[0].knownFrom"), entries.getString("[1].supersededAt"));
  }

  @Test
  void twoDecisionsThatBothCountNeverOverlap() {
    Company company = Company.imported().account("acme", "north");
    company.put("key-decisions", HEADER, "%1$s,1,acme,DESIGNATE,A,2024-01-01,2025-01-01,Cleo,Why,");
    String second = HEADER + "\n%1$s,2,acme,RENEW,A,%2$s,2026-01-01,Cleo,Why,\n";
    Client admin = Client.as("admin");
    admin
        .importCsv("key-decisions", second.formatted(company.prefix, "2024-12-31"))
        .then()
        .body("rejected", is(1), "verdicts[0].column", is("valid_from"));
    company.put("key-decisions", HEADER, "%1$s,1,acme,DESIGNATE,A,2024-01-01,2024-12-31,Cleo,Why,");
    admin
        .importCsv("key-decisions", second.formatted(company.prefix, "2024-12-31"))
        .then()
        .body("created", is(1));
    admin
        .importCsv("key-decisions", second.formatted(company.prefix, "2024-12-31"))
        .then()
        .body("unchanged", is(1));
  }

  @Test
  void aFileCorrectsADecisionOfAnotherIdWhicheverComesFirstAndARepeatChangesNothing() {
    Company company = Company.imported().account("acme", "north");
    Client admin = Client.as("admin");
    String header = HEADER + ",supersedes_external_id\n";
    String second =
        (header + "%1$s,2,acme,DECLINE,,2024-03-01,2025-01-01,Cleo,Too small,,1\n")
            .formatted(company.prefix);
    admin.importCsv("key-decisions", second).then().body("parked", is(1));
    String first =
        (header + "%1$s,1,acme,DESIGNATE,A,2024-01-01,2025-01-01,Cleo,Why,,\n")
            .formatted(company.prefix);
    admin.importCsv("key-decisions", first).then().body("created", is(1));
    Client ana = Client.as(company.login("ana"));
    assertEquals("NOT_KEY", state(ana, "asOf: \"2024-06-01\""));
    assertNull(status(ana, "asOf: \"2024-02-01\"").get("data.accounts.nodes[0].keyStatus"));
    assertEquals(
        "Why",
        ana.data("{ accounts { nodes { keyDecisions { supersedes { rationale } } } } }")
            .getString("data.accounts.nodes[0].keyDecisions[0].supersedes.rationale"));
    admin.importCsv("key-decisions", first).then().body("unchanged", is(1));
    admin.importCsv("key-decisions", second).then().body("unchanged", is(1));
  }

  @Test
  void atNoTimeTwoDecisionsAreBelievedForTheSameDay() {
    Company company = Company.imported().account("acme", "north");
    company.put(
        "key-decisions",
        HEADER,
        "%1$s,1,acme,DESIGNATE,A,2024-01-01,2025-01-01,Cleo,Why,",
        "%1$s,2,acme,RENEW,A,2025-01-01,2026-01-01,Cleo,Why,");
    AssertionError refused =
        assertThrows(
            AssertionError.class,
            () ->
                Database.change(
                    """
                    update key_decision set valid = '[2024-06-01,2025-06-01)', superseded_at = known_from + interval '1 s'
                    where source = ? and external_id = '2'
                    """,
                    company.prefix));
    assertTrue(String.valueOf(refused.getCause()).contains("key_decision_no_overlap"));
  }

  private static String state(Client viewer, String arguments) {
    return status(viewer, arguments).getString("data.accounts.nodes[0].keyStatus.state");
  }

  private static JsonPath status(Client viewer, String arguments) {
    return viewer.data(
        "{ accounts { nodes { keyStatus(" + arguments + ") { state approvedBy } } } }", Map.of());
  }
}
