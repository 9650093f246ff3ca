package io.keypulse.api;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Nobody sees an account that is not theirs, on any path. */
@KeypulseTest
class WallTest {
  private static final List<String> GUARDED =
      List.of(
          "account",
          "account_count",
          "account_external_id",
          "account_guess",
          "account_relationship",
          "account_team",
          "audit_entry",
          "confidential_part",
          "executive_meeting",
          "executive_sponsor",
          "contact",
          "contact_hold",
          "contact_point",
          "former_account",
          "purchase",
          "purchase_rhythm",
          "key_decision",
          "frame_entry",
          "invitation",
          "mail",
          "mail_attempt",
          "answer",
          "answer_version",
          "phone_attempt",
          "follow_up",
          "follow_up_action",
          "follow_up_contact",
          "follow_up_line",
          "follow_up_mail",
          "follow_up_proof",
          "follow_up_step",
          "wave_account_team");

  private static final List<String> UNUSED =
      List.of(
          "account_guess",
          "account_relationship",
          "confidential_part",
          "former_account",
          "mail_attempt",
          "purchase",
          "purchase_rhythm",
          "answer_version",
          "phone_attempt",
          "follow_up_action",
          "follow_up_contact",
          "follow_up_line",
          "follow_up_proof");

  /** Added up over the accounts of a team. */
  private static final List<String> GUARDED_BY_TEAM = List.of("account_spread", "people_count");

  /** Belong to an address, and so to everyone who sees a contact with it. */
  private static final List<String> GUARDED_BY_ADDRESS =
      List.of("permission_entry", "refused_address");

  /** Belongs to whoever sent the request. */
  private static final String GUARDED_BY_VIEWER = "idempotency_key";

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;
  @Inject DataSource database;

  @Test
  void everyTableWithAnAccountStandsBehindTheForcedWall() {
    assertEquals(
        Stream.of(GUARDED, GUARDED_BY_TEAM, GUARDED_BY_ADDRESS, List.of(GUARDED_BY_VIEWER))
            .flatMap(List::stream)
            .sorted()
            .toList(),
        Database.column(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'keypulse'
            where c.relkind in ('r', 'p') and c.relrowsecurity and c.relforcerowsecurity order by 1
            """));
    assertEquals(
        GUARDED.stream().sorted().toList(),
        Database.column(
            """
            select distinct table_name::text from information_schema.columns
            where table_schema = 'keypulse' and (column_name = 'account_id' or table_name = 'account')
              and table_name not in (select table_name from information_schema.views where table_schema = 'keypulse')
            order by 1
            """),
        "a table that carries an account is missing behind the wall");
  }

  @Test
  void aViewShowsNoMoreThanTheTablesThatItReads() {
    assertEquals(
        List.of(),
        Database.column(
            """
            select relname from pg_class
            where relkind in ('v', 'm') and relnamespace = 'keypulse'::regnamespace
              and not coalesce(reloptions @> '{security_invoker=true}', false)
            """));
  }

  @Test
  void whatActsWithMoreRightsThanItsCallerFindsNoTableOfTheSession() {
    assertEquals(
        List.of(),
        Database.column(
            """
            select oid::regprocedure::text from pg_proc
            where pronamespace = 'keypulse'::regnamespace and prosecdef
              and not coalesce(array_to_string(proconfig, ';'), '') ~ 'search_path=keypulse, (public, )?pg_temp'
            """));
    for (String role : List.of("keypulse_member", "keypulse_system")) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () ->
                  Database.asApplication(
                      List.of("set role " + role, "create temporary table audit_entry (id bigint)"),
                      "select 1"));
      assertEquals("42501", refused.getSQLState());
    }
  }

  @Test
  void nobodyWritesThemselvesIntoATeamThatTheyDoNotSee() throws SQLException {
    Company company = Company.imported();
    String ana = employee(company, "ana");
    List<String> asAna =
        List.of("set role keypulse_member", "set keypulse.viewer = '%s'".formatted(ana));
    SQLException refused =
        assertThrows(
            SQLException.class,
            () -> Database.asApplication(asAna, joining(company, "south", "ana")));
    assertTrue(String.valueOf(refused.getMessage()).contains("row-level security"));
    assertEquals(
        List.of(),
        Database.asApplication(
            asAna,
            "delete from team_member where team_id = %s returning id"
                .formatted(team(company, "south"))));
    assertEquals(
        1, Database.asApplication(asAna, joining(company, "north", "ben")).size(), "in her own");
  }

  private static String joining(Company company, String team, String who) {
    return """
    insert into team_member (source, external_id, team_id, employee_id, function, role)
    values ('wall', gen_random_uuid(), %s, %s, 'QUALITY', 'MEMBER') returning id
    """
        .formatted(team(company, team), employee(company, who));
  }

  private static String team(Company company, String team) {
    return Database.value("select id from team where external_id = ?", company.prefix + " " + team);
  }

  private static String employee(Company company, String who) {
    return Database.value(
        "select id from employee where source = ? and external_id = ?", company.prefix, who);
  }

  @Test
  void theLoginItselfMayReadNothing() {
    for (String table : GUARDED) {
      assertThrows(
          SQLException.class,
          () -> Database.asApplication(List.of(), "select count(*) from " + table),
          table);
    }
  }

  @Test
  void aMemberOfTheDatabaseSeesTheAccountsOfTheirTeamsOnlyInEveryTable() throws SQLException {
    Company company = answeredCompany();
    String ana =
        Database.value(
            "select id from employee where source = ? and external_id = 'ana'", company.prefix);
    for (String table : GUARDED) {
      String accounts = table.equals("account") ? "id" : "account_id";
      List<String> seen =
          Database.asApplication(
              List.of("set role keypulse_member", "set keypulse.viewer = '" + ana + "'"),
              "select distinct a.external_id from "
                  + table
                  + " t join account a on a.id = t."
                  + accounts
                  + " order by 1");
      assertEquals(UNUSED.contains(table) ? List.of() : List.of("acme"), seen, table);
      assertEquals(
          List.of("0"),
          Database.asApplication(
              List.of("set role keypulse_member"), "select count(*) from " + table),
          table + " without a viewer");
    }
    for (String table : GUARDED_BY_TEAM) {
      assertEquals(
          List.of(company.prefix + " north"),
          Database.asApplication(
              List.of("set role keypulse_member", "set keypulse.viewer = '" + ana + "'"),
              "select distinct m.name from "
                  + table
                  + " t join team m on m.id = t.team_id order by 1"),
          table);
    }
  }

  @Test
  void everyPathShowsAManagerTheirOwnAccountsAndTheLineAboveAll() {
    Company company = answeredCompany();
    Client ana = Client.as(company.login("ana"));
    Client lou = Client.as(company.login("lou"));
    Client ben = Client.as(company.login("ben"));
    Client chief = Client.as(company.login("chief"));
    String acme = company.prefix + " acme Ltd";
    String bolt = company.prefix + " bolt Ltd";

    assertEquals(Set.of(acme), accountNames(ana));
    assertEquals(Set.of(acme), accountNames(lou), "members see what their team serves");
    assertEquals(Set.of(bolt), accountNames(ben));
    assertEquals(Set.of(acme, bolt), accountNames(chief));
    for (Client seer : List.of(Client.as("admin"), Client.as("analyst"))) {
      assertTrue(seer.data("{ accounts { totalCount } }").getInt("data.accounts.totalCount") >= 2);
    }

    String boltId =
        chief
            .data("{ accounts { nodes { id name } } }")
            .getString("data.accounts.nodes.find { it.name == '" + bolt + "' }.id");
    assertNull(
        ana.data("query ($id: ID!) { account(id: $id) { name } }", Map.of("id", boltId))
            .get("data.account"));
    assertEquals(
        "NOT_FOUND",
        ana.refusal(
            "query ($id: ID!) { dissatisfaction(accountId: $id) { population answered } }",
            Map.of("id", boltId)));

    assertEquals(1, ana.data("{ followUps { totalCount } }").getInt("data.followUps.totalCount"));
    assertEquals(2, chief.data("{ followUps { totalCount } }").getInt("data.followUps.totalCount"));
    String bensCase =
        ben.data("{ followUps { nodes { id } } }").getString("data.followUps.nodes[0].id");
    String acknowledge =
        "mutation ($id: ID!) { followUpAcknowledge(input: {followUpId: $id}) { id } }";
    assertEquals("NOT_FOUND", ana.refusal(acknowledge, Map.of("id", bensCase)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(acknowledge, Map.of("id", bensCase)));
    chief.data(acknowledge, Map.of("id", bensCase));
    assertEquals("WRONG_STATE", ben.refusal(acknowledge, Map.of("id", bensCase)));
  }

  @Test
  void followUpsAreFoundByAccountByOwnerAndByWhetherSomebodyActs() {
    Company company = answeredCompany();
    Client chief = Client.as(company.login("chief"));
    String query =
        "query ($f: FollowUpFilter, $o: FollowUpOrder, $a: String) { followUps(first: 1, filter: $f, orderBy: $o, after: $a) {"
            + " totalCount pageInfo { endCursor } nodes { id account { id } owner { id name } } } }";
    JsonPath newest = chief.data(query);
    JsonPath oldest =
        chief.data(query, Map.of("o", Map.of("field", "OPENED_AT", "direction", "ASC")));
    String one = newest.getString("data.followUps.nodes[0].id");
    String other = oldest.getString("data.followUps.nodes[0].id");
    assertEquals(2, newest.getInt("data.followUps.totalCount"));
    assertTrue(!one.equals(other), "the newest and the oldest of two");
    String cursor = newest.getString("data.followUps.pageInfo.endCursor");
    assertEquals(
        other, chief.data(query, Map.of("a", cursor)).getString("data.followUps.nodes[0].id"));
    assertEquals("INVALID", chief.refusal(query, Map.of("a", cursor, "f", Map.of("open", true))));

    for (String part : List.of("account", "owner")) {
      String id = newest.getString("data.followUps.nodes[0]." + part + ".id");
      JsonPath found = chief.data(query, Map.of("f", Map.of(part, Map.of("eq", id))));
      assertEquals(1, found.getInt("data.followUps.totalCount"), part);
      assertEquals(one, found.getString("data.followUps.nodes[0].id"), part);
    }
    chief.data(
        "mutation ($id: ID!) { followUpAcknowledge(input: {followUpId: $id}) { id } }",
        Map.of("id", one));
    assertEquals(
        other,
        chief
            .data(query, Map.of("f", Map.of("states", List.of("OPEN"))))
            .getString("data.followUps.nodes[0].id"));
    assertEquals(
        List.of(2, 0),
        Stream.of(true, false)
            .map(
                open ->
                    chief
                        .data(query, Map.of("f", Map.of("open", open)))
                        .getInt("data.followUps.totalCount"))
            .toList(),
        "both wait until they are mended");
    assertEquals(
        0,
        chief
            .data(query, Map.of("f", Map.of("openedAt", Map.of("before", "2020-01-01"))))
            .getInt("data.followUps.totalCount"));
    assertEquals("INVALID", chief.refusal(query, Map.of("f", Map.of("owner", Map.of("eq", "x")))));
  }

  @Test
  void countsOverAWaveAreCountsOverTheOwnAccounts() {
    Company company = answeredCompany();
    String query =
        "{ waves(first: 1) { nodes { books { planned answered } exclusions { count } } } }";
    JsonPath books = Client.as(company.login("ana")).data(query);
    assertEquals(2, books.getInt("data.waves.nodes[0].books.planned"));
    assertEquals(1, books.getInt("data.waves.nodes[0].books.answered"));
  }

  @Test
  void analystsSeeRolesAndNoPersons() {
    answeredCompany();
    JsonPath contacts =
        Client.as("analyst")
            .data(
                "{ followUps(first: 1) { nodes { contact { name email role } why account { answers { why } } } } }");
    assertNull(contacts.get("data.followUps.nodes[0].why"), "a text may name its writer");
    assertNull(contacts.get("data.followUps.nodes[0].account.answers[0].why"));
    assertNull(contacts.get("data.followUps.nodes[0].contact.name"));
    assertNull(contacts.get("data.followUps.nodes[0].contact.email"));
    assertNotNull(contacts.getString("data.followUps.nodes[0].contact.role"));
  }

  @Test
  void rightsThatChangeApplyToTheNextRequest() {
    Company company = Company.imported().account("acme", "north").account("bolt", "south");
    Client ana = Client.as(company.login("ana"));
    assertEquals(1, accountNames(ana).size());
    company.account("bolt", "north");
    assertEquals(2, accountNames(ana).size(), "the account has moved to her team");
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead",
        "%1$s,m1,%1$s south,ana,MARKETING,false");
    assertEquals(Set.of(), accountNames(ana), "she has left that team");
    company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id,active",
        "%1$s,ana,Ana Alvarez,ana.%1$s@keypulse.example,Key account manager,SALES,chief,false");
    ana.http()
        .contentType("application/json")
        .body(Map.of("query", "{ viewer { name } }"))
        .post("/graphql")
        .then()
        .statusCode(403);
  }

  @Test
  void interleavedRequestsOfTwoPeopleNeverMix() throws Exception {
    Company company = Company.imported().account("acme", "north").account("bolt", "south");
    AtomicInteger turn = new AtomicInteger();
    Together.run(
        4,
        () -> {
          boolean north = turn.incrementAndGet() % 2 == 0;
          Client viewer = Client.as(company.login(north ? "ana" : "ben"));
          for (int i = 0; i < 15; i++) {
            assertEquals(
                Set.of(company.prefix + (north ? " acme Ltd" : " bolt Ltd")), accountNames(viewer));
            viewer.ask("{ account(id: \"nonsense\") { name } }", Map.of());
          }
        });
  }

  @Test
  void aConnectionThatComesBackHasNoRightsLeft() throws Exception {
    Company company = Company.imported().account("acme", "north");
    for (int i = 0; i < 5; i++) {
      accountNames(Client.as(company.login("ana")));
      accountNames(Client.as("admin"));
    }
    List<Connection> nobodys = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        Connection connection = database.getConnection();
        nobodys.add(connection);
        try (ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select current_user || coalesce(current_setting('keypulse.viewer', true), '')")) {
          row.next();
          assertEquals("keypulse_app", row.getString(1));
        }
      }
    } finally {
      for (Connection connection : nobodys) {
        connection.close();
      }
    }
  }

  @Test
  void whoIsNotSignedInSeesNothing() {
    given()
        .contentType("application/json")
        .body(Map.of("query", "{ viewer { name } }"))
        .post("/graphql")
        .then()
        .statusCode(401);
    given()
        .auth()
        .preemptive()
        .basic("ceo", "wrong")
        .contentType("application/json")
        .body("{}")
        .post("/graphql")
        .then()
        .statusCode(401);
    given().contentType("text/csv").body("x").post("/import/accounts").then().statusCode(401);
    Client.as("nobody.known")
        .http()
        .contentType("application/json")
        .body(Map.of("query", "{ viewer { name } }"))
        .post("/graphql")
        .then()
        .statusCode(403);
  }

  @Test
  void onlyAdministratorsImport() {
    Company company = Company.imported();
    String csv = "source,external_id,name,country,segment\nx,1,X,DE,Food\n";
    assertEquals(403, Client.as(company.login("chief")).importCsv("accounts", csv).statusCode());
    assertEquals(403, Client.as("analyst").importCsv("accounts", csv).statusCode());
  }

  private Company answeredCompany() {
    Company company =
        Company.imported().keyAccount("acme", "north", 2).keyAccount("bolt", "south", 3);
    String wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    for (String account : List.of("acme", "bolt")) {
      given()
          .formParam("overall", 2)
          .post(Mailbox.of(company.address(account, 1)).getLast().answerPath())
          .then()
          .statusCode(200);
    }
    company.closeWave(wave);
    company.put(
        "executive-sponsors",
        "source,external_id,account_external_id,employee_external_id,valid_from",
        "%1$s,s1,acme,chief,2020-01-01",
        "%1$s,s2,bolt,chief,2020-01-01");
    Database.change(
        """
        insert into executive_meeting (sponsor_id, account_id, team_id, held_on)
        select id, account_id, team_id, '2026-01-05' from executive_sponsor where source = ?
        """,
        company.prefix);
    return company;
  }

  private static Set<String> accountNames(Client viewer) {
    return new HashSet<>(
        viewer
            .data("{ accounts(first: 100) { nodes { name } } }")
            .getList("data.accounts.nodes.name"));
  }
}
