package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What neither the database nor the calendar can carry is refused by name, and is no incident. */
@KeypulseTest
class PredictableInputTest {
  private static final Client ADMIN = Client.as("admin");
  private static final String NUL = "\u0000";

  @Test
  void aTimeThatNoCalendarOfOursReachesIsRefused() {
    Company.imported().account("acme", "north");
    String status =
        "query ($at: DateTime) { accounts(first: 1) { nodes { keyStatus(asKnownAt: $at) { state } } } }";
    String trail =
        "query ($at: DateTime) { auditTrail(first: 1, filter: {from: $at}) { nodes { id } } }";
    for (String year : List.of("-9999", "-999999999", "1899", "2200", "+999999999")) {
      Map<String, Object> at = Map.of("at", year + "-01-02T00:00:00Z");
      refused("asKnownAt", ADMIN.ask(status, at));
      refused("filter.from", ADMIN.ask(trail, at));
    }
    refused(
        "asKnownAt",
        ADMIN.ask(
            status.replace("$at)", "\"-9999-01-01T00:00:00Z\")").replace(" ($at: DateTime)", ""),
            Map.of()));
    ADMIN.data(trail, Map.of("at", "1900-01-01T00:00:00Z"));
  }

  @Test
  void aDayThatNoCalendarOfOursReachesIsRefused() {
    Company.imported().account("acme", "north");
    String standing = "query ($d: Date) { accounts(first: 1) { nodes { %s } } }";
    for (String field :
        List.of(
            "relationships(asOf: $d) { id }",
            "parent(asOf: $d) { id }",
            "groupHead(asOf: $d) { id }",
            "subsidiaries(asOf: $d) { id }",
            "group(asOf: $d) { number }")) {
      for (String year : List.of("-9999", "1899", "2200", "+999999999")) {
        refused("asOf", ADMIN.ask(standing.formatted(field), Map.of("d", year + "-01-02")));
      }
      ADMIN.data(standing.formatted(field), Map.of("d", "1900-01-01"));
    }
  }

  @Test
  void aTextWithANulIsRefusedWhereverItStands() {
    Map<String, String> documents = new LinkedHashMap<>();
    documents.put("{ accountByExternalId(source: \"\\u0000\", value: \"1\") { id } }", "source");
    documents.put("{ importParked(kind: \"a\\u0000\") { kind } }", "kind");
    documents.put("{ importJobs(filter: {kind: \"\\u0000\"}) { totalCount } }", "filter.kind");
    documents.put(
        "{ accounts(filter: {country: {in: [\"DE\", \"\\u0000\"]}}) { totalCount } }",
        "filter.country.in");
    documents.forEach((document, field) -> refused(field, ADMIN.ask(document, Map.of())));
    refused(
        "kind",
        ADMIN.ask(
            "query ($kind: String) { importParked(kind: $kind) { kind } }", Map.of("kind", NUL)));
    refused(
        "parts.givenName",
        ADMIN.ask(
            "mutation ($i: ContactCreateInput!) { contactCreate(input: $i) { id } }",
            Map.of("i", Map.of("accountId", "x", "parts", Map.of("givenName", "a" + NUL)))));
    refused(
        "filter.country.in",
        ADMIN.ask(
            "query ($f: AccountFilter) { accounts(filter: $f) { totalCount } }",
            Map.of("f", Map.of("country", Map.of("in", List.of("DE", NUL))))));
  }

  @Test
  void halfACharacterIsRefusedInAVariableAsItIsInTheDocument() {
    String query =
        "{\"query\":\"query ($f: AccountFilter) { accounts(filter: $f) { totalCount } }\",\"variables\":{\"f\":{\"search\":\"qq%sqq\"}}}";
    for (String half : List.of("\\ud800", "\\udc00", "\\ude00\\ud83d")) {
      refused("filter.search", sent(query.formatted(half)));
    }
    JsonPath whole = sent(query.formatted("\\ud83d\\ude00"));
    assertEquals(0, whole.getInt("data.accounts.totalCount"), whole::prettify);
  }

  /** As it stands, with escapes that no library would write. */
  private static JsonPath sent(String body) {
    return new JsonPath(
        ADMIN.http().contentType("application/json").body(body).post("/graphql").asString());
  }

  @Test
  void aCursorThatSomebodyMadeUpIsRefusedByNameAndTellsTheLogNothing() {
    Map<String, String> forged =
        Map.of(
            "{ auditTrail(first: 1, after: \"%s\") { totalCount } }",
            "auditTrail\n27152\nfoo\n07:35:00 ERROR Forged",
            "{ exchangeRates(first: 1, after: \"%s\") { totalCount } }",
            "exchangeRates\n1\nzzz",
            "{ followUps(first: 1, after: \"%s\") { totalCount } }",
            "followUps\n1\nzzz");
    try (LogLines log = LogLines.all()) {
      forged.forEach(
          (query, plain) ->
              refused(
                  "after",
                  ADMIN.ask(
                      query.formatted(
                          Base64.getUrlEncoder()
                              .encodeToString(plain.getBytes(StandardCharsets.UTF_8))),
                      Map.of())));
      assertEquals(List.of(), log.lines().stream().filter(l -> l.contains("Incident")).toList());
    }
  }

  private static void refused(String field, JsonPath answer) {
    assertEquals("INVALID", answer.getString("errors[0].extensions.code"), answer::prettify);
    assertEquals(field, answer.getString("errors[0].extensions.field"), answer::prettify);
    assertTrue(answer.getString("errors[0].message").length() > 10, answer::prettify);
  }
}
