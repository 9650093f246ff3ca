package io.keypulse.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        List.of("2", "3", "4", "1"),
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
  void aFilterHopsToTheGroupToOtherCompaniesAndToTheSponsor() {
    Company company = packagers();
    company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since,until",
        "%1$s,r1,2,SUBSIDIARY_OF,1,2020-01-01,",
        "%1$s,r2,3,BRANCH_OF,2,2020-01-01,",
        "%1$s,r3,4,SUBSIDIARY_OF,1,2020-01-01,2021-01-01",
        "%1$s,r4,4,SERVED_THROUGH_DEALER,5,2020-01-01,");
    company.put(
        "executive-sponsors",
        "source,external_id,account_external_id,employee_external_id,valid_from",
        "%1$s,s1,3,chief,2020-01-01");
    Client chief = Client.as(company.login("chief"));
    Client ana = Client.as(company.login("ana"));
    Map<String, Object> group = Map.of("group", Map.of("eq", account(company, "1")));
    assertEquals(List.of("2", "3", "1"), found(chief, group));
    assertEquals(
        List.of("2", "3"), found(chief, Map.of("group", Map.of("eq", account(company, "2")))));
    Map<String, Object> dealer =
        Map.of("type", "SERVED_THROUGH_DEALER", "other", Map.of("eq", account(company, "5")));
    assertEquals(List.of("4"), found(chief, Map.of("relationship", dealer)));
    assertEquals(List.of(), found(ana, Map.of("relationship", dealer)), "she does not see 5");
    assertEquals(
        List.of("2", "3"),
        found(
            chief, Map.of("relationship", Map.of("other", Map.of("in", ids(company, "1", "2"))))));
    Client ben = Client.as(company.login("ben"));
    assertEquals(List.of(), found(ben, group), "he sees nothing of that group");
    Map<String, Object> sponsor = Map.of("executiveSponsor", personId(company, "chief"));
    assertEquals(List.of("3"), found(ana, sponsor));
    assertEquals(List.of(), found(ben, sponsor));
  }

  @Test
  void aFilterKnowsIdsAndLifecycles() {
    Company company = packagers();
    Client chief = Client.as(company.login("chief"));
    Database.change(
        "update account set lifecycle = 'PROSPECT' where source = ? and external_id = '2'",
        company.prefix);
    assertEquals(List.of("2"), found(chief, Map.of("lifecycle", Map.of("eq", "PROSPECT"))));
    assertEquals(List.of(), found(chief, Map.of("lifecycle", Map.of("in", List.of()))));
    assertEquals(
        List.of("3", "5"), found(chief, Map.of("id", Map.of("in", ids(company, "3", "5")))));
    assertEquals(
        List.of("3"),
        found(Client.as(company.login("ana")), Map.of("id", Map.of("in", ids(company, "3", "5")))));
    refused(chief, Map.of("f", Map.of("id", Map.of("eq", "x"))), "filter.id");
    refused(
        chief,
        Map.of("f", Map.of("executiveSponsor", Map.of("eq", account(company, "1")))),
        "filter.executiveSponsor");
  }

  @Test
  void tiersAndSegmentsAreComparedWhateverTheirCase() {
    Company company = packagers();
    Client chief = Client.as(company.login("chief"));
    String word = "Xq" + company.prefix;
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        "%1$s,8,Acht %1$s,DE," + word + "  Things,%1$s north");
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        "%1$s,9,Neun %1$s,DE," + word.toUpperCase(Locale.ROOT) + " things,%1$s north");
    assertEquals(
        List.of(word + "  Things"),
        Database.column(
            "select distinct segment from account where source = ? and external_id in ('8', '9')",
            company.prefix));
    assertEquals(
        List.of("8", "9"),
        found(
            chief,
            Map.of("segment", Map.of("eq", " " + word.toLowerCase(Locale.ROOT) + " things "))));
    assertEquals(
        List.of("8", "9"),
        found(
            chief,
            Map.of(
                "segment",
                Map.of("in", List.of("none", word.toLowerCase(Locale.ROOT) + " things")))));
    Map<String, Object> change =
        Map.of("id", account(company, "1"), "expectedVersion", 1, "segment", word + " THINGS");
    JsonPath changed =
        chief.data(
            "mutation ($i: AccountUpdateInput!) { accountUpdate(input: $i) { segment version } }",
            Map.of("i", change));
    assertEquals(word + "  Things", changed.getString("data.accountUpdate.segment"));
    assertEquals(2, changed.getInt("data.accountUpdate.version"));
    company.put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        "%1$s,k1,8,DESIGNATE,gold,2020-01-01,2100-01-01,Cleo,Is");
    assertEquals(List.of("8"), found(chief, status("tier", Map.of("eq", " Gold"))));
    assertEquals(
        List.of("8"),
        chief
            .data(
                "{ keyAccounts(filter: {tier: {eq: \"gold\"}}) { nodes { decision { tier } account { externalId } } } }")
            .getList("data.keyAccounts.nodes.account.externalId"));
    String again =
        Client.as("admin")
            .importCsv(
                "key-decisions",
                """
                source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale
                %s,k1,8,DESIGNATE,Gold,2020-01-01,2100-01-01,Cleo,Is
                """
                    .formatted(company.prefix))
            .then()
            .extract()
            .path("unchanged")
            .toString();
    assertEquals("1", again, "the same in another case is the same");
  }

  private static List<String> ids(Company company, String... accounts) {
    return Stream.of(accounts).map(one -> account(company, one)).toList();
  }

  private static String account(Company company, String externalId) {
    return GlobalId.of(
        "Account",
        Long.parseLong(
            Database.value(
                "select id from account where source = ? and external_id = ?",
                company.prefix,
                externalId)));
  }

  private static Object personId(Company company, String who) {
    return Objects.requireNonNull(person(company, who).get("id"));
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
        "%1$s,k5,4,DESIGNATE,A,2099-01-01,2100-01-01,Cleo,Will be",
        "%1$s,k6,5,DEVELOP,,2020-01-01,2100-01-01,Cleo,Grows");
    Client ana = Client.as(company.login("ana"));
    assertEquals(List.of("1"), found(ana, status("state", Map.of("eq", "KEY"))));
    assertEquals(List.of("2"), found(ana, status("state", Map.of("eq", "EXPIRED"))));
    assertEquals(
        List.of("2", "3"),
        found(ana, status("state", Map.of("in", List.of("EXPIRED", "NOT_KEY")))));
    assertEquals(List.of(), found(ana, status("state", Map.of("in", List.of()))));
    assertEquals(List.of("1"), found(ana, status("tier", Map.of("in", List.of("A", "B")))));
    assertEquals(List.of(), found(ana, status("tier", Map.of("eq", "A"))));
    assertEquals(List.of("1"), found(ana, status("expiresBefore", "2100-01-01")));
    assertEquals(List.of(), found(ana, status("expiresBefore", "2099-12-31")));
    assertEquals(List.of("2", "3", "1"), found(ana, Map.of("keyStatus", Map.of())));
    Client chief = Client.as(company.login("chief"));
    assertEquals(List.of("5"), found(chief, status("outcome", Map.of("eq", "DEVELOP"))));
    assertEquals(
        List.of("3", "5"),
        found(chief, status("outcome", Map.of("in", List.of("DEVELOP", "DECLINE")))));
    assertEquals(
        List.of(), found(chief, status("outcome", Map.of("eq", "DESIGNATE"))), "which is over");
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

  @Test
  void aPageSaysWhetherItWasReadOnFromAnother() {
    Client chief = Client.as(packagers().login("chief"));
    String page =
        "query ($a: String) { accounts(first: 2, after: $a) { edges { cursor }"
            + " pageInfo { hasPreviousPage hasNextPage startCursor endCursor } } }";
    JsonPath first = chief.data(page).setRootPath("data.accounts");
    assertFalse(first.getBoolean("pageInfo.hasPreviousPage"));
    assertEquals(first.getString("edges[0].cursor"), first.getString("pageInfo.startCursor"));
    JsonPath second =
        chief
            .data(page, Map.of("a", first.getString("pageInfo.endCursor")))
            .setRootPath("data.accounts");
    assertTrue(second.getBoolean("pageInfo.hasPreviousPage"));
    assertEquals(second.getString("edges[1].cursor"), second.getString("pageInfo.endCursor"));
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
            "filter.country", Map.of("country", Map.of("eq", "Germany")),
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

  @Test
  void namesStandAsInADictionaryAndThePagesOfTheListTellEachOnce() {
    Company company = Company.imported();
    List<String> names =
        List.of("abc", "Ábaco", "Äpfel", "eBay", "École", "Zimmer", "Łódź", "Österreich", "zoo");
    company.put(
        "accounts",
        "source,external_id,name,country,segment,team_external_id",
        names.stream()
            .map(name -> "%1$s," + name + "," + name + ",DE,Food,%1$s north")
            .toArray(String[]::new));
    Client ana = Client.as(company.login("ana"));
    List<String> found = new ArrayList<>();
    String after = null;
    do {
      Map<String, Object> variables = new HashMap<>(Map.of("f", Map.of(), "n", 2));
      variables.put("a", after);
      JsonPath page = ana.data(QUERY, variables);
      found.addAll(page.getList("data.accounts.nodes.externalId", String.class));
      after =
          page.getBoolean("data.accounts.pageInfo.hasNextPage")
              ? page.getString("data.accounts.pageInfo.endCursor")
              : null;
    } while (after != null);
    assertEquals(
        List.of("Ábaco", "abc", "Äpfel", "eBay", "École", "Łódź", "Österreich", "Zimmer", "zoo"),
        found);
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
