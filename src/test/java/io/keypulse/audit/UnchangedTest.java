package io.keypulse.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever writes down what is there already changes nothing, and leaves no trace of a change. */
@KeypulseTest
class UnchangedTest {
  private static final String ACCOUNT =
      "mutation ($i: AccountUpdateInput!) { changed: accountUpdate(input: $i) { version provenance { channel } } }";
  private static final String CONTACT =
      "mutation ($i: ContactUpdateInput!) { changed: contactUpdate(input: $i) { version provenance { channel } } }";
  private static final String EMPLOYEE =
      "mutation ($i: EmployeeUpdateInput!) { changed: employeeUpdate(input: $i) { version provenance { channel } } }";

  private final Client admin = Client.as("admin");
  private Company company;

  @BeforeEach
  void imported() {
    company = Company.imported().account("acme", "north").contacts("acme", 1, "en");
  }

  @Test
  void anAccountContactOrEmployeeThatIsWrittenAgainStaysAsItWasImported() {
    JsonPath found =
        Client.as(company.login("ana"))
            .data(
                "{ accounts { nodes { id name contacts { id name } } } viewer { employee { id name } } }");
    stays(ACCOUNT, found.getString("data.accounts.nodes[0].id"), part("segment", " food"));
    stays(
        ACCOUNT,
        found.getString("data.accounts.nodes[0].id"),
        part("name", found.getString("data.accounts.nodes[0].name")));
    stays(
        CONTACT,
        found.getString("data.accounts.nodes[0].contacts[0].id"),
        part("parts", part("name", found.getString("data.accounts.nodes[0].contacts[0].name"))));
    stays(
        EMPLOYEE,
        found.getString("data.viewer.employee.id"),
        part("name", found.getString("data.viewer.employee.name")));
  }

  @Test
  void aChangeBesideItIsOne() {
    String account =
        Client.as(company.login("ana"))
            .data("{ accounts { nodes { id } } }")
            .getString("data.accounts.nodes[0].id");
    Map<String, Object> input = part("legalName", "Acme Verpackungen GmbH");
    assertEquals("2 MANUAL", changed(ACCOUNT, account, input));
    assertEquals(2, entries(account));
  }

  private void stays(String mutation, String id, Map<String, Object> input) {
    int before = entries(id);
    assertEquals("1 CRM_IMPORT", changed(mutation, id, input));
    assertEquals(before, entries(id));
  }

  private String changed(String mutation, String id, Map<String, Object> input) {
    input.put("id", id);
    input.put("expectedVersion", 1);
    JsonPath changed = admin.data(mutation, Map.of("i", input));
    changed.setRootPath("data.changed");
    return changed.getInt("version") + " " + changed.getString("provenance.channel");
  }

  private int entries(String id) {
    return admin
        .data(
            "query ($f: AuditFilter) { auditTrail(filter: $f) { totalCount } }",
            Map.of("f", Map.of("objectId", id)))
        .getInt("data.auditTrail.totalCount");
  }

  private static Map<String, Object> part(String name, Object value) {
    return new HashMap<>(Map.of(name, value));
  }
}
