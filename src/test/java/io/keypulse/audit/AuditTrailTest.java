package io.keypulse.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@KeypulseTest
class AuditTrailTest {
  private static final String TRAIL =
      """
      query ($filter: AuditFilter, $first: Int, $after: String) {
        auditTrail(filter: $filter, first: $first, after: $after) {
          totalCount pageInfo { hasNextPage endCursor }
          nodes { at byName by { name } operation objectType objectId accountId changes { field from to } } } }
      """;

  @Inject SessionFactory sessions;

  @Test
  void aChangeSaysWhoMadeItAndWhatWasBefore() {
    Company company = Company.imported().account("acme", "north").contacts("acme", 1, "en");
    String account = accountId(company, "ana");
    company.contacts("acme", 1, "de");

    JsonPath trail =
        Client.as(company.login("ana"))
            .data(TRAIL, Map.of("filter", Map.of("accountId", account, "objectType", "Contact")));
    assertEquals(List.of("UPDATE", "INSERT"), trail.getList("data.auditTrail.nodes.operation"));
    assertEquals(account, trail.getString("data.auditTrail.nodes[0].accountId"));
    assertEquals("admin@keypulse.example", trail.getString("data.auditTrail.nodes[0].byName"));
    assertNull(trail.get("data.auditTrail.nodes[0].by"));
    assertEquals(
        List.of(Map.of("field", "language", "from", "en", "to", "de")),
        trail.getList("data.auditTrail.nodes[0].changes"));

    String contact = trail.getString("data.auditTrail.nodes[0].objectId");
    assertEquals(
        2,
        Client.as(company.login("ana"))
            .data(TRAIL, Map.of("filter", Map.of("objectId", contact)))
            .getInt("data.auditTrail.totalCount"));
  }

  @Test
  void otherObjectsAreNamedByTheirIds() {
    Company company = Company.imported().account("acme", "north");
    String account = accountId(company, "ana");
    company.account("acme", "south");
    assertEquals(
        List.of(
            Map.of(
                "field", "teamId", "from", team(company, "north"), "to", team(company, "south"))),
        Client.as("admin")
            .data(TRAIL, Map.of("filter", Map.of("objectId", account)))
            .getList("data.auditTrail.nodes[0].changes"));
  }

  private static String team(Company company, String id) {
    return GlobalId.of(
        "Team",
        Long.parseLong(
            Database.value(
                "select id from team where source = ? and external_id = ?",
                company.prefix,
                company.prefix + " " + id)));
  }

  @Test
  void everyKindOfImportLeavesItsEntries() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    assertEquals(
        List.of(
            "account",
            "account_external_id",
            "contact",
            "employee",
            "key_decision",
            "team",
            "team_member"),
        Database.column(
            """
            select distinct object_type from audit_entry
            where changes -> 'source' ->> 'to' = ? order by 1
            """,
            company.prefix));
  }

  @Test
  void nobodySeesTheChangesOfAForeignAccount() {
    Company company = Company.imported().account("acme", "north").account("bolt", "south");
    String bolt = accountId(company, "ben");
    Map<String, Object> ofBolt = Map.of("filter", Map.of("accountId", bolt));
    Map<String, Object> itself = Map.of("filter", Map.of("objectId", bolt));
    Map<Map<String, Object>, Integer> entries = Map.of(ofBolt, 2, itself, 1);
    entries.forEach(
        (filter, theAccountAndItsId) -> {
          assertEquals(0, number(company.login("ana"), filter));
          for (String seer : List.of(company.login("ben"), company.login("chief"), "admin")) {
            assertEquals(theAccountAndItsId, number(seer, filter), seer);
          }
        });
    assertEquals(2, number(company.login("ana"), Map.of()), "her own account's and no other");
  }

  @Test
  void analystsSeeThatAPersonChangedAndNotWhatTheyAreCalled() {
    Company company = Company.imported().account("acme", "north").contacts("acme", 1, "en");
    JsonPath trail =
        Client.as("analyst")
            .data(
                TRAIL,
                Map.of(
                    "filter",
                    Map.of("accountId", accountId(company, "ana"), "objectType", "Contact")));
    String text = trail.prettify();
    assertFalse(text.contains(company.address("acme", 1)), text);
    assertFalse(text.contains("Kim 1"), text);
    assertTrue(
        trail
            .getList("data.auditTrail.nodes[0].changes.field")
            .containsAll(List.of("name", "email")),
        text);
    assertEquals(
        "BUYER",
        trail.getString("data.auditTrail.nodes[0].changes.find { it.field == 'role' }.to"));
  }

  @Test
  void pagesFollowEachOtherInOneOrder() {
    Company company = Company.imported().account("acme", "north").contacts("acme", 5, "en");
    Map<String, Object> filter = Map.of("accountId", accountId(company, "ana"));
    List<String> seen = new ArrayList<>();
    String after = null;
    do {
      Map<String, Object> variables = new java.util.HashMap<>(Map.of("filter", filter, "first", 2));
      variables.put("after", after);
      JsonPath page = Client.as(company.login("ana")).data(TRAIL, variables);
      seen.addAll(page.getList("data.auditTrail.nodes.objectId"));
      after =
          page.getBoolean("data.auditTrail.pageInfo.hasNextPage")
              ? page.getString("data.auditTrail.pageInfo.endCursor")
              : null;
    } while (after != null);
    int accountAndItsIdAndContactsWithTheirAddresses = 2 + 2 * 5;
    assertEquals(accountAndItsIdAndContactsWithTheirAddresses, seen.size());
    assertEquals(seen.size(), seen.stream().distinct().count());
  }

  @Test
  void whatIsNoIdTypeOrCursorOfOursIsRefused() {
    Client admin = Client.as("admin");
    for (Map<String, Object> filter :
        List.<Map<String, Object>>of(
            Map.of("objectId", "nonsense"),
            Map.of("accountId", "nonsense"),
            Map.of("by", "nonsense"),
            Map.of("objectType", "no such; type"))) {
      assertEquals("INVALID", admin.refusal(TRAIL, Map.of("filter", filter)));
    }
    assertEquals("INVALID", admin.refusal(TRAIL, Map.of("after", "nonsense")));
  }

  @Test
  void noRoleOfTheApplicationCanRewriteTheTrail() {
    for (String role : List.of("keypulse_member", "keypulse_analyst", "keypulse_system")) {
      for (String change :
          List.of(
              "update audit_entry set viewer_name = 'nobody' returning id",
              "delete from audit_entry returning id",
              """
              insert into audit_entry (viewer_name, operation, object_type, object_id, changes)
              values ('x', 'UPDATE', 'account', 1, '{}') returning id
              """)) {
        SQLException refusal =
            assertThrows(
                SQLException.class,
                () -> Database.asApplication(List.of("set role " + role), change),
                role);
        assertEquals("42501", refusal.getSQLState(), role + ": " + change);
      }
    }
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnTheEntries() {
    Company company = Company.imported().account("acme", "north");
    Map<String, Object> filter =
        Map.of("filter", Map.of("accountId", accountId(company, "ana")), "first", 100);
    List<Long> counts = new ArrayList<>();
    for (int contacts : List.of(1, 20)) {
      company.contacts("acme", contacts, "en");
      sessions.getStatistics().clear();
      Client.as(company.login("ana")).data(TRAIL, filter);
      counts.add(sessions.getStatistics().getPrepareStatementCount());
    }
    assertEquals(counts.getFirst(), counts.getLast());
  }

  private static int number(String login, Map<String, Object> variables) {
    return Client.as(login).data(TRAIL, variables).getInt("data.auditTrail.totalCount");
  }

  private static String accountId(Company company, String viewer) {
    return Client.as(company.login(viewer))
        .data("{ accounts { nodes { id } } }")
        .getString("data.accounts.nodes[0].id");
  }
}
