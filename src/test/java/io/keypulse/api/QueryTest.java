package io.keypulse.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@KeypulseTest
class QueryTest {
  @Inject SessionFactory sessions;

  @Test
  void pagesFollowEachOtherAndAnInsertBetweenThemShiftsNothing() {
    Company company = Company.imported();
    List.of("a", "b", "d", "e").forEach(id -> company.account(id, "north"));
    Client ana = Client.as(company.login("ana"));
    String query =
        "query ($after: String) { accounts(first: 2, after: $after) { nodes { externalId } edges { cursor } pageInfo { hasNextPage endCursor } totalCount } }";

    JsonPath first = ana.data(query);
    assertEquals(List.of("a", "b"), first.getList("data.accounts.nodes.externalId"));
    assertEquals(4, first.getInt("data.accounts.totalCount"));
    assertEquals(
        first.getString("data.accounts.edges[1].cursor"),
        first.getString("data.accounts.pageInfo.endCursor"));
    company.account("aa", "north").account("c", "north");

    JsonPath second =
        ana.data(query, Map.of("after", first.getString("data.accounts.pageInfo.endCursor")));
    assertEquals(List.of("c", "d"), second.getList("data.accounts.nodes.externalId"));
    JsonPath third =
        ana.data(query, Map.of("after", second.getString("data.accounts.pageInfo.endCursor")));
    assertEquals(List.of("e"), third.getList("data.accounts.nodes.externalId"));
    assertFalse(third.getBoolean("data.accounts.pageInfo.hasNextPage"));
  }

  @Test
  void aRefusalNamesItsCodeTheFieldAndTheFix() {
    Client admin = Client.as("admin");
    JsonPath answer = admin.ask("{ accounts(first: 1000) { totalCount } }", Map.of());
    assertEquals("INVALID", answer.getString("errors[0].extensions.code"));
    assertEquals("first", answer.getString("errors[0].extensions.field"));
    assertTrue(answer.getString("errors[0].message").contains("1 to 100"), answer.prettify());

    String cursor =
        admin
            .data("{ teams(first: 1) { edges { cursor } } }")
            .getString("data.teams.edges[0].cursor");
    if (cursor != null) {
      assertEquals(
          "INVALID",
          admin.refusal(
              "query ($c: String) { accounts(after: $c) { totalCount } }", Map.of("c", cursor)));
    }
    assertEquals("INVALID", admin.refusal("{ account(id: \"1\") { name } }", Map.of()));
    assertEquals("INVALID", admin.refusal("{ team(id: \"QWNjb3VudDox\") { name } }", Map.of()));
  }

  @Test
  void aProgramThatCannotRunIsRefusedWithTheFieldAtFault() {
    Map<String, Object> good =
        Map.of(
            "name",
            "Pulse " + java.util.UUID.randomUUID(),
            "objective",
            "Learn",
            "cron",
            "0 9 * * 1",
            "timeZone",
            "Europe/Berlin",
            "sampleSize",
            10,
            "daysToAnswer",
            14);
    String create =
        "mutation ($input: SurveyProgramCreateInput!) { surveyProgramCreate(input: $input) { id aspects nextAt } }";
    Client admin = Client.as("admin");
    JsonPath created = admin.data(create, Map.of("input", good));
    assertEquals(8, created.getList("data.surveyProgramCreate.aspects").size());
    assertEquals("ALREADY_EXISTS", admin.refusal(create, Map.of("input", good)));

    Map<String, Object> bad =
        Map.of(
            "cron",
            "every day",
            "timeZone",
            "Europe/Atlantis",
            "sampleSize",
            0,
            "daysToAnswer",
            91,
            "name",
            " ",
            "aspects",
            List.of("PRICE", "PRICE"));
    bad.forEach(
        (field, value) -> {
          Map<String, Object> input = new HashMap<>(good);
          input.put("name", "Pulse " + java.util.UUID.randomUUID());
          input.put(field, value);
          JsonPath answer = admin.ask(create, Map.of("input", input));
          assertEquals("INVALID", answer.getString("errors[0].extensions.code"), field);
          assertEquals(field, answer.getString("errors[0].extensions.field"));
        });
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(create, Map.of("input", good)));
  }

  @Test
  void aFaultOfOursShowsNothingOfTheInside() {
    JsonPath answer =
        Client.as("admin")
            .ask(
                "query ($n: String) { accounts(after: $n) { totalCount } }", Map.of("n", "\u0000"));
    String text = answer.prettify();
    assertEquals("INVALID", answer.getString("errors[0].extensions.code"), text);
    assertFalse(text.contains("Exception"), text);
  }

  @Test
  void theNumberOfStatementsDependsOnTheShapeOfAQueryAndNotOnItsRows() {
    Company company = Company.imported();
    Client ana = Client.as(company.login("ana"));
    List<Long> counts = new ArrayList<>();
    for (int accounts : List.of(1, 8, 30)) {
      for (int i = 0; i < accounts; i++) {
        company.account("a" + accounts + "x" + i, "north");
      }
      company.contacts("a" + accounts + "x0", 5, "de");
      sessions.getStatistics().clear();
      ana.data(
          "{ accounts(first: 100) { totalCount nodes { name keyStatus { state } contacts { name } purchases { orderCount parts { netRevenue { amount } } } team { name members { employee { name manager { name } } } } } } }");
      counts.add(sessions.getStatistics().getPrepareStatementCount());
    }
    assertEquals(counts.getFirst(), counts.get(1), counts::toString);
    assertEquals(counts.getFirst(), counts.get(2), counts::toString);
    assertTrue(counts.getFirst() <= 14, counts::toString);
  }

  @Test
  void theScreensOfAFrontEndAskTheDatabaseAHandfulOfTimesWhateverTheirLength() {
    Company company = Company.imported();
    for (int i = 0; i < 30; i++) {
      company.account("a" + i, "north");
    }
    company.contacts("a0", 5, "de");
    Client ana = Client.as(company.login("ana"));
    for (int first : List.of(2, 30)) {
      sessions.getStatistics().clear();
      String id =
          ana.data(
                  "{ accounts(first: %d) { nodes { id name country segment lead { name } team { name members { function lead employee { name } } } latestAnswer { overall answeredAt } } } }"
                      .formatted(first))
              .getString("data.accounts.nodes[0].id");
      long page = sessions.getStatistics().getPrepareStatementCount();
      assertTrue(page <= 5, "a page of " + first + ": " + page);
      sessions.getStatistics().clear();
      ana.data(
          "query ($id: ID!) { account(id: $id) { name contacts { name email role language } purchases { orderCount lastPurchase rhythm total { netRevenue { amount currency } } } answers(first: 10) { overall why contact { name } } } }",
          Map.of("id", id));
      long one = sessions.getStatistics().getPrepareStatementCount();
      assertTrue(one <= 6, "one account: " + one);
    }
  }

  @Test
  void theViewerKnowsWhoTheyAre() {
    Company company = Company.imported();
    JsonPath viewer =
        Client.as(company.login("ana"))
            .data(
                "{ viewer { name access employee { position manager { name manager { name } } } } }");
    assertEquals("Ana Alvarez", viewer.getString("data.viewer.name"));
    assertEquals("MEMBER", viewer.getString("data.viewer.access"));
    assertEquals("Cleo Chief", viewer.getString("data.viewer.employee.manager.name"));
    assertNull(viewer.get("data.viewer.employee.manager.manager"));
    assertEquals(
        "ADMIN", Client.as("admin").data("{ viewer { access } }").getString("data.viewer.access"));
  }
}
