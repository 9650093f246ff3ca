package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A value that an enum does not have is answered with those that it has. */
@KeypulseTest
class EnumNamesTest {
  private static final Client ADMIN = Client.as("admin");

  @Test
  void aWordOfTheDocument() {
    String told = told("{ dissatisfaction(line: SIDEWAYS) { answered } }", Map.of());
    assertTrue(told.contains("LineScope (DIRECT, TREE)"), told);
    String quoted = told("{ dissatisfaction(line: \"TREE\") { answered } }", Map.of());
    assertTrue(quoted.contains("LineScope (DIRECT, TREE), without quotes"), quoted);
  }

  @Test
  void aWordOfAVariable() {
    String told =
        told(
            "query ($line: LineScope) { dissatisfaction(line: $line) { answered } }",
            Map.of("line", "SIDEWAYS"));
    assertTrue(told.contains("LineScope (DIRECT, TREE)"), told);
    String nested =
        told(
            "mutation ($input: PermissionRecordInput!) { permissionRecord(input: $input) { mayBeAsked } }",
            Map.of("input", Map.of("contactId", "x", "kind", "NEVER")));
    assertTrue(
        nested.contains(
            "PermissionKind (BASIS, OBJECTION, OBJECTION_WITHDRAWN, REACHABLE, SNOOZE)"),
        nested);
  }

  private static String told(String query, Map<String, Object> variables) {
    var answer =
        ADMIN
            .http()
            .contentType("application/json")
            .body(Map.of("query", query, "variables", variables))
            .post("/graphql")
            .jsonPath();
    assertEquals("INVALID", answer.getString("errors[0].extensions.code"));
    return answer.getString("errors[0].message");
  }
}
