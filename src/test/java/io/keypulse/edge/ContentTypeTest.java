package io.keypulse.edge;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.is;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
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
