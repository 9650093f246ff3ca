package io.keypulse.edge;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused before GraphQL reads it is told as JSON with the same three facts. */
@KeypulseTest
class PlainRefusalsTest {
  private static final Client ADMIN = Client.as("admin");
  private static final String BODY = "{\"query\":\"{ viewer { name } }\"}";

  @Test
  void aHeaderThatIsNoMediaTypeIsRefusedAndIsNoIncident() {
    try (LogLines log = LogLines.all()) {
      for (String accept : List.of("foo", "foo, application/json", "a/b/c", "/", "text/")) {
        ADMIN
            .http()
            .header("Content-Type", "application/json")
            .header("Accept", accept)
            .body(BODY)
            .post("/graphql")
            .then()
            .statusCode(406)
            .contentType("application/json")
            .body("code", is("INVALID"))
            .body("field", is("Accept"));
        ADMIN
            .http()
            .header("Accept", accept)
            .get("/dissatisfaction.csv")
            .then()
            .statusCode(406)
            .body("field", is("Accept"));
      }
      assertEquals(List.of(), log.lines().stream().filter(l -> l.contains("Incident")).toList());
    }
  }

  @Test
  void anEmptyHeaderAcceptsEverything() {
    for (String accept : List.of("", " ")) {
      ADMIN
          .http()
          .header("Content-Type", "application/json")
          .header("Accept", accept)
          .body(BODY)
          .post("/graphql")
          .then()
          .statusCode(200)
          .contentType(containsString("json"))
          .body("data.viewer.name", notNullValue());
    }
  }

  @Test
  void anotherMethodAndALongBodyAreToldWhatToSend() {
    ADMIN
        .http()
        .get("/graphql")
        .then()
        .statusCode(405)
        .header("Allow", "POST")
        .contentType("application/json")
        .body("code", is("INVALID"))
        .body("field", is("method"))
        .body("message", is("This address takes POST."));
    ADMIN
        .http()
        .contentType("application/json")
        .body("x".repeat(70_000))
        .post("/graphql")
        .then()
        .statusCode(413)
        .contentType("application/json")
        .body("code", is("OVER_BUDGET"))
        .body("field", is("bodyBytes"))
        .body("message", is("A request has at most 65536 bytes."));
  }
}
