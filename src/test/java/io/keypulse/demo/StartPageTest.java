package io.keypulse.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@KeypulseTest
class StartPageTest {
  @Test
  void itTellsWhereToLookAndWhoToBe() {
    given()
        .get("/")
        .then()
        .statusCode(200)
        .body(containsString("/demo/inbox"))
        .body(containsString("/q/graphql-ui/?query="))
        .body(containsString("<code>ana</code>"))
        .body(containsString("/demo/report"));
  }

  @Test
  void itLeadsToTheReportOfWhoeverSignsIn() {
    given().get("/demo/report").then().statusCode(401);
    Company company = Company.imported();
    Client.as(company.login("ana"))
        .http()
        .redirects()
        .follow(false)
        .get("/demo/report")
        .then()
        .statusCode(303)
        .header("Location", containsString("/reports/managers/"));
    Client.as("admin").http().get("/demo/report").then().statusCode(404);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyReadyMadeQueryRuns(ReadyQuery query) {
    given()
        .auth()
        .preemptive()
        .basic("admin", DemoPeople.PASSWORD)
        .contentType("application/json")
        .body(Map.of("query", query.text()))
        .post("/graphql")
        .then()
        .statusCode(200)
        .body("errors", nullValue());
  }

  static Iterable<ReadyQuery> queries() {
    return ReadyQuery.all();
  }
}
