package io.keypulse.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@KeypulseTest
class RelationshipTest {
  private static final String RELATE =
      "mutation ($i: AccountRelateInput!) { accountRelate(input: $i) { id type since until version account { externalId } other { externalId } provenance { channel } } }";
  private static final String END =
      "mutation ($i: AccountRelationshipEndInput!) { accountRelationshipEnd(input: $i) { until version provenance { channel } } }";
  private static final String MADE = "data.accountRelate.id";
  private static final String LOOK =
      "query ($s: String!, $v: String!, $d: Date) { accountByExternalId(source: $s, value: $v) { parent(asOf: $d) { externalId } groupHead(asOf: $d) { externalId } subsidiaries(asOf: $d) { externalId } relationships(asOf: $d) { type account { externalId } other { externalId } } group(asOf: $d) { number complete companies { externalId } } } }";

  @Inject SessionFactory sessions;
  private final Client admin = Client.as("admin");

  @Test
  void companiesStandTogetherOnTheDaysOnWhichTheyDo() {
    Company company = companies("holding", "north", "sub", "north", "branch", "north");
    relate(company, "sub", "SUBSIDIARY_OF", "holding", "2020-01-01", null);
    relate(company, "branch", "BRANCH_OF", "sub", "2022-01-01", "2024-01-01");
    Client ana = Client.as(company.login("ana"));

    JsonPath then = look(ana, company, "holding", "2023-06-01");
    assertEquals(3, then.getInt("group.number"));
    assertTrue(then.getBoolean("group.complete"));
    assertEquals(List.of("branch", "holding", "sub"), then.getList("group.companies.externalId"));
    assertEquals(List.of("sub"), then.getList("subsidiaries.externalId"));
    assertNull(then.get("parent"));
    assertEquals("holding", then.getString("groupHead.externalId"));
    JsonPath branch = look(ana, company, "branch", "2023-12-31");
    assertEquals("sub", branch.getString("parent.externalId"));
    assertEquals("holding", branch.getString("groupHead.externalId"));
    assertNull(look(ana, company, "branch", "2024-01-01").get("parent"));
    assertEquals(2, look(ana, company, "holding", null).getInt("group.number"));
    assertEquals(1, look(ana, company, "holding", "2019-12-31").getInt("group.number"));
    assertEquals(2, look(ana, company, "sub", "2023-06-01").getList("relationships").size());
  }

  @Test
  void theCompaniesOfAGroupOnADayAreReadPageByPage() {
    Company company = companies("holding", "north", "sub", "north", "branch", "south");
    relate(company, "sub", "SUBSIDIARY_OF", "holding", "2020-01-01", null);
    relate(company, "branch", "BRANCH_OF", "sub", "2022-01-01", "2024-01-01");
    String query =
        "query ($f: AccountFilter, $a: String) { accounts(first: 2, after: $a, filter: $f) { totalCount pageInfo { endCursor } nodes { externalId } } }";
    Client chief = Client.as(company.login("chief"));
    Map<String, Object> then =
        Map.of("group", Map.of("eq", idOf(company, "holding")), "groupAsOf", "2023-06-01");
    JsonPath first = chief.data(query, Map.of("f", then));
    assertEquals(3, first.getInt("data.accounts.totalCount"));
    assertEquals(List.of("branch", "holding"), first.getList("data.accounts.nodes.externalId"));
    String cursor = first.getString("data.accounts.pageInfo.endCursor");
    assertEquals(
        List.of("sub"),
        chief
            .data(query, Map.of("f", then, "a", cursor))
            .getList("data.accounts.nodes.externalId"));
    assertEquals(
        2,
        Client.as(company.login("ana"))
            .data(query, Map.of("f", then))
            .getInt("data.accounts.totalCount"),
        "of those that this viewer sees");
    Map<String, Object> now = Map.of("group", Map.of("eq", idOf(company, "holding")));
    assertEquals(2, chief.data(query, Map.of("f", now)).getInt("data.accounts.totalCount"));
    assertEquals("INVALID", chief.refusal(query, Map.of("f", now, "a", cursor)));
    for (Map<String, Object> wrong :
        List.of(
            Map.<String, Object>of("groupAsOf", "2023-06-01"),
            Map.of("group", Map.of("eq", idOf(company, "holding")), "groupAsOf", "1899-12-31"))) {
      assertEquals("INVALID", chief.refusal(query, Map.of("f", wrong)));
    }
  }

  @Test
  void aCompanyHasOneOwnerAtATimeAndNeverItself() {
    Company company = companies("a", "north", "b", "north", "c", "north");
    relate(company, "a", "SUBSIDIARY_OF", "b", "2020-01-01", "2024-01-01");
    assertEquals("WRONG_STATE", refusal(company, "a", "BRANCH_OF", "c", "2023-12-31", null));
    relate(company, "a", "BRANCH_OF", "c", "2024-01-01", null);
    assertEquals("INVALID", refusal(company, "a", "BILLED_TO", "a", "2020-01-01", null));
    relate(company, "a", "BILLED_TO", "b", "2020-01-01", null);
    assertEquals("ALREADY_EXISTS", refusal(company, "a", "BILLED_TO", "b", "2021-01-01", null));
    assertEquals("INVALID", refusal(company, "b", "BILLED_TO", "a", "2021-01-01", "2021-01-01"));
    for (String day : List.of("1899-12-31", "2200-01-01", "+999999999-01-01")) {
      assertEquals("INVALID", refusal(company, "b", "BILLED_TO", "a", day, null), day);
      assertEquals("INVALID", refusal(company, "b", "BILLED_TO", "a", "2021-01-01", day), day);
    }
  }

  @Test
  void ownersNeverStandInACircleOnAnyDay() {
    Company company = companies("a", "north", "b", "north", "c", "north");
    relate(company, "a", "SUBSIDIARY_OF", "b", "2020-01-01", "2022-01-01");
    relate(company, "b", "SUBSIDIARY_OF", "c", "2021-01-01", "2023-01-01");
    assertEquals("INVALID", refusal(company, "c", "BRANCH_OF", "a", "2021-12-31", null));
    relate(company, "c", "BRANCH_OF", "a", "2022-01-01", null);
    assertEquals("INVALID", refusal(company, "a", "SUBSIDIARY_OF", "c", "2022-06-01", null));
    relate(company, "c", "BILLED_TO", "a", "2020-01-01", null);
  }

  @Test
  void noOtherKindLeadsBackEither() {
    Company company = companies("a", "north", "b", "north", "c", "north");
    for (String type :
        List.of("FRANCHISEE_OF", "MEMBER_OF_BUYING_GROUP", "BILLED_TO", "SERVED_THROUGH_DEALER")) {
      relate(company, "a", type, "b", "2020-01-01", null);
      relate(company, "b", type, "c", "2020-01-01", null);
      assertEquals("INVALID", refusal(company, "c", type, "a", "2021-01-01", null), type);
    }
  }

  @Test
  void twoWhoWouldCloseACircleTogetherDoNot() throws Exception {
    Company company = companies("a", "north", "b", "north");
    List<Callable<JsonPath>> both =
        List.of(
            () -> admin.ask(RELATE, input(company, "a", "SUBSIDIARY_OF", "b", "2020-01-01", null)),
            () -> admin.ask(RELATE, input(company, "b", "SUBSIDIARY_OF", "a", "2020-01-01", null)));
    List<String> codes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<JsonPath> answer : threads.invokeAll(both)) {
        codes.add(String.valueOf(answer.get().getString("errors[0].extensions.code")));
      }
    }
    assertEquals(List.of("INVALID", "null"), codes.stream().sorted().toList());
  }

  @Test
  void nobodyLearnsOfACompanyTheyDoNotSee() {
    Company company = companies("head", "north", "hidden", "south", "deep", "north");
    relate(company, "hidden", "SUBSIDIARY_OF", "head", "2020-01-01", null);
    relate(company, "deep", "SUBSIDIARY_OF", "hidden", "2020-01-01", null);
    JsonPath head = look(Client.as(company.login("ana")), company, "head", null);
    assertEquals(List.of("deep", "head"), head.getList("group.companies.externalId"));
    assertEquals(2, head.getInt("group.number"));
    assertFalse(head.getBoolean("group.complete"));
    assertEquals(List.of(), head.getList("relationships"));
    assertEquals(List.of(), head.getList("subsidiaries"));
    JsonPath deep = look(Client.as(company.login("ana")), company, "deep", null);
    assertNull(deep.get("parent"));
    assertEquals("deep", deep.getString("groupHead.externalId"));
    JsonPath all = look(Client.as(company.login("chief")), company, "head", null);
    assertEquals(3, all.getInt("group.number"));
    assertTrue(all.getBoolean("group.complete"));
    for (String who : List.of(company.login("chief"), "analyst")) {
      assertEquals(
          "FORBIDDEN",
          Client.as(who)
              .refusal(RELATE, input(company, "deep", "BILLED_TO", "head", "2020-01-01", null)));
    }
  }

  @Test
  void aRelationshipEndsOnTheVersionThatWasRead() {
    Company company = companies("a", "north", "b", "north");
    JsonPath made = relate(company, "a", "FRANCHISEE_OF", "b", "2020-01-01", null);
    Map<String, Object> end =
        Map.of(
            "id",
            made.getString("data.accountRelate.id"),
            "expectedVersion",
            1,
            "until",
            "2025-01-01");
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(END, Map.of("i", end)));
    JsonPath ended = admin.data(END, Map.of("i", end));
    assertEquals("2025-01-01", ended.getString("data.accountRelationshipEnd.until"));
    assertEquals(2, ended.getInt("data.accountRelationshipEnd.version"));
    assertEquals("CONFLICT", admin.refusal(END, Map.of("i", end)));
    Map<String, Object> before = new HashMap<>(end);
    before.put("expectedVersion", 2);
    before.put("until", "2019-01-01");
    assertEquals("INVALID", admin.refusal(END, Map.of("i", before)));
  }

  @Test
  void whatHasNotBegunOrBeginsTodayIsTakenBackAndWhatHasBeenStays() {
    Company company = companies("a", "north", "b", "north", "c", "north");
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    String made = relate(company, "a", "BRANCH_OF", "b", today, null).getString(MADE);
    JsonPath mistaken = admin.data(END, end(made, today));
    assertEquals(today, mistaken.getString("data.accountRelationshipEnd.until"));
    assertNull(look(admin, company, "a", null).get("parent"));
    assertEquals("NOT_FOUND", admin.refusal(END, end(made, today)));
    relate(company, "a", "BRANCH_OF", "c", today, null);

    String planned = relate(company, "b", "BILLED_TO", "c", "2130-01-01", null).getString(MADE);
    assertEquals(
        "2130-01-01",
        admin.data(END, end(planned, today)).getString("data.accountRelationshipEnd.until"));
    assertEquals(List.of(), look(admin, company, "b", "2130-01-01").getList("relationships"));
    assertEquals(
        "2",
        Database.value(
            "select count(*) from audit_entry e join account a on a.id = e.account_id where e.operation = 'DELETE' and a.source = ?",
            company.prefix));

    String been = relate(company, "b", "SUBSIDIARY_OF", "c", "2020-01-01", null).getString(MADE);
    JsonPath refused = admin.ask(END, end(been, "2020-01-01"));
    assertEquals("INVALID", refused.getString("errors[0].extensions.code"));
    assertEquals("until", refused.getString("errors[0].extensions.field"));
    assertEquals("c", look(admin, company, "b", null).getString("parent.externalId"));
  }

  @Test
  void anEndTellsHowWeLearnedOfIt() {
    Company company = companies("a", "north", "b", "north");
    String made = relate(company, "a", "BILLED_TO", "b", "2020-01-01", null).getString(MADE);
    Map<String, Object> input =
        Map.of("id", made, "expectedVersion", 1, "until", "2025-01-01", "channel", "TELEPHONE");
    assertEquals(
        "TELEPHONE",
        admin
            .data(END, Map.of("i", input))
            .getString("data.accountRelationshipEnd.provenance.channel"));
  }

  private static Map<String, Object> end(String id, String until) {
    return Map.of("i", Map.of("id", id, "expectedVersion", 1, "until", until));
  }

  @Test
  void relationshipsComeInAsAFileOnce() {
    Company company = companies("a", "north", "b", "north");
    String csv =
        "source,external_id,account_external_id,type,other_external_id,since,until\n%1$s,1,a,subsidiary of,b,2020-01-01,\n%1$s,2,a,BRANCH_OF,b,2021-01-01,\n%1$s,3,a,BILLED_TO,zzz,2021-01-01,\n%1$s,4,b,BRANCH_OF,a,2021-01-01,\n"
            .formatted(company.prefix);
    JsonPath first = admin.importCsv("account-relationships", csv).jsonPath();
    assertEquals(1, first.getInt("created"), first.prettify());
    assertEquals(
        List.of("CONFLICT", "UNKNOWN_REFERENCE", "CONFLICT"), first.getList("verdicts.code"));
    assertEquals(1, admin.importCsv("account-relationships", csv).jsonPath().getInt("unchanged"));
  }

  @Test
  void aGroupIsReadWithOneStatementHoweverDeepAndWide() {
    Company company = Company.imported().account("root", "north");
    List<String> rows = new ArrayList<>();
    String before = "root";
    for (int i = 0; i < 60; i++) {
      company.account("n" + i, "north");
      rows.add(
          "%1$s,r"
              + i
              + ",n"
              + i
              + ",SUBSIDIARY_OF,"
              + (i % 2 == 0 ? before : "root")
              + ",2020-01-01");
      before = "n" + i;
    }
    List<Long> counts = new ArrayList<>();
    for (int related : List.of(10, 60)) {
      company.put(
          "account-relationships",
          "source,external_id,account_external_id,type,other_external_id,since",
          rows.subList(0, related).toArray(String[]::new));
      sessions.getStatistics().clear();
      JsonPath root = look(Client.as(company.login("ana")), company, "root", null);
      counts.add(sessions.getStatistics().getPrepareStatementCount());
      assertEquals(related + 1, root.getInt("group.number"));
    }
    assertEquals(counts.getFirst(), counts.getLast(), counts::toString);
  }

  @Test
  void aTeamThatHandsACompanyOnTakesItsRelationshipsAlong() {
    Company company = companies("a", "north", "b", "north");
    relate(company, "a", "BILLED_TO", "b", "2020-01-01", null);
    company.account("b", "south");
    assertEquals(
        List.of(),
        look(Client.as(company.login("ana")), company, "a", null).getList("relationships"));
    assertEquals(
        "1",
        Database.value(
            "select r.version from account_relationship r join account a on a.id = r.account_id where a.source = ?",
            company.prefix));
  }

  private static Company companies(String... idsAndTeams) {
    Company company = Company.imported();
    for (int i = 0; i < idsAndTeams.length; i += 2) {
      company.account(idsAndTeams[i], idsAndTeams[i + 1]);
    }
    return company;
  }

  private JsonPath relate(
      Company company, String id, String type, String other, String since, @Nullable String until) {
    return admin.data(RELATE, input(company, id, type, other, since, until));
  }

  private String refusal(
      Company company, String id, String type, String other, String since, @Nullable String until) {
    return admin.refusal(RELATE, input(company, id, type, other, since, until));
  }

  private Map<String, Object> input(
      Company company, String id, String type, String other, String since, @Nullable String until) {
    Map<String, Object> input = new HashMap<>();
    input.put("accountId", idOf(company, id));
    input.put("type", type);
    input.put("otherId", idOf(company, other));
    input.put("since", since);
    input.put("until", until);
    return Map.of("i", input);
  }

  private String idOf(Company company, String externalId) {
    return admin
        .data(
            "query ($s: String!, $v: String!) { accountByExternalId(source: $s, value: $v) { id } }",
            Map.of("s", company.prefix, "v", externalId))
        .getString("data.accountByExternalId.id");
  }

  private static JsonPath look(
      Client viewer, Company company, String externalId, @Nullable String day) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("s", company.prefix);
    variables.put("v", externalId);
    variables.put("d", day);
    return viewer.data(LOOK, variables).setRootPath("data.accountByExternalId");
  }
}
