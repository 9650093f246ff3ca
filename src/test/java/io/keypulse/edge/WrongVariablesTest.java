package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A form can mark every field that was filled in wrongly, and say what to write there. */
@KeypulseTest
class WrongVariablesTest {
  private static final Client ADMIN = Client.as("admin");
  private static final String POLICY =
      "mutation ($i: CapacityPolicySetInput!) { capacityPolicySet(input: $i) { version } }";
  private static final String CONTACT =
      "mutation ($i: ContactCreateInput!) { contactCreate(input: $i) { id } }";

  @Test
  void everyPartOfAnInputThatIsMissingOrWrongIsNamedByItsPath() {
    assertEquals(
        Map.of(
            "accountId", "'accountId' is missing, and must not be null.",
            "parts.birthYear", "'parts.birthYear' has an invalid value: send a whole number.",
            "parts.nmae", "'parts.nmae' is no field of ContactPartsInput.",
            "email", "'email' has an invalid value: send text."),
        told(CONTACT, Map.of("parts", Map.of("birthYear", "1980", "nmae", "Kim"), "email", 3)));
    assertEquals(
        Map.of("parts", "'parts' has an invalid value: send an object."),
        told(CONTACT, Map.of("accountId", "x", "parts", "Kim")));
    Map<String, String> kind =
        told(
            "mutation ($i: PermissionRecordInput!) { permissionRecord(input: $i) { mayBeAsked } }",
            Map.of("contactId", "x", "kind", "NEVER"));
    assertEquals(List.of("kind"), List.copyOf(kind.keySet()));
  }

  @Test
  void aDocumentThatWritesItsInputOutIsToldTheSame() {
    assertEquals(
        Map.of(
            "accountId", "'accountId' is missing, and must not be null.",
            "parts.birthYear", "'parts.birthYear' has an invalid value: send a whole number.",
            "parts.nmae", "'parts.nmae' is no field of ContactPartsInput.",
            "email", "'email' has an invalid value: send text."),
        told(
            "mutation { contactCreate(input: {parts: {birthYear: \"1980\", nmae: \"Kim\"}, email: 3}) { id } }",
            Map.of()));
    assertEquals(
        List.of("since", "until"),
        List.copyOf(
            told("mutation { employeeAbsenceRecord(input: {employeeId: \"x\"}) { id } }", Map.of())
                .keySet()));
    assertEquals(
        List.of("filter.country.in", "filter.segment.eq", "first"),
        List.copyOf(
            told(
                    "query ($i: String!) { accounts(first: \"1\", filter: {segment: {eq: 3}, country: {in: [$i, 4]}}) { totalCount } }",
                    "DE")
                .keySet()));
    Map<String, String> names =
        told(
            "mutation { contactCreate(input: {accountId: \"x\", parts: {roles: [KING]}}) { id } }",
            Map.of());
    assertEquals(List.of("parts.roles"), List.copyOf(names.keySet()));
    assertTrue(names.toString().contains("DECISION_MAKER"), names::toString);
  }

  @Test
  void aPartThatIsNoneIsNamedByItsPathBesideTheOtherMistakes() {
    assertEquals(
        Map.of(
            "filter.country.equals",
            "'filter.country.equals' is no field of StringFilter.",
            "filter.segment.eq",
            "'filter.segment.eq' has an invalid value: send text."),
        told(
            "query ($i: AccountFilter) { accounts(filter: $i) { totalCount } }",
            Map.of("country", Map.of("equals", "DE"), "segment", Map.of("eq", 3))));
  }

  @Test
  void aLongListOfMistakesIsNotToldToItsEnd() {
    JsonPath answer =
        ADMIN.ask(
            "query ($f: AccountFilter) { accounts(filter: $f) { totalCount } }",
            Map.of("f", Map.of("country", Map.of("in", Collections.nCopies(5_000, 1)))));
    assertEquals(50, answer.getList("errors").size());
    assertEquals("filter.country.in", answer.getString("errors[0].extensions.field"));
  }

  @Test
  void theScalarsOfTheSchemaSayWhatToWrite() {
    assertEquals(
        Map.of(
            "capacity",
            "'capacity' has an invalid value: write a decimal number as a string such as \"1234.50\"."),
        told(POLICY, Map.of("capacity", 9, "under", "5", "expectedVersion", 1)));
    assertEquals(
        Map.of(
            "under",
            "'under' has an invalid value: write a decimal number as a string such as \"1234.50\"."),
        told(POLICY, Map.of("capacity", "9", "under", "five", "expectedVersion", 1)));
    assertEquals(
        Map.of(
            "filter.openedAt.from",
            "'filter.openedAt.from' has an invalid value: write a date as a string such as \"2026-01-31\"."),
        told(
            "query ($i: FollowUpFilter) { followUps(filter: $i) { totalCount } }",
            Map.of("openedAt", Map.of("from", 2026))));
    assertEquals(
        Map.of(
            "filter.from",
            "'filter.from' has an invalid value: write a time with its offset as a string such as \"2026-01-31T09:00:00Z\"."),
        told(
            "query ($i: AuditFilter) { auditTrail(filter: $i) { nodes { id } } }",
            Map.of("from", 1)));
    for (String document :
        List.of(
            "mutation { capacityPolicySet(input: {capacity: 9, under: \"5\", expectedVersion: 1}) { version } }",
            "{ followUps(filter: {openedAt: {from: 2026}}) { totalCount } }",
            "{ auditTrail(filter: {from: 2026}) { nodes { id } } }")) {
      JsonPath answer = ADMIN.ask(document, Map.of());
      assertPlain(answer.getString("errors[0].message"));
    }
    assertEquals(
        "capacity",
        ADMIN
            .ask(
                "mutation { capacityPolicySet(input: {capacity: 9, under: \"5\", expectedVersion: 1}) { version } }",
                Map.of())
            .getString("errors[0].extensions.field"));
  }

  private static Map<String, String> told(String document, Object input) {
    JsonPath answer = ADMIN.ask(document, Map.of("i", input));
    Map<String, String> told = new TreeMap<>();
    for (int i = 0; i < answer.getList("errors").size(); i++) {
      String error = "errors[" + i + "]";
      assertEquals("INVALID", answer.getString(error + ".extensions.code"), answer::prettify);
      assertPlain(answer.getString(error + ".message"));
      told.put(answer.getString(error + ".extensions.field"), answer.getString(error + ".message"));
    }
    return told;
  }

  private static void assertPlain(String message) {
    for (String inside : List.of("SRGQL", "class ", "io.keypulse", "Integer", "Expected")) {
      assertFalse(message.contains(inside), message);
    }
  }
}
