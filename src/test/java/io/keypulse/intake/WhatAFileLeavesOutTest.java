package io.keypulse.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** A column that is not in a file, and a cell that is empty, say nothing. */
@KeypulseTest
class WhatAFileLeavesOutTest {
  private static final String SALESFORCE = "Id,AccountId,FirstName,LastName,Email,Title\n";

  private final Client admin = Client.as("admin");
  private final Company company = new Company();

  @BeforeEach
  void anAccount() {
    company.staffed().account("acme", "north");
  }

  @Test
  void whoHasLeftStaysAwayWhenTheNightlyFileComesAgain() {
    String export =
        SALESFORCE + "kim,acme,Kim,Lee,kim@%s.example,Buyer\n".formatted(company.prefix);
    people("", export, "created");
    admin.data(
        "mutation ($i: ContactLeaveInput!) { contactLeave(input: $i) { leftOn } }",
        Map.of(
            "i",
            Map.of("id", id(), "expectedVersion", 1, "on", "2026-03-01", "reason", "Retired")));
    people("", export, "unchanged");
    assertEquals("2026-03-01 Retired", contact("left_on || ' ' || left_reason"));
    people("", export.replace("Buyer", "Head of purchasing"), "updated");
    assertEquals("2026-03-01 Head of purchasing", contact("left_on || ' ' || job_title"));

    String told = export.replace("Title\n", "Title,left_on\n");
    people("", told.replace("Buyer\n", "Buyer,\n"), "updated");
    assertEquals("2026-03-01", contact("left_on"), "an empty cell says nothing either");
    people("", told.replace("Buyer\n", "Buyer,2026-04-01\n"), "updated");
    assertEquals("2026-04-01", contact("left_on"));

    admin.data(
        "mutation ($i: ContactMoveInput!) { contactMove(input: $i) { leftOn } }",
        Map.of(
            "i",
            Map.of(
                "id",
                id(),
                "expectedVersion",
                Integer.parseInt(contact("version")),
                "accountId",
                GlobalId.of("Account", Integer.parseInt(contact("account_id"))))));
    people("", export, "unchanged");
    assertEquals("here", contact("coalesce(cast(left_on as text), 'here')"), "came back by hand");
  }

  @Test
  void anAddressStaysThatAFileDoesNotTell() {
    String mail = "kim@%s.example".formatted(company.prefix);
    people("", SALESFORCE + "kim,acme,Kim,Lee,%s,Buyer\n".formatted(mail), "created");
    people(
        "&mode=UPDATE_ONLY",
        "Id,AccountId,FirstName,LastName,Title\nkim,acme,Kim,Lee,Head\n",
        "updated");
    assertEquals(mail + " Head", contact("email || ' ' || job_title"));
    people("", "Id,AccountId,FirstName,LastName,Title\nkim,acme,Kim,Lee,Chief\n", "updated");
    assertEquals(mail + " Chief", contact("email || ' ' || job_title"));
    assertEquals(
        true,
        admin
            .data(
                "query ($id: ID!) { contact(id: $id) { permission { mayBeAsked } } }",
                Map.of("id", id()))
            .get("data.contact.permission.mayBeAsked"));
  }

  @Test
  void anAddressThatSomebodyAddedStaysWhereTheFileHasNone() {
    String export = SALESFORCE + "kim,acme,Kim,Lee,,Buyer\n";
    people("", export, "created");
    String mail = "kim@%s.example".formatted(company.prefix);
    admin.data(
        "mutation ($i: ContactPointAddInput!) { contactPointAdd(input: $i) { email } }",
        Map.of("i", Map.of("contactId", id(), "means", "EMAIL", "value", mail)));
    people("", export, "unchanged");
    assertEquals(mail, contact("email"));

    String further = "Id,AccountId,FirstName,LastName,further_emails\n";
    people(
        "", further + "kim,acme,Kim,Lee,kim.lee@%s.example\n".formatted(company.prefix), "updated");
    assertEquals(mail, contact("email"), "a further address does not take the place of the first");
    people(
        "",
        further + "lou,acme,Lou,Lee,lou@%1$s.example;l@%1$s.example\n".formatted(company.prefix),
        "created");
    assertEquals(
        "lou@%s.example".formatted(company.prefix),
        Database.value(
            "select email from contact where source = ? and external_id = 'lou'", company.prefix));
  }

  @Test
  void aFileThatOnlyChangesAccountsNeedsTheColumnsThatItChanges() {
    String few =
        "source,external_id,team_external_id\n%1$s,acme,%1$s south\n%1$s,never,%1$s south\n"
            .formatted(company.prefix);
    JsonPath report = admin.importCsv("accounts?mode=UPDATE_ONLY", few).jsonPath();
    assertEquals(1, report.getInt("updated"), report.prettify());
    assertEquals("NOT_THERE", report.getString("verdicts[0].code"));
    assertEquals(
        "%1$s acme Ltd DE Food %1$s south".formatted(company.prefix),
        Database.value(
            """
            select concat_ws(' ', a.name, a.country, a.segment, t.external_id)
            from account a join team t on t.id = a.team_id where a.source = ?
            """,
            company.prefix));
    String empty = "source,external_id,name\n%1$s,acme,\n".formatted(company.prefix);
    assertEquals(
        "MISSING",
        admin
            .importCsv("accounts?mode=UPDATE_ONLY", empty)
            .jsonPath()
            .getString("verdicts[0].code"));
    assertEquals(400, admin.importCsv("accounts", empty).statusCode());
  }

  @Test
  void aLeadLeadsOnWhereAFileDoesNotTellRoles() {
    String members = "source,external_id,team_external_id,employee_external_id,function";
    company.put("team-members", members + ",role", "%1$s,m4,%1$s south,lou,LOGISTICS,DEPUTY");
    String file =
        (members + ",share\n%1$s,m1,%1$s north,ana,SALES,40\n%1$s,m4,%1$s south,lou,LOGISTICS,10\n")
            .formatted(company.prefix);
    assertEquals(
        2, admin.importCsv("team-members?mode=UPDATE_ONLY", file).jsonPath().getInt("updated"));
    assertEquals(List.of("LEAD 40", "DEPUTY 10"), roles());
    company.put("team-members", members + ",lead", "%1$s,m4,%1$s south,lou,LOGISTICS,false");
    assertEquals(List.of("LEAD 40", "DEPUTY 10"), roles(), "a deputy does not lead");
    company.put("team-members", members + ",lead", "%1$s,m1,%1$s north,ana,SALES,false");
    assertEquals(List.of("MEMBER 40", "DEPUTY 10"), roles());
  }

  @Test
  void whatAPurchaseHasSaidBeforeStays() {
    String line = "source,external_id,account_external_id,date,category,net_amount,currency";
    company.put(
        "purchases",
        line + ",cost_amount,document,quantity,unit,type,order_channel",
        "%1$s,p1,acme,2026-01-31,Film,100.00,EUR,60.00,R-1,12,kg,,EDI",
        "%1$s,p2,acme,2026-01-31,Rebate,-5.00,EUR,,R-1,,,INVOICE,",
        "%1$s,p3,acme,2026-01-31,Film,-5.00,EUR,,G-1,,,,");
    String few =
        (line
                + "\n%1$s,p1,acme,2026-01-31,Film,110.00,EUR\n%1$s,p2,acme,2026-01-31,Rebate,-6.00,EUR\n%1$s,p3,acme,2026-01-31,Film,7.00,EUR\n")
            .formatted(company.prefix);
    assertEquals(3, purchases(few).getInt("updated"));
    assertEquals(3, purchases(few).getInt("unchanged"));
    assertEquals(
        List.of(
            "p1 INVOICE R-1 12.0000 kg 110.00 60.00 EDI",
            "p2 INVOICE R-1 -6.00",
            "p3 INVOICE G-1 7.00"),
        Database.column(
            """
            select concat_ws(' ', external_id, type, document, quantity, unit, net_amount, cost_amount, order_channel)
            from purchase where source = ? and superseded_at is null order by external_id
            """,
            company.prefix));
  }

  @Test
  void aSponsorsContactAndMeetingsAndTheEndOfARelationshipStay() {
    company.account("bolt", "north").contacts("acme", 1, "en");
    String sponsors = "source,external_id,account_external_id,employee_external_id,valid_from";
    company.put(
        "executive-sponsors",
        sponsors + ",contact_external_id,valid_until,meeting_interval_days",
        "%1$s,s1,acme,chief,2020-01-01,acme1,2099-01-01,30");
    company.put("executive-sponsors", sponsors, "%1$s,s1,acme,chief,2021-01-01");
    assertEquals(
        "acme1 [2021-01-01,2099-01-01) 30",
        Database.value(
            """
            select concat_ws(' ', c.external_id, s.valid, s.meeting_every)
            from executive_sponsor s left join contact c on c.id = s.contact_id where s.source = ?
            """,
            company.prefix));

    String related = "source,external_id,account_external_id,type,other_external_id,since";
    company.put(
        "account-relationships",
        related + ",until",
        "%1$s,r1,bolt,SUBSIDIARY_OF,acme,2020-01-01,2024-01-01");
    company.put("account-relationships", related, "%1$s,r1,bolt,BRANCH_OF,acme,2020-01-01");
    assertEquals("BRANCH_OF [2020-01-01,2024-01-01)", relationship());
    company.put("account-relationships", related, "%1$s,r1,bolt,BRANCH_OF,acme,2025-01-01");
    assertEquals("BRANCH_OF [2025-01-01,)", relationship(), "it began anew");
  }

  @Test
  void anEntryOfThePermissionsIsNotContradictedByAFileWithoutReasons() {
    String entry = "source,external_id,email,kind,said_on";
    String row = "%1$s,e1,kim@%1$s.example,OBJECTION,2026-01-31";
    company.put("permissions", entry + ",reason", row + ",By telephone");
    company.put("permissions", entry, row);
    assertEquals(
        "By telephone",
        Database.value("select reason from permission_entry where source = ?", company.prefix));
  }

  @Test
  void aFileThatOnlyChangesContactsNeedsTheColumnsThatItChanges() {
    company.put(
        "contacts",
        "source,external_id,account_external_id,given_name,family_name,email,role,language",
        "%1$s,kim,acme,Kim,Lee,kim@%1$s.example,BUYER;USER,en",
        "%1$s,lou,acme,Lou,Lee,lou@%1$s.example,USER,en");
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,role,language",
        "%1$s,lou,acme,Dr. Lou Lee,USER,en");
    changed("language", "kim,fr", 1);
    changed("language", "kim,fr", 0);
    changed("family_name", "kim,Moss", 1);
    changed("family_name", "lou,Moss", 1);
    changed("job_title,role", "kim,Head,BUYER", 1);
    assertEquals(
        "Kim Moss Kim Moss fr BUYER {USER} Head",
        contact(
            "concat_ws(' ', name, given_name, family_name, language, role, further_roles, job_title)"));
    assertEquals(
        "Dr. Lou Lee Moss en USER",
        Database.value(
            "select concat_ws(' ', name, family_name, language, role) from contact where source = ? and external_id = 'lou'",
            company.prefix),
        "a name that was not put together of its parts");
    assertEquals("acme", contact("(select a.external_id from account a where a.id = account_id)"));

    String nobody = "source,external_id,language\n%s,never,fr\n".formatted(company.prefix);
    assertEquals(
        "NOT_THERE",
        admin
            .importCsv("contacts?mode=UPDATE_ONLY", nobody)
            .jsonPath()
            .getString("verdicts[0].code"));
    for (String columns : List.of("language", "account_external_id,role,language")) {
      String file = "source,external_id," + columns + "\n";
      assertEquals(
          "INVALID", admin.importCsv("contacts", file).jsonPath().getString("code"), columns);
    }
  }

  private void changed(String columns, String cells, int updated) {
    String file = "source,external_id,%s\n%s,%s\n".formatted(columns, company.prefix, cells);
    JsonPath report = admin.importCsv("contacts?mode=UPDATE_ONLY", file).jsonPath();
    assertEquals(updated, report.getInt("updated"), report.prettify());
    assertEquals(1 - updated, report.getInt("unchanged"), report.prettify());
  }

  private JsonPath purchases(String file) {
    return admin.importCsv("purchases?mode=UPDATE_ONLY", file).jsonPath();
  }

  private List<String> roles() {
    return Database.column(
        "select concat_ws(' ', role, share) from team_member where source = ? and external_id in ('m1', 'm4') order by external_id",
        company.prefix);
  }

  private String relationship() {
    return Database.value(
        "select type || ' ' || valid from account_relationship where source = ?", company.prefix);
  }

  private String contact(String cells) {
    return Database.value(
        "select " + cells + " from contact where source = ? and external_id = 'kim'",
        company.prefix);
  }

  private String id() {
    return GlobalId.of("Contact", Integer.parseInt(contact("id")));
  }

  private void people(String parameters, String export, String verdict) {
    JsonPath report =
        admin
            .importCsv(
                "contacts?preset=salesforce&default=role:USER&default=language:en&source=%s%s"
                    .formatted(company.prefix, parameters),
                export)
            .jsonPath();
    assertEquals(1, report.getInt(verdict), report.prettify());
  }
}
