package io.keypulse.keystatus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Which accounts are key on a day, what became of that, and what is missing at them. */
@KeypulseTest
class KeyAccountsTest {
  private static final String HEADER =
      "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale";
  private static final String KEY =
      "query ($d: Date, $f: KeyAccountFilter, $n: Int, $a: String) { keyAccounts(asOf: $d, filter: $f, first: $n, after: $a)"
          + " { totalCount pageInfo { hasNextPage endCursor } nodes { account { externalId lead { name } } decision { tier rationale } } } }";
  private static final String MOVES =
      "query ($f: KeyStatusMigrationFilter, $n: Int, $a: String, $from: Date = \"2024-06-01\", $to: Date = \"2025-06-01\") {"
          + " keyStatusMigration(from: $from, to: $to, filter: $f, first: $n, after: $a) { totalCount pageInfo { endCursor }"
          + " counts { keyBefore entered withdrawn expired archived tierChanged renewed unchanged keyAfter }"
          + " nodes { kind day account { externalId } before { outcome tier rationale } after { outcome tier rationale } } } }";

  @Inject SessionFactory sessions;

  @Test
  void keyAccountsOfADayAreListedByNamePageByPageToThoseWhoSeeThem() {
    Company company = moved();
    Client ana = Client.as(company.login("ana"));
    JsonPath all = ana.data(KEY, Map.of("d", "2024-06-01")).setRootPath("data.keyAccounts");
    assertEquals(6, all.getInt("totalCount"));
    assertEquals(
        List.of("expired", "kept", "other", "promoted", "renewed", "withdrawn"),
        all.getList("nodes.account.externalId"));
    assertEquals("Why first", all.getString("nodes[0].decision.rationale"));
    JsonPath first = ana.data(KEY, Map.of("d", "2024-06-01", "n", 4));
    String cursor = first.getString("data.keyAccounts.pageInfo.endCursor");
    assertEquals(
        List.of("renewed", "withdrawn"),
        ana.data(KEY, Map.of("d", "2024-06-01", "n", 4, "a", cursor))
            .getList("data.keyAccounts.nodes.account.externalId"));
    assertEquals("INVALID", ana.refusal(KEY, Map.of("d", "2024-06-02", "n", 4, "a", cursor)));

    Map<String, Object> tierA = Map.of("tier", Map.of("eq", "A"));
    assertEquals(
        List.of("promoted"),
        ana.data(KEY, Map.of("d", "2025-06-01", "f", tierA))
            .getList("data.keyAccounts.nodes.account.externalId"));
    assertEquals(
        List.of("other", "renewed"),
        ana.data(KEY, Map.of("d", "2025-06-01", "f", Map.of("expiresBefore", "2026-01-01")))
            .getList("data.keyAccounts.nodes.account.externalId"));
    assertEquals(
        0,
        Client.as(company.login("ben")).data(KEY).getInt("data.keyAccounts.totalCount"),
        "not his accounts");
  }

  @Test
  void whatIsRenewedAlreadyDoesNotExpire() {
    Company company = Company.imported().account("renewed", "north").account("ends", "north");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    company.put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        "%1$s,r1,renewed,DESIGNATE,A,"
            + today.minusDays(300)
            + ","
            + today.plusDays(30)
            + ",Board,Large",
        "%1$s,r2,renewed,RENEW,A," + today.plusDays(30) + "," + today.plusDays(60) + ",Board,Large",
        "%1$s,e1,ends,DESIGNATE,A,"
            + today.minusDays(300)
            + ","
            + today.plusDays(30)
            + ",Board,Large",
        "%1$s,e2,ends,RENEW,A,"
            + today.plusDays(31)
            + ","
            + today.plusDays(700)
            + ",Board,After a day");
    Client ana = Client.as(company.login("ana"));
    String expiring = today.plusDays(40).toString();
    assertEquals(
        List.of("ends"),
        ana.data(KEY, Map.of("f", Map.of("expiresBefore", expiring)))
            .getList("data.keyAccounts.nodes.account.externalId"));
    String accounts =
        "query ($f: AccountFilter) { accounts(filter: $f) { nodes { externalId gaps(expiringWithin: %d) { kind day } } } }";
    assertEquals(
        List.of("ends"),
        ana.data(
                accounts.formatted(40),
                Map.of("f", Map.of("keyStatus", Map.of("expiresBefore", expiring))))
            .getList("data.accounts.nodes.externalId"));
    String days =
        "data.accounts.nodes.gaps.flatten().findAll { it.kind == 'DECISION_EXPIRING' }.day";
    assertEquals(
        List.of(today.plusDays(30).toString()), ana.data(accounts.formatted(40)).getList(days));
    assertEquals(
        List.of(today.plusDays(30).toString(), today.plusDays(60).toString()),
        ana.data(accounts.formatted(60)).getList(days));
  }

  @Test
  void whoEnteredLeftWasRenewedOrChangedTierIsToldWithTheReasons() {
    Company company = moved();
    Client ana = Client.as(company.login("ana"));
    JsonPath moves = ana.data(MOVES).setRootPath("data.keyStatusMigration");
    assertEquals(
        List.of("entered", "expired", "other", "promoted", "renewed", "withdrawn"),
        moves.getList("nodes.account.externalId"));
    assertEquals(
        List.of("ENTERED", "EXPIRED", "TIER_CHANGED", "TIER_CHANGED", "RENEWED", "WITHDRAWN"),
        moves.getList("nodes.kind"));
    assertEquals(
        List.of("2025-01-01", "2025-01-01", "2025-01-01", "2025-03-01", "2025-01-01", "2025-01-01"),
        moves.getList("nodes.day"));
    assertNull(moves.get("nodes[0].before"));
    assertEquals("Why then", moves.getString("nodes[0].after.rationale"));
    assertEquals("WITHDRAW", moves.getString("nodes[5].after.outcome"));
    assertEquals("Why first", moves.getString("nodes[5].before.rationale"));
    assertEquals(
        Map.of(
            "keyBefore",
            6,
            "entered",
            1,
            "withdrawn",
            1,
            "expired",
            1,
            "archived",
            0,
            "tierChanged",
            2,
            "renewed",
            1,
            "unchanged",
            1,
            "keyAfter",
            5),
        moves.getMap("counts"));

    Map<String, Object> leaving = Map.of("kind", Map.of("in", List.of("WITHDRAWN", "EXPIRED")));
    JsonPath left = ana.data(MOVES, Map.of("f", leaving, "n", 1));
    assertEquals(2, left.getInt("data.keyStatusMigration.totalCount"));
    assertEquals(
        "withdrawn",
        ana.data(
                MOVES,
                Map.of(
                    "f",
                    leaving,
                    "n",
                    1,
                    "a",
                    left.getString("data.keyStatusMigration.pageInfo.endCursor")))
            .getString("data.keyStatusMigration.nodes[0].account.externalId"));
    assertEquals(
        0,
        Client.as(company.login("ben"))
            .data(MOVES)
            .getInt("data.keyStatusMigration.counts.keyBefore"));
    assertEquals("INVALID", ana.refusal(MOVES, Map.of("from", "2025-06-01")));
  }

  @Test
  void anAccountThatIsArchivedLeavesToo() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Client ana = Client.as(company.login("ana"));
    Database.change(
        "update account set archived_at = '2025-03-03T10:00:00Z' where source = ?", company.prefix);
    JsonPath left = ana.data(MOVES).setRootPath("data.keyStatusMigration.nodes[0]");
    assertEquals("ARCHIVED", left.getString("kind"));
    assertEquals("2025-03-03", left.getString("day"));
    assertEquals(1, ana.data(KEY, Map.of("d", "2025-03-02")).getInt("data.keyAccounts.totalCount"));
    assertEquals(0, ana.data(KEY, Map.of("d", "2025-03-03")).getInt("data.keyAccounts.totalCount"));
  }

  @Test
  void whatIsMissingAtAKeyAccountIsShown() {
    Company company = Company.imported().keyAccount("acme", "north", 1).account("bolt", "north");
    Client chief = Client.as(company.login("chief"));
    JsonPath gaps = gaps(chief);
    assertEquals(List.of("FUNCTIONS_MISSING", "NO_SPONSOR"), gaps.getList("[0].gaps.kind"));
    assertEquals(List.of("FINANCE", "QUALITY"), gaps.getList("[0].gaps[0].functions"));
    assertEquals(List.of(), gaps.getList("[1].gaps"), "no key account");

    company.put(
        "executive-sponsors",
        "source,external_id,account_external_id,employee_external_id,valid_from",
        "%1$s,s1,acme,chief,2020-01-01");
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m1,%1$s north,ana,SALES,false");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    decided(company, today.plusDays(30));
    gaps = gaps(chief);
    assertEquals(
        List.of("NO_LEAD", "FUNCTIONS_MISSING", "DECISION_EXPIRING"),
        gaps.getList("[0].gaps.kind"));
    assertEquals(today.plusDays(30).toString(), gaps.getString("[0].gaps[2].day"));
    String soon = "{ accounts { nodes { gaps(expiringWithin: 29) { kind } } } }";
    assertEquals(
        List.of("NO_LEAD", "FUNCTIONS_MISSING"),
        chief.data(soon).getList("data.accounts.nodes[0].gaps.kind"));

    decided(company, today.minusDays(1));
    gaps = gaps(chief);
    assertEquals(List.of("DECISION_EXPIRED"), gaps.getList("[0].gaps.kind"));
    assertEquals(
        "INVALID",
        chief.refusal("{ accounts { nodes { gaps(expiringWithin: -1) { kind } } } }", Map.of()));
  }

  @Test
  void moreAccountsNeedNoMoreStatements() {
    Company company = moved();
    Client ana = Client.as(company.login("ana"));
    for (String query :
        List.of(
            "{ keyAccounts(first: %d) { totalCount nodes { account { gaps { kind } keyStatus { decision { id } } keyDecisions { supersedes { id } account { id } } } decision { id } } } }",
            "{ keyStatusMigration(from: \"2024-06-01\", to: \"2025-06-01\", first: %d) { totalCount counts { entered } nodes { account { name keyStatus(asOf: \"2024-01-01\") { state } } before { id } after { id } } } }")) {
      assertEquals(
          statements(() -> ana.data(query.formatted(1))),
          statements(() -> ana.data(query.formatted(50))),
          query);
    }
  }

  private long statements(Runnable work) {
    sessions.getStatistics().clear();
    work.run();
    return sessions.getStatistics().getPrepareStatementCount();
  }

  private static JsonPath gaps(Client viewer) {
    return viewer
        .data("{ accounts { nodes { gaps { kind day functions } } } }")
        .setRootPath("data.accounts.nodes");
  }

  private static void decided(Company company, LocalDate until) {
    company.put(
        "key-decisions", HEADER, "%1$s,d-acme,acme,DESIGNATE,A,2020-01-01," + until + ",Cleo,Why");
  }

  /** Seven accounts of one team, each with what its name says about 2024 and 2025. */
  private static Company moved() {
    Company company = Company.imported();
    for (String name :
        List.of("entered", "expired", "kept", "other", "promoted", "renewed", "withdrawn")) {
      company.account(name, "north");
    }
    company.put(
        "key-decisions",
        HEADER,
        "%1$s,1,entered,DESIGNATE,B,2025-01-01,2027-01-01,Cleo,Why then",
        "%1$s,2,expired,DESIGNATE,B,2024-01-01,2025-01-01,Cleo,Why first",
        "%1$s,3,kept,DESIGNATE,B,2024-01-01,2027-01-01,Cleo,Why first",
        "%1$s,4,other,DESIGNATE,B,2024-01-01,2025-01-01,Cleo,Why first",
        "%1$s,5,other,RENEW,C,2025-01-01,2026-01-01,Cleo,Smaller",
        "%1$s,6,promoted,DESIGNATE,B,2024-01-01,2025-03-01,Cleo,Why first",
        "%1$s,7,promoted,RENEW,A,2025-03-01,2027-01-01,Cleo,Larger",
        "%1$s,8,renewed,DESIGNATE,B,2024-01-01,2025-01-01,Cleo,Why first",
        "%1$s,9,renewed,RENEW,B,2025-01-01,2026-01-01,Cleo,Again",
        "%1$s,10,withdrawn,DESIGNATE,B,2024-01-01,2025-01-01,Cleo,Why first",
        "%1$s,11,withdrawn,WITHDRAW,,2025-01-01,2026-01-01,Cleo,Sold");
    return company;
  }
}
