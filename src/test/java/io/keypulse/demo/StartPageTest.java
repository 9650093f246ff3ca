package io.keypulse.demo;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.keypulse.wave.WaveKeeper;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@KeypulseTest
class StartPageTest {
  @Inject WaveKeeper keeper;
  @Inject MovableClock clock;
  @Inject InvitationDispatcher dispatcher;
  @Inject Inbox inbox;

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
  void theButtonForANewWaveClosesEveryOpenOneOfItsProgram() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    int program = GlobalId.parseInt("SurveyProgram", company.program(1), "id");
    clock.later(
        Duration.ofDays(3650),
        () -> {
          for (int turn = 0; turn < 2; turn++) {
            Database.change(
                "update survey_program set next_at = ?::timestamptz where id = ?",
                clock.instant().toString(),
                program);
            clock.at(Duration.ofSeconds(1), then -> keeper.openDue(program, then.instant()));
          }
          for (int press = 0; press < 2; press++) {
            given().redirects().follow(false).post("/demo/waves").then().statusCode(303);
          }
          assertEquals(
              List.of("CLOSED", "CLOSED", "CLOSED", "OPEN"),
              Database.column("select state from wave where program_id = ? order by id", program));
        });
    Database.change(
        "update wave set state = 'CLOSED', closed_at = now() where program_id = ?", program);
  }

  @Test
  void theButtonsOfAWaveAreAboutItsOwnMails() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String first = company.openWave(company.program(1));
    dispatcher.dispatch(clock);
    Company other = Company.imported().keyAccount("acme", "north", 1);
    String second = other.openWave(other.program(1));
    dispatcher.dispatch(clock);
    deliver(company);
    deliver(other);
    for (int time = 0; time < 2; time++) {
      given()
          .get("/demo/waves/" + number(first) + "/mail")
          .then()
          .statusCode(200)
          .body(containsString(company.address("acme", 1)));
    }
    given()
        .formParam("overall", 4)
        .post(Mailbox.of(company.address("acme", 1)).getFirst().answerPath())
        .then()
        .statusCode(200);
    given()
        .get("/demo/waves/" + number(first) + "/mail")
        .then()
        .body(containsString("<h1>Inbox</h1>"));
    company.closeWave(first);
    other.closeWave(second);
  }

  @Test
  void whoWasDrawnAndWhoIsAskedAreTwoFigures() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    clock.later(
        Duration.ofDays(3650 * 2),
        () -> {
          Database.change(
              "insert into contact_hold (contact_id, account_id, team_id, kind, reason, held_at)"
                  + " select id, account_id, team_id, 'MANUAL', 'Litigation', now() from contact"
                  + " where source = ? and external_id = 'acme2'",
              company.prefix);
          String wave = company.openWave(company.program(2));
          given()
              .get("/")
              .then()
              .body(
                  containsString("all 2 people at key accounts who could be asked"),
                  containsString("are asked and 1 withheld"),
                  containsString("<dt>to ask</dt>"),
                  containsString("href=\"/demo/waves/" + number(wave) + "/mail\""),
                  containsString("action=\"/demo/waves/" + number(wave) + "/answers\""));
          company.closeWave(wave);
        });
  }

  /** Into the demo's inbox, too. */
  private void deliver(Company company) {
    Mailbox.Mail mail = Mailbox.of(company.address("acme", 1)).getFirst();
    inbox.mail(company.address("acme", 1), mail.source().getBytes(ISO_8859_1));
  }

  private static int number(String wave) {
    return GlobalId.parseInt("Wave", wave, "id");
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
