package io.keypulse.edge;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever sends the wrong type, or asks for one, reads in plain words which is the right one. */
@KeypulseTest
class ContentTypeTest {
  private static final Map<String, String> TAKEN =
      Map.of(
          "/import/accounts",
          "text/csv or application/csv or application/vnd.ms-excel or text/plain or application/octet-stream",
          "/mail/bounces",
          "message/rfc822 or text/plain or application/octet-stream",
          "/graphql",
          "application/json in UTF-8",
          "/s/abc",
          "application/x-www-form-urlencoded",
          "/d/abc",
          "application/x-www-form-urlencoded",
          "/p/abc",
          "application/x-www-form-urlencoded");

  @Test
  void aBodyOfAnotherTypeIsRefusedWithThoseThatAreTaken() {
    TAKEN.forEach(
        (address, types) ->
            Client.as("admin")
                .http()
                .header("Content-Type", "application/xml")
                .body("<a/>")
                .post(address)
                .then()
                .statusCode(415)
                .contentType("application/json")
                .body("code", is("INVALID"))
                .body("field", is("Content-Type"))
                .body("message", is("Send " + types + ".")));
  }

  @Test
  void whatIsNoTypeIsRefusedLikeAnotherOneAndIsNoFaultOfOurs() throws Exception {
    List<String> wrong = new ArrayList<>();
    try (LogLines log = LogLines.all()) {
      for (String address : TAKEN.keySet()) {
        for (String type :
            List.of("", " ", ";;", "text", "a/b/c", "/", ",", "text/", "x/" + "y".repeat(7_000))) {
          String answer = RawRequest.post(address, "Content-Type: " + type);
          if (address.equals("/graphql") && answer.startsWith("HTTP/1.1 400 ")) {
            continue; // the router has refused what it cannot read
          }
          if (!answer.startsWith("HTTP/1.1 415 ")
              || !answer.contains("\"field\":\"Content-Type\"")
              || !answer.contains(TAKEN.get(address))) {
            wrong.add(address + " " + type + ": " + answer);
          }
        }
      }
      assertEquals(List.of(), wrong);
      assertEquals(
          List.of(), log.lines().stream().filter(line -> line.contains("Incident")).toList());
    }
  }

  @Test
  void headersThatCannotBeReadAreNoFaultOfOurs() throws Exception {
    try (LogLines log = LogLines.all()) {
      for (String address : List.of("/u/abc", "/s/abc", "/import/accounts", "/mail/bounces")) {
        for (String header :
            List.of(
                "Content-Type: ",
                "Content-Type: ;;",
                "Content-Type: application/x-www-form-urlencoded; charset=nonsense",
                "Content-Type: text/plain; charset=nonsense",
                "Content-Type: text/csv; charset=\"",
                "Accept: ",
                "Accept: ;;",
                "Accept: text",
                "Accept-Language: ;;q=x")) {
          String answer = RawRequest.post(address, header);
          assertTrue(answer.startsWith("HTTP/1.1 4"), address + " " + header + ": " + answer);
        }
      }
      assertEquals(
          List.of(), log.lines().stream().filter(line -> line.contains("Incident")).toList());
    }
  }

  @Test
  void aBodyWithoutATypeIsReadAsTheOneThatIsTaken() {
    Client.as("admin")
        .http()
        .noContentType()
        .body("source,external_id,name,country,segment\n".getBytes(UTF_8))
        .post("/import/accounts")
        .then()
        .statusCode(200);
  }

  @Test
  void anAnswerOfAnotherTypeIsRefusedInTheSameWay() {
    Client.as("admin")
        .http()
        .accept("application/xml")
        .get("/dissatisfaction.csv")
        .then()
        .statusCode(406)
        .contentType("application/json")
        .body("field", is("Accept"))
        .body("message", is("Nothing here is of a type that your Accept header names."));
    given()
        .accept("application/xml")
        .get("/s/abc")
        .then()
        .statusCode(406)
        .body("field", is("Accept"));
  }
}
