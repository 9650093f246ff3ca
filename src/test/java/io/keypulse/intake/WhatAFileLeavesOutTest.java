package io.keypulse.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
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
