package io.keypulse.keystatus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts are found by the gaps that each tells. */
@KeypulseTest
class FoundByGapTest {
  private static final List<String> GAPS =
      Stream.of(AccountGapView.Kind.values()).map(Enum::name).toList();
  private static final String FOUND =
      "query ($f: AccountFilter) { accounts(first: 100, filter: $f) { totalCount nodes { externalId } } }";
  private static final String KEY =
      "query ($f: KeyAccountFilter) { keyAccounts(first: 100, filter: $f) { totalCount nodes { account { externalId } } } }";

  private final Company company = new Company();
  private final Client chief = Client.as(company.login("chief"));
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @BeforeEach
  void aCompanyWithEveryGap() {
    company
        .staffed()
        .keyAccount("wellLed", "north", 1)
        .keyAccount("southern", "south", 1)
        .keyAccount("unled", "west", 1)
        .account("plain", "north")
        .account("ending", "north")
        .account("expired", "north")
        .account("renewed", "south")
        .account("withdrawn", "south")
        .account("lapsed", "south");
    company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "%1$s,quin,Quin Quality,quin.%1$s@keypulse.example,Inspector,QUALITY,chief");
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,role,valid_from,valid_until",
        "%1$s,m5,%1$s west,ben,SALES,LEAD,2020-01-01,2021-01-01",
        "%1$s,m6,%1$s south,chief,FINANCE,MEMBER,2020-01-01,",
        "%1$s,m7,%1$s south,quin,QUALITY,MEMBER,2020-01-01,",
        "%1$s,m8,%1$s south,lou,LOGISTICS,MEMBER,2020-01-01,");
    company.put(
        "executive-sponsors",
        "source,external_id,account_external_id,employee_external_id,valid_from",
        "%1$s,s1,wellLed,chief,2020-01-01",
        "%1$s,s2,unled,chief," + today.plusDays(1));
    company.put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        decision("1", "ending", "DESIGNATE", "2020-01-01", today.plusDays(60).toString()),
        decision("2", "expired", "DESIGNATE", "2020-01-01", today.toString()),
        decision("3", "renewed", "DESIGNATE", "2020-01-01", "2021-01-01"),
        decision("4", "renewed", "RENEW", "2022-01-01", "2100-01-01"),
        decision("5", "withdrawn", "DESIGNATE", "2020-01-01", "2021-01-01"),
        decision("6", "withdrawn", "WITHDRAW", "2021-01-01", "2100-01-01"),
        decision("7", "lapsed", "DEVELOP", "2020-01-01", "2021-01-01"));
  }

  private static String decision(
      String id, String account, String outcome, String since, String until) {
    String tier = List.of("WITHDRAW", "DEVELOP").contains(outcome) ? "" : "A";
    return "%1$s,"
        + String.join(
            ",", "d" + id, account, outcome, tier, since, until, "Cleo Chief", "Strategic");
  }

  @Test
  void whatIsFoundIsWhatEachAccountTells() {
    JsonPath told = chief.data("{ accounts(first: 100) { nodes { externalId gaps { kind } } } }");
    List<String> ids = told.getList("data.accounts.nodes.externalId");
    List<List<String>> gaps = told.getList("data.accounts.nodes.gaps.kind");
    for (String gap : GAPS) {
      List<String> telling = new ArrayList<>();
      for (int i = 0; i < ids.size(); i++) {
        if (gaps.get(i).contains(gap)) {
          telling.add(ids.get(i));
        }
      }
      assertFalse(telling.isEmpty(), gap + " is at one of them");
      assertEquals(telling, found(chief, Map.of("in", List.of(gap))), gap);
    }
    assertEquals(List.of("expired"), found(chief, Map.of("eq", "DECISION_EXPIRED")));
    assertEquals(List.of(), found(chief, Map.of("in", List.of())));
    assertEquals(
        List.of("ending", "expired", "unled"),
        found(chief, Map.of("in", List.of("NO_LEAD", "DECISION_EXPIRED", "DECISION_EXPIRING"))));
  }

  @Test
  void theDaysUntilADecisionEndsAreSaid() {
    Map<String, Object> soon = Map.of("eq", "DECISION_EXPIRING", "expiringWithin", 59);
    assertEquals(List.of(), found(chief, soon));
    assertEquals(
        List.of("ending"), found(chief, Map.of("eq", "DECISION_EXPIRING", "expiringWithin", 60)));
    for (String query : List.of(FOUND, KEY)) {
      Map<String, Object> filter = Map.of("gap", Map.of("expiringWithin", 1001));
      assertEquals("INVALID", chief.refusal(query, Map.of("f", filter)));
    }
  }

  @Test
  void everybodyFindsTheirOwn() {
    Client ana = Client.as(company.login("ana"));
    Client ben = Client.as(company.login("ben"));
    assertEquals(List.of("ending"), found(ana, Map.of("in", List.of("NO_SPONSOR"))));
    assertEquals(List.of("renewed", "southern"), found(ben, Map.of("in", List.of("NO_SPONSOR"))));
    assertEquals(List.of(), found(ben, Map.of("in", List.of("FUNCTIONS_MISSING"))));
  }

  @Test
  void keyAccountsAreFoundByThemToo() {
    JsonPath found =
        chief.data(KEY, Map.of("f", Map.of("gap", Map.of("in", List.of("NO_SPONSOR")))));
    assertEquals(
        List.of("ending", "renewed", "southern", "unled"),
        found.getList("data.keyAccounts.nodes.account.externalId"));
    assertEquals(4, found.getInt("data.keyAccounts.totalCount"));
    assertEquals(
        List.of("ending"),
        chief
            .data(
                KEY,
                Map.of(
                    "f",
                    Map.of("tier", Map.of("eq", "A"), "gap", Map.of("eq", "DECISION_EXPIRING"))))
            .getList("data.keyAccounts.nodes.account.externalId"));
  }

  private static List<String> found(Client client, Map<String, Object> gap) {
    JsonPath answer = client.data(FOUND, Map.of("f", Map.of("gap", gap)));
    List<String> found = answer.getList("data.accounts.nodes.externalId");
    assertEquals(found.size(), answer.getInt("data.accounts.totalCount"));
    return found;
  }
}
