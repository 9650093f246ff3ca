package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

@KeypulseTest
class PathParametersTest {
  @Test
  void parametersWithinThePathLeadNobodyPastSigningIn() throws IOException {
    for (String line :
        List.of(
            "GET /dissatisfaction.csv;x=1",
            "GET /import;x=1/jobs/1/verdicts.csv",
            "GET /waves;x=1/1/draw.csv",
            "GET /reports;/managers/1",
            "GET /dissatisfaction.csv;;;",
            "POST /import;x=1/accounts",
            "POST /graphql;x=1",
            "POST /graphql;x=1/execute",
            "POST /graphql/execute;x=1")) {
      String answer = RawRequest.send(line, "Content-Length: 0", "");
      assertTrue(answer.startsWith("HTTP/1.1 401 "), line + ": " + answer);
      assertTrue(answer.contains("UNAUTHENTICATED"), line);
    }
    for (String line :
        List.of("GET /import%3Bx=1/jobs/1/verdicts.csv", "GET /waves%3b/1/draw.csv")) {
      assertTrue(RawRequest.send(line, "Content-Length: 0", "").startsWith("HTTP/1.1 404 "), line);
    }
  }

  @Test
  void theyArePassedOverAndTheQueryIsNot() {
    assertEquals(
        400,
        Client.as("analyst")
            .http()
            .urlEncodingEnabled(false)
            .get("/dissatisfaction.csv;x=1?unknown=1")
            .statusCode());
    assertEquals(
        200,
        Client.as("admin")
            .http()
            .urlEncodingEnabled(false)
            .contentType("text/csv")
            .body("source,external_id,name,country,segment\n")
            .post("/import;x=1/accounts;y")
            .statusCode());
  }
}
