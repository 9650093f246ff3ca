package io.keypulse.directory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.platform.Direction;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.IdFilter;
import io.keypulse.platform.Page;
import io.keypulse.platform.StringFilter;
import io.keypulse.trade.PurchasesView.Rhythm;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How PostgreSQL finds a page among forty thousand accounts, which only this transaction sees. */
@KeypulseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansTest {
  private static final String VICE_PRESIDENT = "-1";
  private static final String ACCOUNT_MANAGER = "-2";
  private static final AccountFilter ALL = AccountFilter.ALL;

  private Connection connection;

  @BeforeAll
  void forAWhileThereAreManyAccounts() throws SQLException {
    connection =
        DriverManager.getConnection(
            ConfigProvider.getConfig().getValue("keypulse.db.url", String.class),
            "postgres",
            "postgres");
    connection.setAutoCommit(false);
    for (String statement :
        List.of(
            "set local search_path = keypulse, public",
            "set local session_replication_role = replica",
            """
            insert into account (team_id, source, external_id, name, country, segment, recorded_at)
            select -1 - n / 9, 'plans', 'p' || n, md5(n::text) || ' ' || md5((n / 3)::text),
              (array['DE', 'FR', 'ES', 'AT', 'CH', 'US', 'IT', 'GB', 'NL', 'PL'])[1 + n % 10], 'S' || n % 50,
              timestamptz '2020-01-01 00:00Z' + n * interval '1 minute'
            from generate_series(1, 40000) n
            """,
            """
            insert into contact (account_id, team_id, source, external_id, name, role, language)
            select id, team_id, 'plans', external_id, md5(id::text) || ' ' || md5((id / 3)::text), 'USER', 'en'
            from account where source = 'plans'
            """,
            """
            insert into purchase_rhythm (account_id, team_id, last_order, overdue_from)
            select a.id, a.team_id, today() - 10, case when n % 10 > 0 then today() + case when n % 50 = 1 then -5 else 20 end end
            from account a cross join lateral (select cast(substr(a.external_id, 2) as int) as n) o
            where a.source = 'plans' and n % 7 > 0
            """,
            "insert into viewer_team select -1, -n from generate_series(1, 1000) n",
            "insert into viewer_team values (-2, -17)",
            "analyze account, contact, viewer_team, purchase_rhythm")) {
      try (Statement prepared = connection.createStatement()) {
        prepared.execute(statement);
      }
    }
  }

  @AfterAll
  void asIfNothingHadBeen() throws SQLException {
    connection.rollback();
    connection.close();
  }

  @Test
  void noOrderReadsAllAccountsWhoeverLooks() throws SQLException {
    for (AccountOrder.Field field : AccountOrder.Field.values()) {
      for (Direction direction : Direction.values()) {
        AccountOrder order = new AccountOrder(field, direction);
        AccountFilter filter =
            field == AccountOrder.Field.RELEVANCE ? searching("c4ca4238 eccbc87e") : ALL;
        findsWithoutReadingAll(filter, order);
      }
    }
  }

  @Test
  void noFilterReadsAllAccountsWhoeverLooks() throws SQLException {
    AccountOrder byName = new AccountOrder(AccountOrder.Field.NAME, null);
    StringFilter two = new StringFilter(null, List.of("DE", "FR"));
    StringFilter one = new StringFilter("ES", null);
    IdFilter team = new IdFilter(GlobalId.of("Team", 17), null);
    for (AccountFilter filter :
        List.of(
            filter(null, one, null, null, null),
            bought(Rhythm.OVERDUE),
            bought(Rhythm.ON_TIME, Rhythm.OVERDUE),
            bought(Rhythm.TOO_FEW_ORDERS),
            bought(Rhythm.NEVER),
            filter(null, two, null, null, null),
            filter(null, null, new StringFilter("S7", null), null, null),
            filter(null, null, null, new StringFilter("p17", null), null),
            filter(
                null,
                null,
                null,
                null,
                new TeamFilter(team, null, null, null, null, null, null)))) {
      findsWithoutReadingAll(filter, byName);
    }
  }

  @Test
  void whoSeesManyTeamsReadsAlongTheIndexAndWhoSeesFewReadsTheirs() throws SQLException {
    AccountOrder byName = new AccountOrder(AccountOrder.Field.NAME, null);
    String many = plan("keypulse_member", VICE_PRESIDENT, ALL, byName);
    assertTrue(many.contains("account_by_name"), many);
    assertFalse(many.contains("Sort"), many);
    String few = plan("keypulse_member", ACCOUNT_MANAGER, ALL, byName);
    assertTrue(few.contains("team_id = v.team"), few);
  }

  @Test
  void searchUsesItsIndexBehindTheWall() throws SQLException {
    String plan =
        insideTheFunction(
            "select a.id from account a where 'c4ca4238' <% searchable(a.name) limit 2000");
    assertTrue(plan.contains("account_by_searchable_name"), plan);
  }

  @Test
  void peopleAreFoundByTheirIndex() throws SQLException {
    for (String condition :
        List.of(
            "true and searchable(c.name) like '%eccbc87e%' or 'eccbc87e' <% searchable(c.name)",
            "false and searchable(c.name) like '%ec%' or 'ec' <% searchable(c.name)")) {
      String plan = insideTheFunction("select c.id from contact c where " + condition);
      assertTrue(plan.contains("contact_by_searchable_name"), plan);
    }
  }

  private static AccountFilter searching(String term) {
    return filter(term, null, null, null, null);
  }

  private static AccountFilter filter(
      @Nullable String search,
      @Nullable StringFilter country,
      @Nullable StringFilter segment,
      @Nullable StringFilter id,
      @Nullable TeamFilter team) {
    return new AccountFilter(
        search, country, segment, id, team, null, null, null, null, null, null, null, null, null,
        null);
  }

  private static AccountFilter bought(Rhythm... rhythms) {
    return new AccountFilter(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new RhythmFilter(null, List.of(rhythms)));
  }

  private void findsWithoutReadingAll(AccountFilter filter, AccountOrder order)
      throws SQLException {
    for (Map.Entry<String, String> viewer :
        List.of(
            Map.entry("keypulse_system", ""),
            Map.entry("keypulse_member", VICE_PRESIDENT),
            Map.entry("keypulse_member", ACCOUNT_MANAGER))) {
      String plan = plan(viewer.getKey(), viewer.getValue(), filter, order);
      for (String table : List.of("account", "purchase_rhythm")) {
        assertFalse(
            plan.contains("Seq Scan on " + table + " "), viewer + " " + order + "\n" + plan);
      }
    }
  }

  /** As {@code found_accounts} has it executed. */
  private String plan(String role, String viewer, AccountFilter filter, AccountOrder order)
      throws SQLException {
    Directory.Statement statement =
        Directory.pageOf(
            new Directory.Question(filter, order, LocalDate.of(2026, 1, 1), true),
            Page.of("accounts", 25, null));
    boolean alongTheIndex = statement.alongTheIndex() && viewer.equals(VICE_PRESIDENT);
    String byTeam = viewer.equals(ACCOUNT_MANAGER) ? statement.byTeam() : null;
    return explained(
        List.of(
            "set local role " + role,
            "set local keypulse.viewer = '" + viewer + "'",
            "set local random_page_cost = " + (byTeam == null ? "1.1" : "4"),
            "set local enable_sort = " + (alongTheIndex ? "off" : "on")),
        byTeam == null ? statement.sql() : byTeam,
        statement.given());
  }

  private String insideTheFunction(String sql) throws SQLException {
    return explained(List.of("set local role keypulse_owner"), sql, List.of());
  }

  private String explained(List<String> before, String sql, List<String> given)
      throws SQLException {
    try (Statement session = connection.createStatement()) {
      session.execute("savepoint before");
      for (String setting : before) {
        session.execute(setting);
      }
    }
    List<String> lines = new ArrayList<>();
    try (Statement explain = connection.createStatement();
        ResultSet rows = explain.executeQuery("explain " + withValues(sql, given))) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    try (Statement session = connection.createStatement()) {
      session.execute("rollback to before");
    }
    return String.join("\n", lines);
  }

  /** Custom plans see the values as constants. */
  private static String withValues(String sql, List<String> given) {
    String written = sql;
    for (int i = given.size(); i > 0; i--) {
      written = written.replace("($1)[" + i + "]", "'" + given.get(i - 1) + "'::text");
    }
    return written;
  }
}
