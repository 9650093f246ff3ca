package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A fault of the database is told of without the row that it was about. Of tables behind the wall
 * PostgreSQL itself is silent; employees are not behind it.
 */
@KeypulseTest
class FaultsInTheLogTest {
  private static final String CREATE =
      "mutation ($i: EmployeeCreateInput!) { employeeCreate(input: $i) { id } }";

  @Test
  void aBrokenRuleIsNamedAndTheRowIsNot() {
    String email = new Company().prefix + ".secret@northwind.example";
    Map<String, Object> person =
        Map.of("name", "Secretperson", "email", email, "position", "Lead", "function", "sales");
    Database.change(
        "alter table employee add constraint nobody_is_called_secret check (name <> 'Secretperson') not valid");
    try (LogLines log = LogLines.all()) {
      JsonPath answer = Client.as("admin").ask(CREATE, Map.of("i", person));
      assertEquals("INTERNAL", answer.getString("errors[0].extensions.code"), answer::prettify);
      String all = String.join("\n", log.lines());
      assertTrue(
          all.contains("Incident " + answer.getString("errors[0].extensions.incident")), all);
      assertTrue(all.contains("nobody_is_called_secret"), all);
      assertTrue(all.contains("23514"), all);
      assertEquals(1, log.lines().stream().filter(FaultsInTheLogTest::isOfARule).count(), all);
      for (String personal : List.of("Failing row", "Secretperson", email)) {
        assertFalse(all.contains(personal), all);
      }
    } finally {
      Database.change("alter table employee drop constraint nobody_is_called_secret");
    }
  }

  @Test
  void aRuleThatIsExplainedToWhoeverBreaksItIsNoLineInTheLog() {
    Company company = Company.imported();
    Map<String, Object> again =
        Map.of(
            "name", "Ana Again",
            "email", "ana." + company.prefix + "@keypulse.example",
            "position", "Lead",
            "function", "sales");
    try (LogLines log = LogLines.all()) {
      assertEquals("ALREADY_EXISTS", Client.as("admin").refusal(CREATE, Map.of("i", again)));
      assertEquals(List.of(), log.lines().stream().filter(FaultsInTheLogTest::isOfARule).toList());
    }
  }

  private static boolean isOfARule(String line) {
    return Stream.of("nobody_is_called_secret", "23514", "employee_email_unique", "23505")
        .anyMatch(line::contains);
  }
}
