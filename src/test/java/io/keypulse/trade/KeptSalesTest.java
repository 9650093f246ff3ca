package io.keypulse.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Together;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.GlobalId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of sales is what the lines say, whatever has changed since. */
@KeypulseTest
class KeptSalesTest {
  private static final String HEADER =
      "source,external_id,account_external_id,date,category,net_amount,currency,type,document";

  @Inject SystemHands hands;

  private final Company company = new Company();
  private final Client chief = Client.as(company.login("chief"));
  private final Client admin = Client.as("admin");
  private final LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  @ApplicationScoped
  static class SystemHands {
    @Inject SalesKeeper keeper;

    boolean keep() {
      return run(keeper::keep);
    }

    int wrong() {
      return run(keeper::check);
    }

    @AsSystem
    <T> T run(Supplier<T> work) {
      return QuarkusTransaction.requiringNew().call(work::get);
    }
  }

  @BeforeEach
  void twoTeams() {
    company.staffed();
  }

  @Test
  void linesOfATableWithoutStatisticsAreAddedUpInOnePass() throws SQLException {
    company.account("a", "north");
    try (Connection connection = Database.asAdministrator();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local search_path = keypulse, public");
      statement.execute("set local session_replication_role = replica");
      statement.execute("set local statement_timeout = '20s'");
      statement.execute(
          """
          insert into purchase
            (account_id, team_id, source, external_id, purchased_on, category, net_amount, currency, type, document)
          select a.id, a.team_id, a.source, 'n' || n, today() - n %% 300, 'x', 1, (array['USD', 'GBP', 'CNY'])[1 + n %% 3],
            'INVOICE', 'd' || n
          from account a, generate_series(1, 10000) n where a.source = '%s'
          """
              .formatted(company.prefix));
      statement.execute(
          "delete from pg_statistic where starelid in ('purchase'::regclass, 'exchange_rate'::regclass)");
      statement.execute(
          "update pg_class set reltuples = -1, relpages = 0 where oid in ('purchase'::regclass, 'exchange_rate'::regclass)");
      statement.execute(
          "select count(*) from sales_of_lines(null, today() - 365, today(), 'EUR', 'EUR', 7)");
      connection.rollback();
    }
  }

  @Test
  void linesCorrectionsMovesMergesAndRatesAreInTheFiguresAtOnce() {
    for (int i = 1; i <= 6; i++) {
      company.account("a" + i, i < 4 ? "north" : "south");
      buy("p" + i, "a" + i, i * 100, "EUR");
    }
    hands.keep();
    assertFalse(hands.keep(), "nothing has changed");
    Object before = figures();
    buy("p7", "a1", 1000, "EUR");
    assertNotEquals(before, figures());
    assertKept("a new line");
    buy("p7", "a1", 250, "EUR");
    assertKept("a corrected line");
    buy("p7", "a2", 250, "EUR");
    assertKept("a line of another account");
    buy("p8", "a3", 70, "MRU");
    assertKept("a line without a rate");
    company.account("a7", "north").account("a8", "north");
    buy("p10", "a7", 70, "MRU");
    assertKept("a customer without a rate");
    merge("a4", "a5");
    assertKept("a merge");
    company.put(
        "exchange-rates",
        "source,external_id,date,base,quote,rate",
        "%1$s,r1," + yesterday + ",EUR,MRU,43.21");
    assertKept("a rate");
    assertTrue(hands.keep(), "a rate may concern all");
    assertKept("kept again");
    buy("p9", "a6", -50, "EUR");
    assertKept("a credit");
    Database.change(
        "update account set team_id = 0 where source = ? and external_id = 'a6'", company.prefix);
    assertKept("an account of another team");
  }

  @Test
  void whatIsWrittenWhileSumsAreKeptIsNotLost() throws Exception {
    company.account("a1", "north");
    AtomicInteger turn = new AtomicInteger();
    for (int round = 0; round < 3; round++) {
      Together.run(
          4,
          () -> {
            int mine = turn.getAndIncrement();
            if (mine % 2 == 0) {
              buy("p" + mine, "a1", mine, "EUR");
            } else {
              Database.change("insert into changed_sales (accounts) values (null)");
              hands.keep();
            }
          });
      assertEquals(0, hands.wrong());
    }
  }

  @Test
  void nobodyReadsWhatIsKept() throws Exception {
    for (String role : List.of("keypulse_member", "keypulse_analyst", "keypulse_system")) {
      for (String forbidden :
          List.of(
              "select count(*) from keypulse.kept_sales",
              "select count(*) from keypulse.changed_sales",
              "select count(*) from keypulse.sales_of_accounts('2020-01-01', '2030-01-01', 'EUR', 'EUR', 7)")) {
        assertTrue(isDenied(role, forbidden), role + ": " + forbidden);
      }
    }
    company.account("a1", "south");
    buy("p1", "a1", 100, "EUR");
    assertEquals(
        List.of("0"),
        Database.asApplication(
            List.of("set role keypulse_member"),
            "select count(*) from keypulse.visible_sales('2020-01-01', '2030-01-01', 'EUR', 'EUR', 7)"));
  }

  private static boolean isDenied(String role, String sql) {
    try {
      Database.asApplication(List.of("set role " + role), sql);
      return false;
    } catch (java.sql.SQLException denied) {
      return denied.getSQLState().equals("42501");
    }
  }

  /** The same by what is kept and by the lines alone. */
  private void assertKept(String what) {
    assertEquals(0, hands.wrong(), what);
    Object kept = figures();
    String all = Database.value("insert into changed_sales (accounts) values (null) returning id");
    assertEquals(figures(), kept, what);
    Database.change("delete from changed_sales where id = " + all);
  }

  private Object figures() {
    return List.of(
        chief
            .data(
                "{ accounts { nodes { externalId purchases { salesShare { share rank customers customersWithoutRate withheld complete } } } } }")
            .get("data"),
        chief
            .data(
                "{ accounts { nodes { externalId purchases(scope: GROUP) { salesShare { share rank customers customersWithoutRate withheld complete } } } } }")
            .get("data"),
        chief
            .data(
                "{ customerConcentration { customers customersWithoutRate netRevenue { amount } unconverted { currency amount } missingRates { base from to } measures { top1 herfindahl } } }")
            .get("data"));
  }

  private void buy(String id, String account, int net, String currency) {
    company.put(
        "purchases",
        HEADER,
        "%1$s,"
            + String.join(
                ",",
                id,
                account,
                yesterday.toString(),
                "Film",
                net + ".00",
                currency,
                net < 0 ? "CREDIT_NOTE" : "INVOICE",
                "D" + id));
  }

  private void merge(String winner, String loser) {
    admin.data(
        "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "winnerId", account(winner),
                "winnerExpectedVersion", version(winner),
                "loserId", account(loser),
                "loserExpectedVersion", version(loser))));
  }

  private String account(String id) {
    return GlobalId.of("Account", Long.parseLong(column("id", id)));
  }

  private int version(String id) {
    return Integer.parseInt(column("version", id));
  }

  private String column(String name, String id) {
    return Database.value(
        "select " + name + " from account where source = ? and external_id = ?",
        company.prefix,
        id);
  }
}
