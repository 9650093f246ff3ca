package io.keypulse;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keypulse.demo.DemoPeople;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Somebody signed in, speaking to the application as a front end does. */
public record Client(String login) {
  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

  /** Thousands of times: it takes a fraction of what RestAssured does for each. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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
    return new AnswerJson(answer(query, variables));
  }

  /** The text of the whole answer. */
  public String answer(String query, Map<String, Object> variables) {
    try {
      return posted(
          "/graphql",
          "application/json",
          JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
    } catch (JsonProcessingException unwritable) {
      throw new AssertionError(variables.toString(), unwritable);
    }
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

  /** What is reported of a file that is taken. */
  public JsonPath imported(String kind, String csv) {
    return new AnswerJson(posted("/import/" + kind, "text/csv; charset=UTF-8", csv));
  }

  private String posted(String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", authorization())
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, response.statusCode(), response.body());
      return response.body();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new AssertionError(told);
    }
  }
}
