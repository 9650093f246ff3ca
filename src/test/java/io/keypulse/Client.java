package io.keypulse;

import static io.restassured.RestAssured.given;

import io.keypulse.demo.DemoPeople;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Somebody signed in, speaking to the application as a front end does. */
public record Client(String login) {
  public static Client as(String login) {
    return new Client(login);
  }

  public RequestSpecification http() {
    return given().auth().preemptive().basic(login, DemoPeople.PASSWORD);
  }

  /** As a header of HTTP, for programs of their own. */
  public String authorization() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((login + ":" + DemoPeople.PASSWORD).getBytes(StandardCharsets.UTF_8));
  }

  /** The whole answer, errors and all. */
  public JsonPath ask(String query, Map<String, Object> variables) {
    return http()
        .contentType("application/json")
        .body(Map.of("query", query, "variables", variables))
        .post("/graphql")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** The data of a query that must not fail. */
  public JsonPath data(String query) {
    return data(query, Map.of());
  }

  public JsonPath data(String query, Map<String, Object> variables) {
    JsonPath answer = ask(query, variables);
    if (answer.get("errors") != null) {
      throw new AssertionError(answer.prettify());
    }
    return answer;
  }

  /** The code of a query that must be refused. */
  public String refusal(String query, Map<String, Object> variables) {
    JsonPath answer = ask(query, variables);
    String code = answer.getString("errors[0].extensions.code");
    if (code == null) {
      throw new AssertionError(answer.prettify());
    }
    return code;
  }

  public Response importCsv(String kind, String csv) {
    return http().contentType("text/csv; charset=UTF-8").body(csv).post("/import/" + kind);
  }
}
