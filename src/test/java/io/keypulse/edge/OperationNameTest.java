package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keypulse.AnswerJson;
import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is weighed is what is carried out, however a request names its operation. */
@KeypulseTest
class OperationNameTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COSTLY =
      "{ accounts(first: 100) { nodes { answers(first: 100) { id } contacts { name } } } }";
  private static final String CHEAP = "query Cheap { viewer { name } }";

  @Test
  void anEmptyNameIsNoNameAndSwitchesNoLimitOff() {
    String deep =
        "{ viewer { employee " + "{ manager ".repeat(12) + "{ name }" + " }".repeat(12) + " } }";
    String roots =
        IntStream.range(0, 11)
            .mapToObj(i -> "a" + i + ": viewer { name }")
            .collect(Collectors.joining(" ", "{ ", " }"));
    Map.of(COSTLY, "cost", deep, "depth", roots, "rootFields")
        .forEach((query, limit) -> refused(query, "", "OVER_BUDGET", limit));
    refused("{ __schema { queryType { name } } }", "", "FORBIDDEN", "introspection");
    assertNull(asked("{ viewer { name } }", "").get("errors"));
    refused(CHEAP + COSTLY, "", "INVALID", "operationName");
  }

  @Test
  void anOperationThatIsNotFoundIsNeverCarriedOut() {
    for (String name : List.of(" ", "Other", "cheap", "F", "Cheap ", "null")) {
      refused(CHEAP + " fragment F on Viewer { name }", name, "INVALID", "operationName");
    }
    refused(CHEAP + " query Other { viewer { name } }", null, "INVALID", "operationName");
    refused("{ viewer { name } } " + COSTLY, null, "INVALID", "operationName");
    refused(CHEAP + " query Cheap " + COSTLY, "Cheap", "INVALID", "operationName");
    refused(CHEAP + " " + COSTLY, null, "INVALID", "operationName");
    refused("fragment F on Viewer { name }", null, "INVALID", "query");
    refused("type Viewer { name: String }", null, "INVALID", "query");
  }

  @Test
  void operationsThatAreNotCarriedOutCostNothingToo() {
    String bomb =
        IntStream.range(0, 60)
                .mapToObj(
                    i -> "fragment F%d on Viewer { ...F%d ...F%d }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" "))
            + " fragment F60 on Viewer { name } query Bomb { viewer { ...F0 } }";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> refused(CHEAP + bomb, "Cheap", "OVER_BUDGET", "selections"));
  }

  @Test
  void aSubscriptionIsRefusedOverHttpHoweverItIsWritten() {
    for (String query :
        List.of(
            "subscription { accountChanged { id } }",
            "subscription ($x: Boolean!) { accountChanged @skip(if: $x) { id } }",
            "subscription { ...F } fragment F on Subscription { accountChanged { id } }",
            "subscription { ...F } fragment F on Query { viewer { name } }",
            "subscription { ...None }")) {
      refused(query, "", "INVALID", "query");
      refused(query, null, "INVALID", "query");
    }
    refused(
        CHEAP + " subscription S($x: Boolean!) { accountChanged @skip(if: $x) { id } }",
        "Cheap",
        "INVALID",
        "query");
  }

  private static void refused(String query, @Nullable String name, String code, String field) {
    JsonPath answer = asked(query, name);
    assertEquals(code, answer.getString("errors[0].extensions.code"), query + " as " + name);
    assertEquals(field, answer.getString("errors[0].extensions.field"), query + " as " + name);
    assertNull(answer.get("data"), query);
  }

  private static JsonPath asked(String query, @Nullable String name) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("query", query);
    body.put("operationName", name);
    try {
      return new AnswerJson(
          Client.as("analyst")
              .http()
              .contentType("application/json")
              .body(JSON.writeValueAsString(body))
              .post("/graphql")
              .then()
              .statusCode(200)
              .extract()
              .asString());
    } catch (JsonProcessingException unwritable) {
      throw new AssertionError(unwritable);
    }
  }
}
