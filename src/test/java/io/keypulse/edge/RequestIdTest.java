package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.demo.DemoPeople;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KeypulseTest
class RequestIdTest {
  private record Line(String request, String text) {}

  private final List<Line> log = new CopyOnWriteArrayList<>();
  private final Handler reader =
      new Handler() {
        @Override
        public void publish(LogRecord written) {
          ExtLogRecord line = ExtLogRecord.wrap(written);
          String thrown = line.getThrown() == null ? "" : " " + line.getThrown();
          log.add(
              new Line(
                  String.valueOf(line.getMdc("request")), line.getFormattedMessage() + thrown));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void read() {
    LogContext.getLogContext().getLogger("").addHandler(reader);
  }

  @AfterEach
  void readNoMore() {
    LogContext.getLogContext().getLogger("").removeHandler(reader);
  }

  @Test
  void anAnswerCarriesTheIdOfItsRequestOrANewOne() {
    assertEquals("from-the-gateway.1", asked("from-the-gateway.1").getHeader("X-Request-Id"));
    for (String unfit : List.of("two words", "x".repeat(65), "<script>")) {
      assertEquals(36, asked(unfit).getHeader("X-Request-Id").length(), unfit);
    }
  }

  private static Response asked(String id) {
    return Client.as("admin")
        .http()
        .header("X-Request-Id", id)
        .contentType("application/json")
        .body(Map.of("query", "{ viewer { name } }"))
        .post("/graphql");
  }

  @Test
  void aFaultIsFoundInTheLogByTheIdOfItsRequestAndTellsNoPersonNoQueryAndNoPassword() {
    Company company = Company.imported().account("a", "north").contacts("a", 1, "en");
    Database.change("revoke select on contact from keypulse_member");
    Response answer;
    try {
      answer =
          Client.as(company.login("ana"))
              .http()
              .header("X-Request-Id", company.prefix)
              .contentType("application/json")
              .body(
                  Map.of(
                      "query",
                      "query ($s: String) { secretAlias: accounts(filter: {search: $s}) { nodes { contacts { name } } } }",
                      "variables",
                      Map.of("s", company.address("a", 1))))
              .post("/graphql");
    } finally {
      Database.change("grant select on contact to keypulse_member");
    }
    assertEquals("INTERNAL", answer.jsonPath().getString("errors[0].extensions.code"));
    assertEquals(company.prefix, answer.jsonPath().getString("errors[0].extensions.incident"));
    List<Line> lines = log.stream().filter(line -> line.request().equals(company.prefix)).toList();
    assertFalse(lines.isEmpty(), log::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.text().contains("Incident " + company.prefix)),
        lines::toString);
    for (String personal :
        List.of(
            company.address("a", 1),
            "Kim 1",
            "nodes {",
            "Basic ",
            ":" + DemoPeople.PASSWORD,
            company.login("ana"))) {
      assertTrue(log.stream().noneMatch(line -> line.text().contains(personal)), log::toString);
    }
  }
}
