package io.keypulse.edge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KeypulseTest
class GraphQlOverHttpTest {
  private static final Client ADMIN = Client.as("admin");
  private static final String PEOPLE =
      "contacts { id } team { members { employee { manager { manager { name } } } } }";

  @Test
  void onlyJsonComesIn() {
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "text/json",
            "application/json; charset=iso-8859-1")) {
      ADMIN
          .http()
          .header("Content-Type", type)
          .body("{\"query\":\"{ viewer { name } }\"}")
          .post("/graphql")
          .then()
          .statusCode(415)
          .body("field", is("Content-Type"))
          .body("message", is("Send application/json in UTF-8."));
    }
    ADMIN
        .http()
        .header("Content-Type", "application/json; charset=utf-8")
        .body("{\"query\":\"{ viewer { name } }\"}")
        .post("/graphql")
        .then()
        .statusCode(200);
  }

  @Test
  void nothingButPostIsServed() {
    ADMIN
        .http()
        .queryParam("query", "{viewer{name}}")
        .get("/graphql")
        .then()
        .statusCode(405)
        .header("Allow", "POST");
    ADMIN.http().get("/graphql/schema.graphql").then().statusCode(404);
  }

  @Test
  void whoIsNotSignedInIsToldWhatToSend() {
    given()
        .contentType("application/json")
        .body("{\"query\":\"{ viewer { name } }\"}")
        .post("/graphql")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("code", is("UNAUTHENTICATED"))
        .body("field", is("Authorization"));
  }

  @Test
  void wrongPartsAreNamed() {
    Map.of(
            "[]",
            "body",
            "{",
            "body",
            "{\"query\":1}",
            "query",
            "{\"qery\":\"x\"}",
            "query",
            "{\"query\":\"{viewer{name}}\",\"variables\":[1]}",
            "variables",
            "{\"query\":\"{viewer{name}}\",\"operationName\":{}}",
            "operationName",
            "[".repeat(1_100) + "]".repeat(1_100),
            "body",
            "{\"query\":\"{viewer{name}}\",\"variables\":{\"a\":" + "9".repeat(5000) + "}}",
            "body")
        .forEach(
            (body, field) ->
                post(body, "application/json")
                    .statusCode(400)
                    .body("errors[0].extensions.field", is(field)));
    post("{\"query\":\"" + "x".repeat(70_000) + "\"}", "application/json").statusCode(413);
  }

  @Test
  void clientsThatKnowTheNewMediaTypeGetStatusCodesOthersA200() {
    String broken = "{\"query\":\"{ viewer {\"}";
    String invalid = "{\"query\":\"{ nothing }\"}";
    for (String body : List.of(broken, invalid)) {
      post(body, "application/graphql-response+json")
          .statusCode(400)
          .contentType(startsWith("application/graphql-response+json"));
      post(body, "application/json").statusCode(200).contentType(startsWith("application/json"));
    }
    post("{\"query\":\"{ viewer { name } }\"}", "text/html")
        .statusCode(406)
        .body("field", is("Accept"));
  }

  @Test
  void everyLimitIsNamedWhenItIsBroken() {
    String deep =
        "{ viewer { employee " + "{ manager ".repeat(12) + "{ name }" + " }".repeat(12) + " } }";
    String aliases =
        "{ "
            + IntStream.range(0, 31)
                .mapToObj(i -> "a" + i + ": __typename")
                .collect(Collectors.joining(" "))
            + " }";
    String roots =
        "{ "
            + IntStream.range(0, 11)
                .mapToObj(i -> "a" + i + ": viewer { name }")
                .collect(Collectors.joining(" "))
            + " }";
    String costly =
        "{ "
            + IntStream.range(0, 3)
                .mapToObj(i -> "a" + i + ": accounts(first: 100) { nodes { " + PEOPLE + " } }")
                .collect(Collectors.joining(" "))
            + " }";
    String directives = "{ viewer { name " + "@include(if: true) ".repeat(51) + "} }";
    String tokens = "{ viewer { " + "name ".repeat(2000) + "} }";
    Map.of(
            "depth",
            deep,
            "aliases",
            aliases,
            "rootFields",
            roots,
            "cost",
            costly,
            "directives",
            directives,
            "tokens",
            tokens)
        .forEach(
            (limit, query) -> {
              JsonPath answer = ADMIN.ask(query, Map.of());
              assertEquals("OVER_BUDGET", answer.getString("errors[0].extensions.code"), limit);
              assertEquals(limit, answer.getString("errors[0].extensions.field"));
              if (limit.equals("tokens")) {
                assertNull(answer.get("extensions.cost"), "nobody has read it");
              } else {
                assertNotNull(answer.get("extensions.cost.requested"), limit);
                assertEquals(5000, answer.getInt("extensions.cost.limit"), limit);
              }
            });
  }

  @Test
  void totalsAreCountedWhereverTheDocumentAsksForThem() {
    for (String count :
        List.of(
            "{ accounts { totalCount } }",
            "{ accounts { total: totalCount } }",
            "{ accounts { ... on AccountConnection { totalCount } } }",
            "{ accounts { pageInfo { endCursor } } accounts { totalCount } }",
            "{ accounts { ...outer } } fragment outer on AccountConnection { ...inner } fragment inner on AccountConnection { totalCount }")) {
      Map<String, Object> counted = ADMIN.data(count).getMap("data.accounts");
      assertNotNull(counted.getOrDefault("totalCount", counted.get("total")), count);
    }
  }

  @Test
  void valuesOfTheWrongTypeAreTheClientsMistakeAndSaidSo() {
    String first = "query ($n: Int) { accounts(first: $n) { totalCount } }";
    assertEquals("INVALID", ADMIN.refusal(first, Map.of("n", 1.5)));
    assertEquals("INVALID", ADMIN.refusal(first, Map.of("n", 99_999_999_999L)));
    assertEquals("INVALID", ADMIN.refusal(first, Map.of("n", "three")));
    assertEquals("INVALID", ADMIN.refusal(first, Map.of("n", "3")));
    for (String literal : List.of("\"3\"", "3.5", "true", "99999999999")) {
      assertEquals(
          "INVALID",
          ADMIN.refusal("{ accounts(first: %s) { totalCount } }".formatted(literal), Map.of()),
          literal);
    }
    for (String filter : List.of("active: \"true\"", "active: 1", "search: 3", "id: {eq: 1.5}")) {
      assertEquals(
          "INVALID",
          ADMIN.refusal("{ employees(filter: {%s}) { totalCount } }".formatted(filter), Map.of()),
          filter);
    }
    String active = "query ($a: Boolean) { employees(filter: {active: $a}) { totalCount } }";
    assertEquals("INVALID", ADMIN.refusal(active, Map.of("a", "yes")));
    assertEquals("INVALID", ADMIN.refusal("{ nothing }", Map.of()));
    ADMIN.data("{ followUps(filter: {open: null}) { totalCount } }");
  }

  @Test
  void whatDoesNotFitTheSchemaIsNamedInPlainWords() {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("{ nothing }", "nothing");
    named.put("{ accounts(frist: 3) { totalCount } }", "frist");
    named.put("{ accounts(first: \"3\") { totalCount } }", "first");
    named.put("{ accounts(filter: {search: 3}) { totalCount } }", "filter.search");
    named.put("{ accounts(filter: {nmae: {eq: \"x\"}}) { totalCount } }", "filter.nmae");
    named.put("{ accounts { nodes } }", "nodes");
    named.put("{ account { name } }", "id");
    named.put("query ($a: Int) { viewer { name } }", "a");
    named.put("{ viewer { ...Unknown } }", "Unknown");
    named.put("query A { viewer { name } } query B { viewer { name } }", "operationName");
    named.put("{ viewer { name }", "query");
    named.forEach(
        (query, field) -> {
          JsonPath answer = ADMIN.ask(query, Map.of());
          assertEquals("INVALID", answer.getString("errors[0].extensions.code"), query);
          assertEquals(field, answer.getString("errors[0].extensions.field"), query);
          String message = answer.getString("errors[0].message");
          for (String inside : List.of("Value{", "AST", "graphql.", "Validation error", "ANTLR")) {
            assertFalse(message.contains(inside), message);
          }
        });
    JsonPath variable =
        ADMIN.ask("query ($n: Int!) { accounts(first: $n) { totalCount } }", Map.of("n", "three"));
    assertEquals("n", variable.getString("errors[0].extensions.field"));
    assertEquals(
        "Variable 'n' has an invalid value: send a whole number.",
        variable.getString("errors[0].message"));
    String create = "mutation ($i: EmployeeCreateInput!) { employeeCreate(input: $i) { id } }";
    JsonPath missing = ADMIN.ask(create, Map.of("i", Map.of("name", "Nobody")));
    assertTrue(
        missing.getString("errors[0].message").endsWith(" is missing, and must not be null."),
        missing.getString("errors[0].message"));
    Map<String, Object> unknown = new HashMap<>();
    unknown.put(
        "i",
        Map.of("name", "X", "email", "x@x.example", "position", "X", "function", "X", "nmae", "x"));
    assertEquals("nmae", ADMIN.ask(create, unknown).getString("errors[0].extensions.field"));
  }

  @Test
  void daysThatNoDayCanPassAreRefused() {
    for (String filter :
        List.of(
            "followUps(filter: {openedAt: {from: \"2026-03-01\", before: \"2026-03-01\"}})",
            "exchangeRates(filter: {on: {from: \"2026-03-02\", before: \"2026-03-01\"}})")) {
      JsonPath refused = ADMIN.ask("{ %s { totalCount } }".formatted(filter), Map.of());
      assertEquals("INVALID", refused.getString("errors[0].extensions.code"), filter);
      assertTrue(refused.getString("errors[0].extensions.field").endsWith(".before"), filter);
    }
  }

  @Test
  void fragmentsOnUnionsAndInterfacesAreResolved() {
    String viewer =
        Client.as(Company.imported().login("ana"))
            .data("{ viewer { employee { id } } }")
            .getString("data.viewer.employee.id");
    JsonPath node =
        ADMIN.data(
            "{ node(id: \"%s\") { __typename ... on Employee { name } } }".formatted(viewer));
    assertEquals("Employee", node.getString("data.node.__typename"));
    assertEquals("Ana Alvarez", node.getString("data.node.name"));
    JsonPath union =
        Client.as(Company.imported().account("a", "north").login("ana"))
            .data(
                "{ accounts(first: 1) { nodes { satisfaction { __typename ... on AccountSatisfaction { answered } } } } }");
    assertEquals(
        "AccountSatisfaction", union.getString("data.accounts.nodes[0].satisfaction.__typename"));
    assertEquals(0, union.getInt("data.accounts.nodes[0].satisfaction.answered"));
  }

  @Test
  void fragmentsThatMultiplyAreRefusedAtOnce() {
    String bomb =
        "{ viewer { ...F0 } } "
            + IntStream.range(0, 40)
                .mapToObj(
                    i ->
                        "fragment F%d on Viewer { ...F%d ...G%d } fragment G%d on Viewer { ...F%d }"
                            .formatted(i, i + 1, i, i, i + 1))
                .collect(Collectors.joining(" "))
            + " fragment F40 on Viewer { name }";
    assertEquals("selections", ADMIN.ask(bomb, Map.of()).getString("errors[0].extensions.field"));
    String circle =
        "{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }";
    assertTrue(
        ADMIN.ask(circle, Map.of()).getString("errors[0].message").contains("contains itself"));
  }

  @Test
  void everyAnswerSaysWhatItCostAndPageSizesCount() {
    String query = "query ($n: Int) { accounts(first: $n) { nodes { team { name } } } }";
    int ten = ADMIN.data(query, Map.of("n", 10)).getInt("extensions.cost.requested");
    int hundred = ADMIN.data(query, Map.of("n", 100)).getInt("extensions.cost.requested");
    assertTrue(hundred > 9 * ten - 20 && hundred <= 10 * ten, ten + " " + hundred);
    assertEquals(5000, ADMIN.data(query, Map.of("n", 1)).getInt("extensions.cost.limit"));
  }

  @Test
  void aBrowserOfAnotherSiteIsNotLetIn() {
    given()
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/graphql")
        .then()
        .header("Access-Control-Allow-Origin", is((String) null));
  }

  private static ValidatableResponse post(String body, String accept) {
    return ADMIN
        .http()
        .contentType("application/json")
        .accept(accept)
        .body(body)
        .post("/graphql")
        .then();
  }
}
