package io.keypulse.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@KeypulseTest
class DirectoryTest {
  private static final String QUERY =
      "query ($f: AccountFilter, $o: AccountOrder, $n: Int, $a: String)"
          + " { accounts(first: $n, after: $a, filter: $f, orderBy: $o)"
          + " { nodes { externalId } pageInfo { hasNextPage endCursor } totalCount } }";

  @Inject SessionFactory sessions;

  @Test
  void searchForgivesAccentsSlipsAndTheOrderOfWordsAndPutsTheBestFirst() {
    Company company = packagers();
    Client ana = Client.as(company.login("ana"));
    assertEquals(List.of("1"), search(ana, "Muler Verpakung"));
    assertEquals(List.of("1"), search(ana, "verpackungen MÜLLER"));
    assertEquals(List.of("1", "4"), search(ana, "Müller"));
    assertEquals(List.of("4"), search(ana, "Muller Holz"));
    assertEquals(List.of("2"), search(ana, "elan 100%"));
    assertEquals(List.of(), search(ana, "1_0%"));
    assertEquals(List.of(), search(ana, "' or true --"));
    assertEquals(List.of(), search(ana, "%"));
  }

  @Test
  void anExternalIdAndTheAddressOfAContactAreFoundExactly() {
    Company company = packagers().contacts("3", 1, "es");
    String address = company.address("3", 1);
    Client ana = Client.as(company.login("ana"));
    assertEquals(List.of("3"), search(ana, address.toUpperCase(java.util.Locale.ROOT)));
    assertEquals(List.of("3"), search(Client.as("admin"), address));
    assertEquals(List.of(), search(Client.as("analyst"), address), "analysts see no persons");
    company.account("X-" + company.prefix, "south");
    assertEquals(
        List.of("X-" + company.prefix), search(Client.as("analyst"), "X-" + company.prefix));
    assertEquals(List.of(), search(ana, "X-" + company.prefix), "it belongs to another team");
  }

  @Test
  void nobodyFindsWhatIsNotTheirs() {
    Company company = packagers();
    Client ben = Client.as(company.login("ben"));
    for (String term : List.of("Müller", "Verpackungen", "1", "elan")) {
      assertEquals(List.of(), search(ben, term), term);
      JsonPath answer = ben.data(QUERY, Map.of("f", Map.of("search", term)));
      assertEquals(0, answer.getInt("data.accounts.totalCount"), term);
    }
    String analyst =
        Client.as("analyst")
            .data(QUERY, Map.of("f", Map.of("search", company.prefix + " verpackungen")))
            .getString("data.accounts.totalCount");
    assertEquals("1", analyst);
  }

  @Test
  void theSearchingFunctionGivesAwayNothingWithoutAViewer() throws Exception {
    packagers();
    String found = "select count(*) from keypulse.accounts_like('verpackungen')";
    assertEquals(List.of("0"), Database.asApplication(List.of("set role keypulse_member"), found));
    assertTrue(
        Integer.parseInt(
                Database.asApplication(List.of("set role keypulse_system"), found).getFirst())
            > 0);
    org.junit.jupiter.api.Assertions.assertThrows(
        java.sql.SQLException.class, () -> Database.asApplication(List.of(), found));
  }

  @Test
  void everyPartOfAFilterNarrows() {
    Company company = packagers();
    Client chief = Client.as(company.login("chief"));
    assertEquals(List.of("3"), found(chief, Map.of("country", Map.of("in", List.of("ES", "PT")))));
    assertEquals(List.of("3"), found(chief, Map.of("country", Map.of("in", List.of(" es", "pt")))));
    assertEquals(
        List.of("2"),
        found(chief, Map.of("segment", Map.of("eq", " Food "), "country", Map.of("eq", "FR"))));
    assertEquals(
        List.of(), found(chief, Map.of("country", Map.of("eq", "FR", "in", List.of("ES")))));
    assertEquals(List.of(), found(chief, Map.of("country", Map.of("in", List.of()))));
    assertEquals(
        List.of("5"), found(chief, Map.of("externalId", Map.of("in", List.of("5", "none")))));
    assertEquals(5, chief.data(QUERY, Map.of("f", Map.of())).getInt("data.accounts.totalCount"));
  }

  @Test
  void aFilterHopsToTheTeamItsLeadAndItsMembers() {
    Company company = packagers();
    Client chief = Client.as(company.login("chief"));
    Map<String, Object> byBen = Map.of("lead", person(company, "ben"));
    assertEquals(List.of("5"), found(chief, Map.of("team", byBen)));
    assertEquals(
        List.of(),
        found(chief, Map.of("team", Map.of("lead", person(company, "lou")))),
        "Lou leads nothing");
    assertEquals(
        List.of("3", "4", "1", "2"),
        found(
            chief,
            Map.of("team", Map.of("member", person(company, "lou"))),
            Map.of("field", "NAME")));
    String south =
        GlobalId.of(
            "Team",
            Long.parseLong(
                Database.value(
                    "select id from team where source = ? and external_id like '%south'",
                    company.prefix)));
    assertEquals(List.of("5"), found(chief, Map.of("team", Map.of("id", Map.of("eq", south)))));
    assertEquals(
        List.of(),
        found(Client.as(company.login("ana")), Map.of("team", byBen)),
        "a filter shows no foreign account");
  }

  @Test
  void aFilterKnowsWhatIsKeyTodayWhatExpiredAndWhatExpiresSoon() {
    Company company = packagers();
    company.put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        "%1$s,k1,1,DESIGNATE,A,2020-01-01,2021-01-01,Cleo,Was",
        "%1$s,k2,1,RENEW,B,2021-01-01,2100-01-01,Cleo,Is",
        "%1$s,k3,2,DESIGNATE,A,2020-01-01,2021-01-01,Cleo,Was",
        "%1$s,k4,3,DECLINE,,2020-01-01,2100-01-01,Cleo,Never",
        "%1$s,k5,4,DESIGNATE,A,2099-01-01,2100-01-01,Cleo,Will be");
    Client ana = Client.as(company.login("ana"));
    assertEquals(List.of("1"), found(ana, status("state", Map.of("eq", "KEY"))));
    assertEquals(List.of("2"), found(ana, status("state", Map.of("eq", "EXPIRED"))));
    assertEquals(
        List.of("3", "2"),
        found(ana, status("state", Map.of("in", List.of("EXPIRED", "NOT_KEY")))));
    assertEquals(List.of(), found(ana, status("state", Map.of("in", List.of()))));
    assertEquals(List.of("1"), found(ana, status("tier", Map.of("in", List.of("A", "B")))));
    assertEquals(List.of(), found(ana, status("tier", Map.of("eq", "A"))));
    assertEquals(List.of("1"), found(ana, status("expiresBefore", "2100-01-01")));
    assertEquals(List.of(), found(ana, status("expiresBefore", "2099-12-31")));
    assertEquals(List.of("3", "1", "2"), found(ana, Map.of("keyStatus", Map.of())));
  }

  @Test
  void everyOrderReadsOnInBothDirectionsWithoutGapsAndRepetitions() {
    Company company = packagers();
    Client chief = Client.as(company.login("chief"));
    for (AccountOrder.Field field : AccountOrder.Field.values()) {
      Map<String, Object> filter =
          field == AccountOrder.Field.RELEVANCE ? Map.of("search", "muller") : Map.of();
      List<String> up = walked(chief, filter, Map.of("field", field, "direction", "ASC"));
      List<String> down = walked(chief, filter, Map.of("field", field, "direction", "DESC"));
      assertEquals(field == AccountOrder.Field.RELEVANCE ? 2 : 5, up.size(), field::name);
      assertEquals(up.reversed(), down, field::name);
    }
    assertEquals(
        List.of("4", "1", "5", "3", "2"),
        walked(chief, Map.of(), Map.of("field", "COUNTRY")),
        "Austria, twice Germany by name, Spain, France");
  }

  private static List<String> walked(
      Client viewer, Map<String, Object> filter, Map<String, Object> order) {
    List<String> all = new ArrayList<>();
    String after = null;
    for (int page = 0; page < 10; page++) {
      Map<String, Object> variables = new HashMap<>(Map.of("f", filter, "o", order, "n", 1));
      variables.put("a", after);
      JsonPath answer = viewer.data(QUERY, variables);
      all.addAll(answer.getList("data.accounts.nodes.externalId", String.class));
      if (!answer.getBoolean("data.accounts.pageInfo.hasNextPage")) {
        return all;
      }
      after = answer.getString("data.accounts.pageInfo.endCursor");
    }
    throw new AssertionError("The list has no end: " + all);
  }

  @Test
  void aCursorHoldsForItsFilterAndItsOrderOnly() {
    Company company = packagers();
    Client chief = Client.as(company.login("chief"));
    String cursor = chief.data(QUERY, Map.of("n", 1)).getString("data.accounts.pageInfo.endCursor");
    List<Map<String, Object>> others =
        List.of(
            Map.of("o", Map.of("field", "NAME", "direction", "DESC")),
            Map.of("o", Map.of("field", "SEGMENT")),
            Map.of("f", Map.of("country", Map.of("eq", "DE"))),
            Map.of("f", Map.of("search", "muller")));
    for (Map<String, Object> other : others) {
      Map<String, Object> variables = new HashMap<>(other);
      variables.put("a", cursor);
      refused(chief, variables, "after");
    }
  }

  @Test
  void aForgedCursorIsRefusedAndNoFaultOfOurs() {
    Client admin = Client.as("admin");
    for (String field : List.of("NAME", "COUNTRY", "RECORDED_AT")) {
      Map<String, Object> order = Map.of("field", field);
      String cursor =
          admin
              .data(QUERY, Map.of("n", 1, "o", order, "f", Map.of("country", Map.of("eq", "DE"))))
              .getString("data.accounts.pageInfo.endCursor");
      if (cursor == null) {
        Company.imported().account("a", "north");
        cursor =
            admin
                .data(QUERY, Map.of("n", 1, "o", order, "f", Map.of("country", Map.of("eq", "DE"))))
                .getString("data.accounts.pageInfo.endCursor");
      }
      String list =
          new String(Base64.getUrlDecoder().decode(cursor), UTF_8)
              .lines()
              .findFirst()
              .orElseThrow();
      for (String value : List.of("", "x", "\0", "2026-99-01 00:00:00+00", "' or true --")) {
        for (String id : List.of("1", "99999999999999999")) {
          String forged =
              Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString((list + "\n" + id + "\n" + value).getBytes(UTF_8));
          JsonPath answer =
              admin.ask(
                  QUERY,
                  Map.of(
                      "a", forged, "n", 1, "o", order, "f", Map.of("country", Map.of("eq", "DE"))));
          String code = answer.getString("errors[0].extensions.code");
          assertTrue(code == null || code.equals("INVALID"), answer::prettify);
        }
      }
    }
  }

  @Test
  void aBadValueIsRefusedByTheNameOfItsPart() {
    Client admin = Client.as("admin");
    List<String> many = IntStream.range(0, 101).mapToObj(i -> "C" + i).toList();
    Map<String, Map<String, Object>> bad =
        Map.of(
            "filter.search", Map.of("search", " "),
            "filter.country.in", Map.of("country", Map.of("in", many)),
            "filter.segment.eq", Map.of("segment", Map.of("eq", "a\u0000b")),
            "filter.externalId.eq", Map.of("externalId", Map.of("eq", "x".repeat(201))),
            "filter.team.id", Map.of("team", Map.of("id", Map.of("eq", "x"))),
            "filter.team.lead.id",
                Map.of("team", Map.of("lead", Map.of("id", Map.of("in", List.of("QWNjb3VudDox"))))),
            "filter.keyStatus.tier.in", status("tier", Map.of("in", many)),
            "filter.keyStatus.expiresBefore", status("expiresBefore", "0001-01-01"));
    bad.forEach((field, filter) -> refused(admin, Map.of("f", filter), field));
    refused(admin, Map.of("o", Map.of("field", "RELEVANCE")), "orderBy");
  }

  @Test
  void aPageIsOneStatementWhateverIsAsked() {
    Company company = packagers();
    Client ana = Client.as(company.login("ana"));
    List<Long> counts = new ArrayList<>();
    for (Map<String, Object> filter :
        List.of(Map.<String, Object>of(), Map.<String, Object>of("search", "muller"))) {
      sessions.getStatistics().clear();
      ana.data(
          "query ($f: AccountFilter) { accounts(filter: $f) { nodes { name } } }",
          Map.of("f", filter));
      counts.add(sessions.getStatistics().getPrepareStatementCount());
    }
    assertEquals(counts.getFirst(), counts.getLast(), counts::toString);
  }

  private static Company packagers() {
    Company company = Company.imported();
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        "%1$s,1,%1$s Müller Verpackungen GmbH,DE,Packaging,%1$s north",
        "%1$s,2,%1$s Élan Alimentaire 100%%,FR,Food,%1$s north",
        "%1$s,3,%1$s Hijos y Pérez,ES,Food,%1$s north",
        "%1$s,4,%1$s Müller Holzwerke und Söhne,AT,Timber,%1$s north",
        "%1$s,5,%1$s Zebra,DE,Zoo,%1$s south");
    return company;
  }

  private static Map<String, Object> person(Company company, String who) {
    String id =
        Database.value(
            "select id from employee where source = ? and external_id = ?", company.prefix, who);
    return Map.of("id", Map.of("eq", GlobalId.of("Employee", Long.parseLong(id))));
  }

  private static Map<String, Object> status(String part, Object value) {
    return Map.of("keyStatus", Map.of(part, value));
  }

  private static List<String> search(Client viewer, String term) {
    return found(viewer, Map.of("search", term));
  }

  private static List<String> found(Client viewer, Map<String, Object> filter) {
    return viewer
        .data(QUERY, Map.of("f", filter))
        .getList("data.accounts.nodes.externalId", String.class);
  }

  private static List<String> found(
      Client viewer, Map<String, Object> filter, Map<String, Object> order) {
    return viewer
        .data(QUERY, Map.of("f", filter, "o", order))
        .getList("data.accounts.nodes.externalId", String.class);
  }

  private static void refused(Client viewer, Map<String, Object> variables, String field) {
    JsonPath answer = viewer.ask(QUERY, variables);
    assertEquals("INVALID", answer.getString("errors[0].extensions.code"), answer::prettify);
    assertEquals(field, answer.getString("errors[0].extensions.field"), answer::prettify);
  }
}
