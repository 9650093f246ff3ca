package io.keypulse.account;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@KeypulseTest
class MergeTest {
  private static final String MERGE =
      "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id mergedAt undoneAt winner { externalId version } loser { externalId archivedAt mergedInto { externalId } } parts { of moved kept } } }";
  private static final String UNDO =
      "mutation ($i: AccountMergeUndoInput!) { accountMergeUndo(input: $i) { undoneAt loser { archivedAt } } }";
  private static final String ACCOUNT =
      "query ($s: String!, $v: String!) { accountByExternalId(source: $s, value: $v) { id version name } }";

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;
  private final Client admin = Client.as("admin");

  @Test
  void everythingOfTheOneAccountGoesToTheOtherAndComesBack() {
    Company company = livedInCompany();
    Client ana = Client.as(company.login("ana"));
    Client ben = Client.as(company.login("ben"));
    String bolt = key(company, "bolt");
    Map<String, List<String>> before = rowsOf(company);

    int version = account(company, "acme").getInt("version");
    JsonPath merged =
        admin.data(MERGE, Map.of("i", input(company))).setRootPath("data.accountMerge");
    assertEquals(version + 1, merged.getInt("winner.version"), "whoever read it before has not");
    assertNotNull(merged.getString("loser.archivedAt"));
    assertEquals("acme", merged.getString("loser.mergedInto.externalId"));
    assertEquals(1, merged.getInt("parts.find { it.of == 'key_decision' }.kept"));
    assertEquals(0, merged.getInt("parts.find { it.of == 'contact' }.kept"));
    for (String table : tables()) {
      String left =
          Database.value("select count(*) from %s where account_id = %s".formatted(table, bolt));
      boolean ofBothAtOnce = table.equals("key_decision") || table.equals("account_team");
      assertEquals(ofBothAtOnce ? "1" : "0", left, table);
    }
    assertEquals(5, contacts(ana).size());
    assertEquals(List.of(), contacts(ben));
    assertEquals(2, ana.data("{ followUps { totalCount } }").getInt("data.followUps.totalCount"));
    assertEquals(0, ben.data("{ followUps { totalCount } }").getInt("data.followUps.totalCount"));
    assertEquals(
        account(company, "acme").getString("id"), account(company, "bolt").getString("id"));
    assertEquals(
        "0",
        Database.value(
            """
            select count(*) from contact c join account a on a.id = c.account_id
            where c.source = ? and c.team_id <> a.team_id
            """,
            company.prefix));

    company.account("bolt", "south");
    assertEquals(
        company.prefix + " acme Ltd",
        account(company, "acme").getString("name"),
        "a file that still knows the loser does not rename the winner");

    Map<String, Object> undo = Map.of("i", Map.of("mergeId", merged.getString("id")));
    assertNull(admin.data(UNDO, undo).get("data.accountMergeUndo.loser.archivedAt"));
    assertEquals(version + 2, account(company, "acme").getInt("version"));
    assertEquals(before, rowsOf(company));
    assertEquals("WRONG_STATE", admin.refusal(UNDO, undo));
    assertEquals(3, contacts(ben).size());
  }

  @Test
  void whatStoodBetweenTheTwoCountsForNothingWhileTheyAreOne() {
    Company company = Company.imported().account("acme", "north").account("bolt", "north");
    company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since",
        "%1$s,r1,acme,BRANCH_OF,bolt,2020-01-01");
    String look =
        "query ($s: String!, $v: String!) { accountByExternalId(source: $s, value: $v) {"
            + " parent { externalId } groupHead { externalId } subsidiaries { externalId } relationships { id } group { number } } }";
    Map<String, Object> acme = Map.of("s", company.prefix, "v", "acme");
    String id = admin.data(MERGE, Map.of("i", input(company))).getString("data.accountMerge.id");
    JsonPath one = admin.data(look, acme).setRootPath("data.accountByExternalId");
    assertNull(one.get("parent"));
    assertEquals("acme", one.getString("groupHead.externalId"));
    assertEquals(List.of(), one.getList("relationships"));
    assertEquals(1, one.getInt("group.number"));
    admin.data(UNDO, Map.of("i", Map.of("mergeId", id)));
    JsonPath two = admin.data(look, acme).setRootPath("data.accountByExternalId");
    assertEquals("bolt", two.getString("parent.externalId"));
  }

  @Test
  void whatStoodBetweenTheTwoKeepsNobodyFromOwningTheWinner() {
    Company company = twoCompaniesAndAHolding();
    String id = admin.data(MERGE, Map.of("i", input(company))).getString("data.accountMerge.id");
    relate(company, "r2", "acme", "holding", "2024-01-01");
    Map<String, Object> undo = Map.of("i", Map.of("mergeId", id));
    JsonPath refused = admin.ask(UNDO, undo);
    assertEquals("WRONG_STATE", refused.getString("errors[0].extensions.code"), refused::prettify);
    assertEquals("mergeId", refused.getString("errors[0].extensions.field"));
    String told = refused.getString("errors[0].message");
    String before = relationship(company, "r1");
    assertTrue(told.contains(before) && told.contains(relationship(company, "r2")), told);
    assertTrue(told.contains("accountRelationshipEnd"), told);

    admin.data(
        "mutation ($id: ID!) { accountRelationshipEnd(input: {id: $id, expectedVersion: 1, until: \"2024-01-01\"}) { id } }",
        Map.of("id", before));
    admin.data(UNDO, undo);
    String look =
        "query ($s: String!, $d: Date) { accountByExternalId(source: $s, value: \"acme\") { parent(asOf: $d) { externalId } } }";
    assertEquals(
        List.of("bolt", "holding"),
        List.of("2023-12-31", "2024-01-01").stream()
            .map(day -> admin.data(look, Map.of("s", company.prefix, "d", day)))
            .map(found -> found.getString("data.accountByExternalId.parent.externalId"))
            .toList());
  }

  @Test
  void aMergeThatWouldComeApartIntoACircleIsNotUndone() {
    Company company = Company.imported();
    for (String account : List.of("acme", "bolt", "corp")) {
      company.account(account, "north");
    }
    company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since,until",
        "%1$s,r1,acme,SUBSIDIARY_OF,corp,2020-01-01,2025-01-01",
        "%1$s,r2,acme,SUBSIDIARY_OF,bolt,2025-01-01,",
        "%1$s,r3,bolt,SUBSIDIARY_OF,corp,2020-01-01,");
    String id = admin.data(MERGE, Map.of("i", input(company))).getString("data.accountMerge.id");
    relate(company, "r4", "corp", "acme", "2026-01-01");
    JsonPath refused = admin.ask(UNDO, Map.of("i", Map.of("mergeId", id)));
    assertEquals("WRONG_STATE", refused.getString("errors[0].extensions.code"), refused::prettify);
    assertEquals("mergeId", refused.getString("errors[0].extensions.field"));
    assertTrue(refused.getString("errors[0].message").contains("circle"), refused::prettify);
  }

  private static Company twoCompaniesAndAHolding() {
    Company company = Company.imported();
    for (String account : List.of("acme", "bolt", "holding")) {
      company.account(account, "north");
    }
    relate(company, "r1", "acme", "bolt", "2020-01-01");
    return company;
  }

  private static void relate(
      Company company, String id, String account, String owner, String since) {
    company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since",
        "%1$s," + String.join(",", id, account, "SUBSIDIARY_OF", owner, since));
  }

  private static String relationship(Company company, String id) {
    return GlobalId.of(
        "AccountRelationship",
        Integer.parseInt(
            Database.value(
                "select id from account_relationship where source = ? and external_id = ?",
                company.prefix,
                id)));
  }

  @Test
  void aMergeIsForAdministratorsOnTheVersionsThatWereRead() {
    Company company = Company.imported().account("acme", "north").account("bolt", "south");
    for (String who : List.of(company.login("chief"), "analyst")) {
      assertEquals("FORBIDDEN", Client.as(who).refusal(MERGE, Map.of("i", input(company))));
    }
    for (String version : List.of("winnerExpectedVersion", "loserExpectedVersion")) {
      Map<String, Object> stale = new HashMap<>(input(company));
      stale.put(version, 7);
      JsonPath refused = admin.ask(MERGE, Map.of("i", stale));
      assertEquals("CONFLICT", refused.getString("errors[0].extensions.code"));
      assertEquals(version, refused.getString("errors[0].extensions.field"));
      assertEquals(1, refused.getInt("errors[0].extensions.currentVersion"));
    }
    Map<String, Object> same = new HashMap<>(input(company));
    same.put("loserId", same.get("winnerId"));
    assertEquals("INVALID", admin.refusal(MERGE, Map.of("i", same)));

    Map<String, Object> once = new HashMap<>(input(company));
    once.put("idempotencyKey", company.prefix);
    String id = admin.data(MERGE, Map.of("i", once)).getString("data.accountMerge.id");
    assertEquals(id, admin.data(MERGE, Map.of("i", once)).getString("data.accountMerge.id"));
    once.remove("idempotencyKey");
    assertEquals("WRONG_STATE", admin.refusal(MERGE, Map.of("i", once)));
    String loser = String.valueOf(once.get("loserId"));
    assertEquals(
        List.of(id),
        admin
            .data("query ($id: ID!) { accountMerges(accountId: $id) { id } }", Map.of("id", loser))
            .getList("data.accountMerges.id"));
    JsonPath change =
        admin.ask(
            "mutation ($i: AccountUpdateInput!) { accountUpdate(input: $i) { id } }",
            Map.of("i", Map.of("id", loser, "expectedVersion", 2, "name", "Other")));
    assertEquals("WRONG_STATE", change.getString("errors[0].extensions.code"));
    assertTrue(change.getString("errors[0].message").contains("accountMergeUndo"));
    assertEquals(
        "WRONG_STATE",
        admin.refusal(
            "mutation ($i: AccountRestoreInput!) { accountRestore(input: $i) { id } }",
            Map.of("i", Map.of("id", loser, "expectedVersion", 2))));
    Map<String, Object> undo = Map.of("i", Map.of("mergeId", id));
    assertEquals("FORBIDDEN", Client.as(company.login("chief")).refusal(UNDO, undo));
  }

  private Company livedInCompany() {
    Company company =
        Company.imported().keyAccount("acme", "north", 2).keyAccount("bolt", "south", 3);
    company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,cost_amount,currency",
        "%1$s,1,bolt,2026-01-31,Film,10.00,4.00,EUR");
    company.account("dealer", "north");
    company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since",
        "%1$s,1,bolt,SERVED_THROUGH_DEALER,dealer,2020-01-01",
        "%1$s,2,dealer,BILLED_TO,bolt,2020-01-01",
        "%1$s,3,bolt,SUBSIDIARY_OF,dealer,2020-01-01");
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    for (String account : List.of("acme", "bolt")) {
      given()
          .formParam("overall", 2)
          .post(Mailbox.of(company.address(account, 1)).getLast().answerPath())
          .then()
          .statusCode(200);
    }
    company.closeWave(wave);
    return company;
  }

  /** All rows of the company's accounts in every table, without what counts and dates changes. */
  private static Map<String, List<String>> rowsOf(Company company) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : tables()) {
      rows.put(
          table,
          Database.column(
              """
              select (to_jsonb(t) - '{version,recorded_at,recorded_by}'::text[])::text
              from %s t join account a on a.id = t.account_id where a.source = ? order by 1
              """
                  .formatted(table),
              company.prefix));
    }
    return rows;
  }

  private static List<String> tables() {
    return Database.column(
        """
        select distinct table_name::text from information_schema.columns
        where table_schema = 'keypulse' and column_name = 'account_id' and table_name <> 'audit_entry' order by 1
        """);
  }

  private Map<String, Object> input(Company company) {
    JsonPath winner = account(company, "acme");
    JsonPath loser = account(company, "bolt");
    return Map.of(
        "winnerId", winner.getString("id"),
        "winnerExpectedVersion", winner.getInt("version"),
        "loserId", loser.getString("id"),
        "loserExpectedVersion", loser.getInt("version"));
  }

  private JsonPath account(Company company, String id) {
    return admin
        .data(ACCOUNT, Map.of("s", company.prefix, "v", id))
        .setRootPath("data.accountByExternalId");
  }

  private static String key(Company company, String id) {
    return Database.value(
        "select id from account where source = ? and external_id = ?", company.prefix, id);
  }

  private static List<String> contacts(Client viewer) {
    return viewer
        .data("{ accounts(first: 100) { nodes { contacts { id } } } }")
        .getList("data.accounts.nodes.contacts.id.flatten()");
  }
}
