package io.keypulse.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.GlobalId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts are found by the rhythm that each tells, whatever has changed since it was kept. */
@KeypulseTest
class FoundByRhythmTest {
  private static final String HEADER =
      "source,external_id,account_external_id,date,category,net_amount,currency,type,document";
  private static final List<String> RHYTHMS =
      List.of("NEVER", "ON_TIME", "OVERDUE", "TOO_FEW_ORDERS");
  private static final String FOUND =
      "query ($f: AccountFilter) { accounts(first: 100, filter: $f) { totalCount nodes { externalId } } }";
  private static final int ACCOUNTS = 24;

  @Inject SystemHands hands;
  @Inject MovableClock clock;

  private final Random random = new Random(28);
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Company company = new Company();
  private final Client chief = Client.as(company.login("chief"));

  @ApplicationScoped
  static class SystemHands {
    @Inject PurchaseRhythms rhythms;

    @AsSystem
    boolean keep() {
      return QuarkusTransaction.requiringNew().call(rhythms::keep);
    }

    @AsSystem
    int wrong() {
      return QuarkusTransaction.requiringNew().call(rhythms::wrong);
    }
  }

  @BeforeEach
  void twoTeams() {
    company.staffed();
  }

  @Test
  void whatIsFoundIsWhatEachAccountTells() {
    for (int i = 1; i <= ACCOUNTS; i++) {
      company.account("a" + i, i % 2 == 0 ? "north" : "south");
    }
    company.put("purchases", HEADER, lines());
    assertFoundAsTold("not kept yet");
    assertTrue(hands.keep());
    assertFalse(hands.keep(), "nothing has changed since");
    assertFoundAsTold("kept");

    company.put("purchases", HEADER, line("new", "a1", today, "INVOICE", "new"));
    assertFoundAsTold("a new line");
    company.put("purchases", HEADER, line("l3", "a2", today.minusDays(400), "INVOICE", "moved"));
    assertFoundAsTold("a line of another account and day");
    company.put("purchases", HEADER, line("l5", "a3", today.minusDays(2), "INVOICE", "l6"));
    assertFoundAsTold("a line of another invoice");
    merge("a4", "a5");
    assertFoundAsTold("a merge");
    Database.change(
        "update account set team_id = (select id from team where name = ?) where source = ? and external_id = 'a6'",
        company.prefix + " south",
        company.prefix);
    assertFoundAsTold("an account of another team");
    assertTrue(hands.keep());
    assertFoundAsTold("kept again");
    clock.later(
        Duration.ofDays(40),
        () -> {
          assertFoundAsTold("orders that were dated ahead");
          assertTrue(hands.keep());
          assertFoundAsTold("these kept");
        });
    assertFoundAsTold("a clock that was ahead");
  }

  @Test
  void whatIsKeptIsComparedWithTheLinesAndMended() {
    company.account("a1", "north").account("a2", "north");
    company.put(
        "purchases",
        HEADER,
        line("1", "a1", today, "INVOICE", "1"),
        line("2", "a2", today, "INVOICE", "2"));
    hands.keep();
    assertEquals(0, hands.wrong());
    Database.change(
        "update purchase_rhythm r set overdue_from = '2020-01-01' from account a where a.id = r.account_id and a.source = ? and a.external_id = 'a1'",
        company.prefix);
    Database.change(
        "delete from purchase_rhythm r using account a where a.id = r.account_id and a.source = ? and a.external_id = 'a2'",
        company.prefix);
    assertEquals(2, hands.wrong());
    assertFoundAsTold("found to be wrong");
    assertTrue(hands.keep());
    assertEquals(0, hands.wrong());
    assertFoundAsTold("kept anew");
  }

  @Test
  void nobodyFindsWhatIsNotTheirs() {
    company.account("a1", "north").account("a2", "south").account("a3", "south");
    company.put(
        "purchases",
        HEADER,
        line("1", "a1", today, "INVOICE", "1"),
        line("2", "a2", today, "INVOICE", "2"));
    Map<String, Object> bought = Map.of("rhythm", Map.of("in", List.of("TOO_FEW_ORDERS")));
    for (int turn = 0; turn < 2; turn++) {
      assertEquals(List.of("a1", "a2"), found(chief, bought));
      assertEquals(List.of("a1"), found(Client.as(company.login("ana")), bought));
      assertEquals(List.of("a2"), found(Client.as(company.login("ben")), bought));
      assertEquals(
          List.of("a3"),
          found(Client.as(company.login("ben")), Map.of("rhythm", Map.of("eq", "NEVER"))));
      hands.keep();
    }
  }

  @Test
  void whatIsWrittenWhileRhythmsAreKeptIsNotLost() throws Exception {
    company.account("a1", "north").account("a2", "north").account("a3", "south");
    AtomicInteger turn = new AtomicInteger();
    for (int round = 0; round < 4; round++) {
      Together.run(
          4,
          () -> {
            int mine = turn.getAndIncrement();
            if (mine % 2 == 0) {
              String account = "a" + (1 + mine / 2 % 3);
              LocalDate day = today.minusDays(mine * 5L);
              company.put(
                  "purchases", HEADER, line("p" + mine, account, day, "INVOICE", "p" + mine));
            } else {
              hands.keep();
            }
          });
      assertFoundAsTold("round " + round);
    }
  }

  private String[] lines() {
    List<String> lines = new ArrayList<>();
    for (int account = 1; account <= ACCOUNTS; account++) {
      LocalDate day = today.minusDays(random.nextInt(900));
      int orders = random.nextInt(9);
      for (int order = 0; order < orders; order++) {
        String document = "d" + account + "-" + (random.nextInt(4) == 0 ? order - 1 : order);
        String type = random.nextInt(6) == 0 ? "CREDIT_NOTE" : "INVOICE";
        lines.add(line("l" + lines.size(), "a" + account, day, type, document));
        day = day.plusDays(1 + random.nextInt(150));
        if (day.isAfter(today.plusDays(35))) {
          day = today.minusDays(random.nextInt(30)).plusDays(random.nextInt(60));
        }
      }
    }
    return lines.toArray(String[]::new);
  }

  private static String line(
      String id, String account, LocalDate day, String type, String document) {
    String amount = type.equals("INVOICE") ? "10.00" : "-10.00";
    return "%1$s,"
        + String.join(",", id, account, day.toString(), "Film", amount, "EUR", type, document);
  }

  private void assertFoundAsTold(String what) {
    JsonPath told =
        chief.data("{ accounts(first: 100) { nodes { externalId purchases { rhythm } } } }");
    List<String> ids = told.getList("data.accounts.nodes.externalId");
    List<String> rhythms = told.getList("data.accounts.nodes.purchases.rhythm");
    for (int i = 0; i < RHYTHMS.size(); i++) {
      String one = RHYTHMS.get(i);
      String other = RHYTHMS.get((i + 1) % RHYTHMS.size());
      assertEquals(
          telling(ids, rhythms, List.of(one)),
          found(chief, Map.of("rhythm", Map.of("eq", one))),
          what + ": " + one);
      assertEquals(
          telling(ids, rhythms, List.of(one, other)),
          found(chief, Map.of("rhythm", Map.of("in", List.of(one, other)))),
          what + ": " + one + " or " + other);
    }
    assertEquals(ids, found(chief, Map.of("rhythm", Map.of("in", RHYTHMS))), what);
    assertEquals(List.of(), found(chief, Map.of("rhythm", Map.of("in", List.of()))), what);
  }

  private static List<String> telling(List<String> ids, List<String> rhythms, List<String> wanted) {
    List<String> telling = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (wanted.contains(rhythms.get(i))) {
        telling.add(ids.get(i));
      }
    }
    return telling;
  }

  private static List<String> found(Client client, Map<String, Object> filter) {
    JsonPath answer = client.data(FOUND, Map.of("f", filter));
    List<String> found = answer.getList("data.accounts.nodes.externalId");
    assertEquals(found.size(), answer.getInt("data.accounts.totalCount"));
    return found;
  }

  private void merge(String winner, String loser) {
    Client.as("admin")
        .data(
            "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id } }",
            Map.of(
                "i",
                Map.of(
                    "winnerId", account(winner, "id"),
                    "winnerExpectedVersion", Integer.parseInt(account(winner, "version")),
                    "loserId", account(loser, "id"),
                    "loserExpectedVersion", Integer.parseInt(account(loser, "version")))));
  }

  private String account(String id, String column) {
    String value =
        Database.value(
            "select " + column + " from account where source = ? and external_id = ?",
            company.prefix,
            id);
    return column.equals("id") ? GlobalId.of("Account", Long.parseLong(value)) : value;
  }
}
