package io.keypulse.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever has the application's login alone makes the database forget nothing. */
@KeypulseTest
class ForgettingTest {
  private static final List<String> SYSTEM = List.of("set role keypulse_system");

  @Test
  void theTrailOfTheLastMonthIsKeptWhateverIsAskedFor() {
    Company.imported().keyAccount("acme", "north", 1);
    String entries = Database.value("select count(*) from audit_entry");
    SQLException refusal =
        assertThrows(
            SQLException.class,
            () ->
                Database.asApplication(
                    SYSTEM, "select forget_audit_before('2100-01-01', 1000000)"));
    assertTrue(String.valueOf(refusal.getMessage()).contains("30 days"), refusal.getMessage());
    assertEquals(entries, Database.value("select count(*) from audit_entry"));
  }

  @Test
  void theTrailOfPeopleWhoAreNotErasedKeepsItsValues() throws SQLException {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Database.asApplication(
        SYSTEM,
        "select forget_audit_values(array_agg(id)) from audit_entry where account_id is not null");
    assertEquals(
        List.of("Kim 1"),
        Database.column(
            """
            select e.changes #>> '{name,to}' from audit_entry e join contact c on c.id = e.object_id
            where e.object_type = 'contact' and c.source = ?
            """,
            company.prefix));
  }

  @Test
  void anObjectionOfSomebodyWhoIsNotErasedStays() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    company.put(
        "permissions",
        "source,external_id,email,kind,said_on",
        "%1$s,p1,kim1@acme.%1$s.example,OBJECTION,2026-01-01");
    String contact =
        Database.value(
            "select id from contact where source = ? and external_id = 'acme1'", company.prefix);
    assertThrows(
        SQLException.class,
        () -> Database.asApplication(SYSTEM, "select forget_permissions(" + contact + ")"));
    assertEquals(
        "1",
        Database.value(
            "select count(*) from permission_entry where email = ?", company.address("acme", 1)));
  }

  @Test
  void reasonsThatMentionSomebodyWhoIsNotErasedStay() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String contact =
        Database.value(
            "select id from contact where source = ? and external_id = 'acme1'", company.prefix);
    for (String forgetting :
        List.of(
            "select forget_reasons('permission_entry', array(select id from permission_entry), array[%s], '{}')",
            "select forget_audit_texts(array(select id from audit_entry), '{contact.name}', array[%s], '{}')")) {
      SQLException refusal =
          assertThrows(
              SQLException.class,
              () -> Database.asApplication(SYSTEM, forgetting.formatted(contact)));
      assertTrue(
          String.valueOf(refusal.getMessage()).contains("being erased"), refusal.getMessage());
    }
  }

  @Test
  void aMemberOfTheDatabaseReadsRefusedAddressesOfTheirContactsAndKeysOfTheirOwn()
      throws SQLException {
    Company company =
        Company.imported().keyAccount("acme", "north", 1).keyAccount("bolt", "south", 1);
    for (String account : List.of("acme", "bolt")) {
      Database.change(
          "insert into refused_address (email, refused_at, reason) values (?, now(), '550')",
          company.address(account, 1));
    }
    for (String who : List.of("ana", "ben")) {
      record(company, who, who.equals("ana") ? "acme1" : "bolt1", "key");
    }
    List<String> asAna =
        List.of(
            "set role keypulse_member",
            "set keypulse.viewer = '"
                + Database.value(
                    "select id from employee where source = ? and external_id = 'ana'",
                    company.prefix)
                + "'");
    assertEquals(
        List.of(company.address("acme", 1)),
        Database.asApplication(asAna, "select email from refused_address"));
    assertEquals(
        List.of("1"), Database.asApplication(asAna, "select count(*) from idempotency_key"));
    assertEquals(
        List.of("0"),
        Database.asApplication(
            List.of("set role keypulse_member"), "select count(*) from idempotency_key"));
  }

  @Test
  void fingerprintsOfRequestsTellNothingOfWhatWasSent() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    record(company, "ana", "acme1", "one");
    record(company, "chief", "acme1", "one");
    List<String> fingerprints =
        Database.column(
            """
            select k.fingerprint from idempotency_key k join employee e on k.viewer = '#' || e.id
            where e.source = ? order by e.external_id, k.key
            """,
            company.prefix);
    assertEquals(2, new HashSet<>(fingerprints).size(), "of the same input another for each");
  }

  private static void record(Company company, String who, String contact, String key) {
    Client.as(company.login(who))
        .data(
            "mutation ($input: PermissionRecordInput!) { permissionRecord(input: $input) { reason } }",
            Map.of(
                "input",
                Map.of(
                    "contactId",
                    io.keypulse.platform.GlobalId.of(
                        "Contact",
                        Integer.parseInt(
                            Database.value(
                                "select id from contact where source = ? and external_id = ?",
                                company.prefix,
                                contact))),
                    "kind",
                    "BASIS",
                    "basis",
                    "CONSENT",
                    "idempotencyKey",
                    key)));
  }
}
