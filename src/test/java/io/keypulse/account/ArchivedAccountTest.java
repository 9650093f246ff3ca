package io.keypulse.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is archived is read and no more, over GraphQL and in files alike. */
@KeypulseTest
class ArchivedAccountTest {
  private static final String PURCHASES =
      "source,external_id,account_external_id,date,category,net_amount,currency\n";

  private final Company company = new Company();
  private final Client admin = Client.as("admin");

  @BeforeEach
  void anAccountWithPeopleAPurchaseASponsorAndAnOwner() {
    company
        .staffed()
        .account("acme", "north")
        .account("bolt", "north")
        .contacts("acme", 2, "en")
        .put(
            "purchases",
            "source,external_id,account_external_id,date,category,net_amount,currency",
            "%1$s,p1,acme,2026-01-31,Film,10.00,EUR");
    company.put(
        "executive-sponsors",
        "source,external_id,account_external_id,employee_external_id,valid_from",
        "%1$s,s1,acme,chief,2020-01-01");
    company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since",
        "%1$s,r1,acme,SUBSIDIARY_OF,bolt,2020-01-01");
    done("executiveSponsorMeetingRecord", "{sponsorId: $ExecutiveSponsor}");
    archive();
  }

  @Test
  void nothingIsAddedToItOrChangedAboutIt() {
    String point = "{id: $ContactPoint, expectedVersion: 1}";
    refused("accountUpdate", "id", "{id: $Account, expectedVersion: 2, name: \"Other\"}");
    refused(
        "accountExternalIdAdd",
        "accountId",
        "{accountId: $Account, expectedVersion: 2, externalId: {source: \"erp\", value: \"7\"}}");
    refused(
        "accountRelate",
        "accountId",
        "{accountId: $Account, type: BILLED_TO, otherId: $Other, since: \"2026-01-01\"}");
    refused(
        "accountRelate",
        "otherId",
        "{accountId: $Other, type: BILLED_TO, otherId: $Account, since: \"2026-01-01\"}");
    refused("executiveSponsorAssign", "accountId", "{accountId: $Account, employeeId: $Employee}");
    refused(
        "executiveSponsorUpdate",
        "id",
        "{id: $ExecutiveSponsor, expectedVersion: 1, meetingInterval: 30}");
    refused("executiveSponsorMeetingRecord", "sponsorId", "{sponsorId: $ExecutiveSponsor}");
    refused(
        "keyAccountDecide",
        "accountId",
        "{accountId: $Account, outcome: DEVELOP, until: \"2100-01-01\", decidedBy: \"Cleo\", rationale: \"Why not\"}");
    refused("purchaseLineRecord", "line.accountId", "{line: " + line("Account") + "}");
    refused(
        "contactCreate",
        "accountId",
        "{accountId: $Account, parts: {name: \"Lee\", roles: [USER], language: \"en\"}}");
    refused(
        "contactUpdate", "id", "{id: $Contact, expectedVersion: 1, parts: {jobTitle: \"Head\"}}");
    refused(
        "contactPointAdd",
        "contactId",
        "{contactId: $Contact, means: PHONE, value: \"+49 30 123456\"}");
    refused("contactPointMakePrimary", "id", point);
  }

  @Test
  void whatEndsSomethingAndWhatPeopleSayOfBeingAskedGoOn() {
    done(
        "accountRelationshipEnd",
        "{id: $AccountRelationship, expectedVersion: 1, until: \"2026-01-01\"}");
    done("executiveSponsorMeetingRemove", "{id: $ExecutiveMeeting, expectedVersion: 1}");
    done("executiveSponsorEnd", "{id: $ExecutiveSponsor, expectedVersion: 1}");
    done("contactPointRemove", "{id: $ContactPoint, expectedVersion: 1}");
    done("contactLeave", "{id: $Contact, expectedVersion: 2, on: \"2026-01-01\"}");
    done("permissionRecord", "{contactId: $Contact, kind: OBJECTION, reason: \"Rang us\"}");
    done("purchaseLineCorrect", "{lineId: $PurchaseLine, line: " + line("Account") + "}");
    done("contactErase", "{contactId: $Contact, expectedVersion: 3, reason: \"On request\"}");
    done("accountRestore", "{id: $Account, expectedVersion: 2}");
  }

  @Test
  void noPurchaseOfAnotherIsCorrectedOntoIt() {
    company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,currency",
        "%1$s,p2,bolt,2026-01-31,Film,10.00,EUR");
    JsonPath refused =
        ask(
            "purchaseLineCorrect",
            "{lineId: \""
                + id("PurchaseLine", "purchase", "p2")
                + "\", line: "
                + line("Account")
                + "}");
    assertEquals("WRONG_STATE", refused.getString("errors[0].extensions.code"), refused::prettify);
    assertEquals("line.accountId", refused.getString("errors[0].extensions.field"));
  }

  @Test
  void rowsOfAFileWaitUntilItIsRestoredAndAreToldSo() {
    String rows = PURCHASES + company.prefix + ",p3,acme,2026-02-28,Film,-4.00,EUR\n";
    JsonPath late = admin.imported("purchases", rows);
    assertEquals(1, late.getInt("parked"), late::prettify);
    assertEquals(List.of("account_external_id"), late.getList("verdicts.column"));
    assertEquals(List.of("UNKNOWN_REFERENCE"), late.getList("verdicts.code"));
    String told = late.getString("verdicts[0].message");
    assertTrue(told.contains(id("Account", "account", "acme")), told);
    assertTrue(told.contains("accountRestore"), told);

    done("accountRestore", "{id: $Account, expectedVersion: 2}");
    JsonPath again =
        admin.imported(
            "accounts",
            "source,external_id,name,country,segment\n%1$s,acme,%1$s acme Ltd,DE,Food\n"
                .formatted(company.prefix));
    assertEquals(1, again.getInt("resolved"), again::prettify);
  }

  @Test
  void aFileThatNamesOnlyThePersonChangesNothingOfThem() {
    String people = "source,external_id,job_title\n%s,acme1,Head\n".formatted(company.prefix);
    JsonPath refused = admin.importCsv("contacts?mode=UPDATE_ONLY", people).jsonPath();
    assertEquals(List.of("external_id"), refused.getList("verdicts.column"), refused::prettify);
    assertEquals(List.of("CONFLICT"), refused.getList("verdicts.code"));
    assertTrue(refused.getString("verdicts[0].message").contains("accountRestore"));
    done("accountRestore", "{id: $Account, expectedVersion: 2}");
    assertEquals(
        1, admin.importCsv("contacts?mode=UPDATE_ONLY", people).jsonPath().getInt("updated"));
  }

  private void refused(String mutation, String field, String input) {
    JsonPath answer = ask(mutation, input);
    assertEquals("WRONG_STATE", answer.getString("errors[0].extensions.code"), answer::prettify);
    assertEquals(field, answer.getString("errors[0].extensions.field"), mutation);
    assertTrue(answer.getString("errors[0].message").contains("accountRestore"), mutation);
  }

  private void done(String mutation, String input) {
    JsonPath answer = ask(mutation, input);
    assertNull(answer.get("errors"), answer::prettify);
  }

  private JsonPath ask(String mutation, String input) {
    String named =
        input
            .replace(
                "$AccountRelationship", quoted("AccountRelationship", "account_relationship", "r1"))
            .replace("$Account", quoted("Account", "account", "acme"))
            .replace("$Other", quoted("Account", "account", "bolt"))
            .replace("$ExecutiveMeeting", meeting())
            .replace("$ContactPoint", point())
            .replace("$Contact", quoted("Contact", "contact", "acme1"))
            .replace("$Employee", quoted("Employee", "employee", "ben"))
            .replace("$ExecutiveSponsor", quoted("ExecutiveSponsor", "executive_sponsor", "s1"))
            .replace("$PurchaseLine", quoted("PurchaseLine", "purchase", "p1"));
    return admin.ask(
        "mutation { " + mutation + "(input: " + named + ") { __typename } }", Map.of());
  }

  private static String line(String account) {
    return "{accountId: $"
        + account
        + ", on: \"2026-01-31\", category: \"Film\", netAmount: \"9.00\", currency: \"EUR\"}";
  }

  private String point() {
    return first(
        "ContactPoint",
        "select p.id from contact_point p join contact c on c.id = p.contact_id where c.source = ? and c.external_id = 'acme1'");
  }

  private String meeting() {
    return first(
        "ExecutiveMeeting",
        "select m.id from executive_meeting m join executive_sponsor s on s.id = m.sponsor_id where s.source = ?");
  }

  private String first(String type, String sql) {
    List<String> ids = Database.column(sql, company.prefix);
    return ids.isEmpty() ? "" : "\"" + GlobalId.of(type, Long.parseLong(ids.getFirst())) + "\"";
  }

  private String quoted(String type, String table, String externalId) {
    return "\"" + id(type, table, externalId) + "\"";
  }

  private String id(String type, String table, String externalId) {
    List<String> ids =
        Database.column(
            "select id from " + table + " where source = ? and external_id = ? order by id",
            company.prefix,
            externalId);
    return ids.isEmpty() ? "" : GlobalId.of(type, Long.parseLong(ids.getFirst()));
  }

  private void archive() {
    done("accountArchive", "{id: $Account, expectedVersion: 1}");
  }
}
