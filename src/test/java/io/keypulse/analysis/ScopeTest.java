package io.keypulse.analysis;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever asks about nothing that there is, is told so, and gets no zeros and no other figures. */
@KeypulseTest
class ScopeTest {
  @Test
  void aSegmentThatNoAccountHasIsRefusedWithTheNearest() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Client ana = Client.as(company.login("ana"));
    JsonPath refused = ana.ask("{ dissatisfaction(segment: \"Fodo\") { answered } }", Map.of());
    refused.setRootPath("errors[0]");
    assertEquals("INVALID", refused.getString("extensions.code"));
    assertEquals("segment", refused.getString("extensions.field"));
    assertTrue(refused.getString("message").endsWith("Write Food if that is meant."));
    ana.http()
        .get("/dissatisfaction.csv?segment=Nope")
        .then()
        .statusCode(400)
        .body("field", is("segment"))
        .body("message", is("No account that you see has this segment."));
    ana.data("{ dissatisfaction(segment: \" food \") { answered } }");
  }

  @Test
  void aLineOfNobodyIsRefused() {
    Client admin = Client.as("admin");
    JsonPath refused = admin.ask("{ dissatisfaction(line: TREE) { answered } }", Map.of());
    assertEquals("line", refused.getString("errors[0].extensions.field"));
    admin
        .http()
        .get("/dissatisfaction.csv?line=DIRECT")
        .then()
        .statusCode(400)
        .body("field", is("line"))
        .body("message", containsString("manager"));
  }

  @Test
  void aWaveThatDrewNobodyIsNotTheNewest() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String program = company.program(100);
    String asked = company.openWave(program);
    company.closeWave(asked);
    Database.change("update contact set left_on = '2020-01-01' where source = ?", company.prefix);
    company.openWave(program);
    Client ana = Client.as(company.login("ana"));
    Map<String, Object> of = Map.of("program", program);
    String newest =
        "query ($program: ID!) { dissatisfaction(programId: $program) { wave { id } } }";
    assertEquals(asked, ana.data(newest, of).getString("data.dissatisfaction.wave.id"));
    ana.http()
        .queryParam("programId", program)
        .get("/dissatisfaction.csv")
        .then()
        .statusCode(200)
        .body(containsString("ANSWERED,,0,1,"));
    String other = company.program(100);
    String only = company.openWave(other);
    assertEquals(
        only,
        ana.data(newest, Map.of("program", other)).getString("data.dissatisfaction.wave.id"),
        "where there is no better one it is shown");
  }

  @Test
  void aGroupOfNoCompanyIsRefused() {
    Client admin = Client.as("admin");
    for (Map.Entry<String, String> asked :
        Map.of(
                "{ dissatisfaction(scope: GROUP) { answered } }", "scope",
                "{ followUpFigures(scope: {companies: GROUP}) { open } }", "companies",
                "{ followUpFigures(scope: {line: DIRECT}) { open } }", "line")
            .entrySet()) {
      JsonPath refused = admin.ask(asked.getKey(), Map.of());
      assertEquals("INVALID", refused.getString("errors[0].extensions.code"));
      assertEquals(asked.getValue(), refused.getString("errors[0].extensions.field"));
    }
    admin.data("{ dissatisfaction(scope: SELF) { answered } }");
  }
}
