package io.keypulse.team;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Together;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@KeypulseTest
class TeamTest {
  private static final String ASSIGN =
      "mutation ($i: TeamMemberAssignInput!) { teamMemberAssign(input: $i) { lead { name } members { id version role share site employee { name } } } }";
  private static final String END =
      "mutation ($i: TeamMemberEndInput!) { teamMemberEnd(input: $i) { lead { name } } }";
  private static final String UPDATE =
      "mutation ($i: TeamMemberUpdateInput!) { teamMemberUpdate(input: $i) { members { function share site } } }";
  private static final String MOVE =
      "mutation ($i: AccountTeamAssignInput!) { accountTeamAssign(input: $i) { id team { name } lead { name } } }";

  private final Client admin = Client.as("admin");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Inject SessionFactory sessions;

  @Test
  void aTeamIsMadeOnceNamedAndSaysWhatItLacks() {
    String create =
        "mutation ($i: TeamCreateInput!) { teamCreate(input: $i) { id name version status functionsMissing members { id } } }";
    Map<String, Object> input = Map.of("name", "East", "idempotencyKey", prefix());
    JsonPath east = admin.data(create, Map.of("i", input));
    String id = east.getString("data.teamCreate.id");
    assertEquals("EMPTY", east.getString("data.teamCreate.status"));
    assertEquals(id, admin.data(create, Map.of("i", input)).getString("data.teamCreate.id"));
    String update = "mutation ($i: TeamUpdateInput!) { teamUpdate(input: $i) { name version } }";
    Map<String, Object> change = Map.of("id", id, "expectedVersion", 1, "name", "Far east");
    assertEquals(2, admin.data(update, Map.of("i", change)).getInt("data.teamUpdate.version"));
    assertEquals("CONFLICT", admin.refusal(update, Map.of("i", change)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(update, Map.of("i", change)));
    assertEquals(
        "FORBIDDEN",
        Client.as(Company.imported().login("chief")).refusal(create, Map.of("i", input)));
  }

  @Test
  void membersCoverFunctionsForTheirDays() {
    Company company = Company.imported();
    String query =
        "query ($id: ID!, $day: Date) { team(id: $id) { status(asOf: $day) functionsCovered(asOf: $day) functionsMissing(asOf: $day) lead(asOf: $day) { name } members(asOf: $day) { lead } } }";
    String north = team(company, "north");
    JsonPath now = admin.data(query, Map.of("id", north));
    assertEquals("CROSS_FUNCTIONAL", now.getString("data.team.status"));
    assertEquals(List.of("LOGISTICS", "SALES"), now.getList("data.team.functionsCovered"));
    assertEquals(List.of("FINANCE", "QUALITY"), now.getList("data.team.functionsMissing"));
    assertEquals(List.of(true, false), now.getList("data.team.members.lead"));
    JsonPath south = admin.data(query, Map.of("id", team(company, "south")));
    assertEquals("SINGLE_FUNCTION", south.getString("data.team.status"));
    JsonPath before = admin.data(query, Map.of("id", north, "day", "2001-01-01"));
    assertEquals("EMPTY", before.getString("data.team.status"));
    assertNull(before.get("data.team.lead"));
  }

  @Test
  void aPeriodTellsWhoWasWhoIsAndWhoIsToCome() {
    Company company = Company.imported();
    String header =
        "source,external_id,team_external_id,employee_external_id,function,valid_from,valid_until\n";
    String row = company.prefix + ",%1$s," + company.prefix + " south,lou,FINANCE,%2$s,%3$s\n";
    admin.importCsv(
        "team-members",
        header
            + row.formatted("was", "2020-01-01", "2021-01-01")
            + row.formatted("comes", "2100-01-01", ""));
    String members = "{ team(id: \"%s\") { members%s { employee { name } since } } }";
    String south = team(company, "south");
    String lou = "data.team.members.findAll { it.employee.name == 'Lou Logistics' }.since";
    assertEquals(List.of(), admin.data(members.formatted(south, "")).getList(lou));
    assertEquals(
        List.of("2020-01-01", "2100-01-01"),
        admin
            .data(members.formatted(south, "(period: {from: \"2020-06-01\", to: \"2100-06-01\"})"))
            .getList(lou));
    assertEquals(
        List.of("2100-01-01"),
        admin
            .data(
                "{ employee(id: \"%s\") { memberships(period: {from: \"2099-01-01\", to: \"2110-01-01\"}) { since team { id } } } }"
                    .formatted(employee(company, "lou")))
            .getList(
                "data.employee.memberships.findAll { it.team.id == '%s' }.since".formatted(south)));
    assertEquals(
        "INVALID",
        admin.refusal(
            members.formatted(
                south,
                "(asOf: \"2020-06-01\", period: {from: \"2020-06-01\", to: \"2100-06-01\"})"),
            Map.of()));
  }

  @Test
  void aHandoverMovesEitherWayWhateverTheOrderOfItsRows() {
    String header =
        "source,external_id,team_external_id,employee_external_id,function,role,valid_from,valid_until";
    for (String day : List.of("2030-09-01", "2030-05-01")) {
      for (boolean reversed : List.of(false, true)) {
        Company company = Company.imported();
        List<String> rows =
            List.of(
                "%1$s,h1,%1$s east,ana,SALES,LEAD,2030-01-01,%2$s\n",
                "%1$s,h2,%1$s east,ben,SALES,LEAD,%2$s,\n");
        List<String> ordered = reversed ? rows.reversed() : rows;
        String file = header + "\n" + String.join("", ordered);
        admin.importCsv("team-members", file.formatted(company.prefix, "2030-07-01"));
        JsonPath moved =
            admin.importCsv("team-members", file.formatted(company.prefix, day)).jsonPath();
        assertEquals(2, moved.getInt("updated"), moved::prettify);
      }
    }
  }

  @Test
  void aFunctionIsTheSameHoweverAFileOrAFormSpellsIt() {
    Company company = Company.imported();
    String header = "source,external_id,team_external_id,employee_external_id,function\n";
    String row = company.prefix + ",m9," + company.prefix + " south,lou,%s\n";
    assertEquals(
        1,
        admin
            .importCsv("team-members", header + row.formatted(" finance "))
            .jsonPath()
            .getInt("created"));
    assertEquals(
        1,
        admin
            .importCsv("team-members", header + row.formatted("Finance"))
            .jsonPath()
            .getInt("unchanged"));
    String south = team(company, "south");
    assertEquals(
        List.of("FINANCE", "SALES"),
        admin
            .data("{ team(id: \"" + south + "\") { functionsCovered } }")
            .getList("data.team.functionsCovered"));
    String lou =
        GlobalId.of(
            "Employee",
            Long.parseLong(
                Database.value(
                    "select id from employee where source = ? and external_id = 'lou'",
                    company.prefix)));
    Map<String, Object> again = Map.of("teamId", south, "employeeId", lou, "function", "finance ");
    assertEquals("ALREADY_EXISTS", admin.refusal(ASSIGN, Map.of("i", again)));
    String logistics =
        "{ employees(first: 100, filter: {functions: [\" logistics\"], positions: [\"dispatcher  \"], search: \"Lou Logistics\"}) { totalCount } }";
    assertTrue(admin.data(logistics).getInt("data.employees.totalCount") > 0);
  }

  @Test
  void theLeadAndThoseAboveStaffTheTeamAndNobodyElseDoes() {
    Company company = Company.imported().account("bolt", "south");
    Client ben = Client.as(company.login("ben"));
    Client chief = Client.as(company.login("chief"));
    Client lou = Client.as(company.login("lou"));
    Map<String, Object> input =
        Map.of(
            "teamId",
            team(company, "south"),
            "employeeId",
            employee(company, "lou"),
            "share",
            40,
            "site",
            "Their plant",
            "idempotencyKey",
            company.prefix);
    assertEquals("FORBIDDEN", lou.refusal(ASSIGN, Map.of("i", input)));
    assertEquals("FORBIDDEN", Client.as(company.login("ana")).refusal(ASSIGN, Map.of("i", input)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(ASSIGN, Map.of("i", input)));
    assertEquals(0, accounts(lou));
    JsonPath south = ben.data(ASSIGN, Map.of("i", input));
    ben.data(ASSIGN, Map.of("i", input));
    assertEquals(
        List.of("Ben Brandt", "Lou Logistics"),
        south.getList("data.teamMemberAssign.members.employee.name"));
    assertEquals(40, south.getInt("data.teamMemberAssign.members[1].share"));
    assertEquals(1, accounts(lou), "whoever serves the team sees its accounts from then on");
    String members = "query ($id: ID!) { team(id: $id) { members { site } } }";
    Map<String, Object> which = Map.of("id", team(company, "south"));
    assertEquals("Their plant", lou.data(members, which).getString("data.team.members[1].site"));
    assertNull(
        Client.as(company.login("ana")).data(members, which).get("data.team.members[1].site"),
        "a site tells who the customer is");

    Map<String, Object> again = new HashMap<>(input);
    again.remove("idempotencyKey");
    assertEquals("ALREADY_EXISTS", ben.refusal(ASSIGN, Map.of("i", again)));
    again.put("share", 101);
    assertEquals("INVALID", ben.refusal(ASSIGN, Map.of("i", again)));

    String louId = south.getString("data.teamMemberAssign.members[1].id");
    assertEquals(
        "CONFLICT", chief.refusal(END, Map.of("i", Map.of("id", louId, "expectedVersion", 5))));
    chief.data(END, Map.of("i", Map.of("id", louId, "expectedVersion", 1)));
    assertEquals(0, accounts(lou));
  }

  @Test
  void aTeamHasOneLeadAndLeadsHandOver() {
    Company company = Company.imported().keyAccount("bolt", "south", 1);
    Map<String, Object> input = new HashMap<>();
    input.put("teamId", team(company, "south"));
    input.put("employeeId", employee(company, "ana"));
    input.put("role", "LEAD");
    JsonPath second = admin.ask(ASSIGN, Map.of("i", input));
    assertEquals("WRONG_STATE", second.getString("errors[0].extensions.code"));
    assertEquals("handover", second.getString("errors[0].extensions.field"));
    input.put("since", today.plusDays(5).toString());
    input.put("handover", true);
    assertEquals(
        "Ben Brandt",
        admin.data(ASSIGN, Map.of("i", input)).getString("data.teamMemberAssign.lead.name"));
    String lead =
        "query ($id: ID!, $day: Date) { account(id: $id) { lead(asOf: $day) { name } leadVacancy { since days } continuity { years managers vacantDays } } }";
    String bolt = account(company, "bolt");
    assertEquals(
        "Ana Alvarez",
        admin
            .data(lead, Map.of("id", bolt, "day", today.plusDays(5).toString()))
            .getString("data.account.lead.name"));
    JsonPath now = admin.data(lead, Map.of("id", bolt));
    assertEquals("Ben Brandt", now.getString("data.account.lead.name"));
    assertNull(now.get("data.account.leadVacancy"));
    assertEquals(1, now.getInt("data.account.continuity.managers"));
    assertEquals(0, now.getInt("data.account.continuity.vacantDays"));
  }

  @Test
  void nobodysPastIsTakenBack() {
    Company company = Company.imported();
    String north = team(company, "north");
    LocalDate began = today.minusYears(3);
    Database.change(
        "update team_member set valid = daterange(cast(? as date), null) where source = ? and external_id = 'm1'",
        began.toString(),
        company.prefix);
    String members =
        "query ($id: ID!, $day: Date) { team(id: $id) { members(asOf: $day) { id version employee { name } } } }";
    JsonPath now = admin.data(members, Map.of("id", north, "day", today.toString()));
    Map<String, Object> end = new HashMap<>();
    end.put("id", now.getString("data.team.members[0].id"));
    end.put("expectedVersion", now.getInt("data.team.members[0].version"));
    for (LocalDate early : List.of(LocalDate.of(2000, 1, 1), began)) {
      end.put("until", early.toString());
      assertEquals("until", field(admin.ask(END, Map.of("i", end))));
    }
    Map<String, Object> lead = new HashMap<>();
    lead.put("teamId", north);
    lead.put("employeeId", employee(company, "ben"));
    lead.put("role", "LEAD");
    lead.put("handover", true);
    lead.put("since", began.toString());
    assertEquals("since", field(admin.ask(ASSIGN, Map.of("i", lead))));
    lead.put("since", began.plusDays(1).toString());
    admin.data(ASSIGN, Map.of("i", lead));
    assertEquals(
        "Ana Alvarez",
        admin
            .data(members, Map.of("id", north, "day", began.toString()))
            .getString("data.team.members[0].employee.name"));
    lead.put("employeeId", employee(company, "lou"));
    lead.put("function", "SALES");
    lead.put("since", today.plusDays(1).toString());
    admin.data(ASSIGN, Map.of("i", lead));
    lead.put("employeeId", employee(company, "ana"));
    assertEquals(
        "Ben Brandt",
        admin.data(ASSIGN, Map.of("i", lead)).getString("data.teamMemberAssign.lead.name"));
  }

  @Test
  void whatSomebodyDoesInATeamIsChangedWithoutAnotherMembership() {
    Company company = Company.imported().account("acme", "north");
    Client ana = Client.as(company.login("ana"));
    Database.change(
        "update team_member set valid = daterange(date '2020-01-01', null) where source = ? and external_id = 'm1'",
        company.prefix);
    String members =
        "query ($id: ID!) { team(id: $id) { members(period: {from: \"2000-01-01\", to: \"2100-01-01\"}) { id version function role share site since employee { name } } } }";
    Map<String, Object> north = Map.of("id", team(company, "north"));
    JsonPath before = ana.data(members, north).setRootPath("data.team.members");
    assertEquals(List.of("Ana Alvarez", "Lou Logistics"), before.getList("employee.name"));

    Map<String, Object> lead = new HashMap<>();
    lead.put("id", before.getString("[0].id"));
    lead.put("expectedVersion", before.getInt("[0].version"));
    lead.put("share", 60);
    lead.put("site", "Their plant");
    assertEquals("FORBIDDEN", Client.as(company.login("lou")).refusal(UPDATE, Map.of("i", lead)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(UPDATE, Map.of("i", lead)));
    ana.data(UPDATE, Map.of("i", lead));
    JsonPath now = ana.data(members, north).setRootPath("data.team.members");
    assertEquals(2, now.getList("id").size());
    assertEquals(before.getString("[0].id"), now.getString("[0].id"), "the same membership");
    assertEquals("2020-01-01", now.getString("[0].since"));
    assertEquals("LEAD", now.getString("[0].role"));
    assertEquals(60, now.getInt("[0].share"));
    assertEquals("Their plant", now.getString("[0].site"));
    assertEquals("CONFLICT", ana.refusal(UPDATE, Map.of("i", lead)));
    int version = now.getInt("[0].version");
    lead.put("expectedVersion", version);
    ana.data(UPDATE, Map.of("i", lead));
    assertEquals(
        version, ana.data(members, north).getInt("data.team.members[0].version"), "nothing new");

    lead.put("share", 101);
    assertEquals("share", field(ana.ask(UPDATE, Map.of("i", lead))));
    lead.put("share", 0);
    lead.put("site", "");
    lead.put("function", "finance");
    assertEquals("function", field(ana.ask(UPDATE, Map.of("i", lead))), "she has sold since 2020");
    lead.remove("function");
    JsonPath cleared = ana.data(UPDATE, Map.of("i", lead));
    assertNull(cleared.get("data.teamMemberUpdate.members[0].share"));
    assertNull(cleared.get("data.teamMemberUpdate.members[0].site"));

    Map<String, Object> lou = new HashMap<>();
    lou.put("id", before.getString("[1].id"));
    lou.put("expectedVersion", before.getInt("[1].version"));
    lou.put("function", "finance");
    assertEquals(
        "FINANCE",
        ana.data(UPDATE, Map.of("i", lou)).getString("data.teamMemberUpdate.members[1].function"));
  }

  private static String field(JsonPath refused) {
    assertEquals("INVALID", refused.getString("errors[0].extensions.code"), refused::prettify);
    return refused.getString("errors[0].extensions.field");
  }

  @Test
  void whoeverServesFromALaterDayOnIsToldTheDay() {
    Company company = Company.imported();
    Map<String, Object> ben =
        new HashMap<>(
            Map.of(
                "teamId", team(company, "north"),
                "employeeId", employee(company, "ben"),
                "since", today.plusDays(20).toString()));
    admin.data(ASSIGN, Map.of("i", ben));
    ben.remove("since");
    JsonPath refused = admin.ask(ASSIGN, Map.of("i", ben));
    assertEquals("ALREADY_EXISTS", refused.getString("errors[0].extensions.code"));
    assertEquals("until", refused.getString("errors[0].extensions.field"));
    assertTrue(
        refused.getString("errors[0].message").contains(today.plusDays(20).toString()),
        refused::prettify);
    ben.put("until", today.plusDays(20).toString());
    admin.data(ASSIGN, Map.of("i", ben));
    ben.put("since", today.plusDays(1).toString());
    assertEquals(
        "employeeId", admin.ask(ASSIGN, Map.of("i", ben)).getString("errors[0].extensions.field"));
  }

  @Test
  void whoeverHandsTheLeadOverForSomeDaysLeadsAgainAfterThem() {
    Company company = Company.imported().account("acme", "north");
    Database.change(
        "update team_member set share = 80, valid = '[2020-01-01,)' where source = ? and external_id = 'm1'",
        company.prefix);
    admin.data(
        ASSIGN,
        Map.of(
            "i",
            Map.of(
                "teamId", team(company, "north"),
                "employeeId", employee(company, "ben"),
                "role", "LEAD",
                "handover", true,
                "since", today.plusDays(3).toString(),
                "until", today.plusDays(6).toString())));
    String asked =
        "query ($id: ID!, $day: Date) { team(id: $id) { lead(asOf: $day) { name } members(asOf: $day) { lead share until } } }";
    for (Map.Entry<Integer, String> day :
        Map.of(2, "Ana Alvarez", 3, "Ben Brandt", 5, "Ben Brandt", 6, "Ana Alvarez").entrySet()) {
      assertEquals(
          day.getValue(),
          admin
              .data(
                  asked,
                  Map.of(
                      "id", team(company, "north"), "day", today.plusDays(day.getKey()).toString()))
              .getString("data.team.lead.name"),
          () -> "on day " + day.getKey());
    }
    JsonPath after =
        admin.data(
            asked, Map.of("id", team(company, "north"), "day", today.plusDays(400).toString()));
    assertEquals(List.of(80), after.getList("data.team.members.findAll { it.lead }.share"));
    assertNull(after.get("data.team.members.find { it.lead }.until"));
  }

  @Test
  void aFileIsToldOfASecondLeadInTheColumnThatItHas() {
    Company company = Company.imported();
    for (String column : List.of("role", "lead")) {
      String says = column.equals("role") ? "LEAD" : "true";
      JsonPath report =
          admin.imported(
              "team-members",
              "source,external_id,team_external_id,employee_external_id,function,%2$s\n%1$s,m9,%1$s north,ben,SALES,%3$s\n"
                  .formatted(company.prefix, column, says));
      assertEquals(column, report.getString("verdicts[0].column"), report::prettify);
      assertTrue(report.getString("verdicts[0].message").contains("valid_until"));
    }
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,role,valid_from,valid_until",
        "%1$s,m9,%1$s north,ben,SALES,LEAD," + today.plusDays(5) + ",",
        "%1$s,m1,%1$s north,ana,SALES,LEAD,," + today.plusDays(5));
  }

  @Test
  void twoWhoLeadAtOnceNeverBothDo() throws Exception {
    Company company = Company.imported();
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,role",
        "%1$s,m5,%1$s west,lou,LOGISTICS,MEMBER");
    List<String> both = List.of("ana", "ben");
    AtomicInteger turn = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    Together.run(
        2,
        () -> {
          Map<String, Object> input =
              Map.of(
                  "teamId", team(company, "west"),
                  "employeeId", employee(company, both.get(turn.getAndIncrement())),
                  "role", "LEAD");
          if (admin.ask(ASSIGN, Map.of("i", input)).get("errors") != null) {
            refused.incrementAndGet();
          }
        });
    assertEquals(1, refused.get());
  }

  @Test
  void anAccountWithoutALeadIsAGapThatIsShown() {
    Company company = Company.imported().account("acme", "west");
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,role,valid_from,valid_until",
        "%1$s,m5,%1$s west,lou,LOGISTICS,MEMBER,2020-01-01,",
        "%1$s,m6,%1$s west,ben,SALES,LEAD,2020-01-01,2021-01-01");
    JsonPath gap =
        Client.as(company.login("lou"))
            .data(
                "query ($id: ID!) { account(id: $id) { lead { name } leadVacancy { since days } } }",
                Map.of("id", account(company, "acme")));
    assertNull(gap.get("data.account.lead"));
    assertEquals(today.toString(), gap.getString("data.account.leadVacancy.since"));
    assertEquals(0, gap.getInt("data.account.leadVacancy.days"));
  }

  @Test
  void anAccountMovesWithItsHistory() {
    Company company = Company.imported().account("acme", "north");
    Client ana = Client.as(company.login("ana"));
    Client chief = Client.as(company.login("chief"));
    String acme = account(company, "acme");
    Database.change(
        "update account_team set valid = '[2020-01-01,)' where account_id = (select id from account where source = ?)",
        company.prefix);
    Map<String, Object> input =
        Map.of("accountId", acme, "teamId", team(company, "south"), "expectedVersion", 1);
    assertEquals("FORBIDDEN", ana.refusal(MOVE, Map.of("i", input)));
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(MOVE, Map.of("i", input)));
    JsonPath moved = chief.data(MOVE, Map.of("i", input));
    assertEquals("Ben Brandt", moved.getString("data.accountTeamAssign.lead.name"));
    assertEquals("CONFLICT", chief.refusal(MOVE, Map.of("i", input)));
    assertEquals(0, accounts(ana));
    JsonPath history =
        Client.as(company.login("ben"))
            .data(
                "query ($id: ID!) { account(id: $id) { teamHistory { since until team { name } } continuity(years: 1) { servedDays } } }",
                Map.of("id", acme));
    assertEquals(
        List.of(company.prefix + " south", company.prefix + " north"),
        history.getList("data.account.teamHistory.team.name"));
    assertEquals(today.toString(), history.getString("data.account.teamHistory[1].until"));
    assertEquals(today.toString(), history.getString("data.account.teamHistory[0].since"));
    assertNotNull(history.get("data.account.continuity.servedDays"));
    company.account("acme", "north");
    assertEquals(
        "2",
        Database.value(
            "select count(*) from account_team where account_id = (select id from account where source = ?)",
            company.prefix),
        "two moves on one day leave one");
  }

  @Test
  void aFileAndAnAssignmentTellSinceWhenATeamHasServedAnAccount() {
    Company company = new Company().staffed();
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,lead,valid_from",
        "%1$s,m1,%1$s north,ana,SALES,true,2020-01-01");
    String header = "source,external_id,name,country,segment,team_external_id,served_since";
    company.put("accounts", header, "%1$s,acme,Acme,DE,Food,%1$s north,2023-01-01");
    Client ana = Client.as(company.login("ana"));
    String asked =
        "{ accounts { nodes { id lead(asOf: \"2023-06-01\") { name } continuity { servedDays managers } teamHistory { since until } } } }";
    JsonPath account = ana.data(asked).setRootPath("data.accounts.nodes[0]");
    assertEquals("Ana Alvarez", account.getString("lead.name"));
    assertEquals(1, account.getInt("continuity.managers"));
    assertTrue(account.getInt("continuity.servedDays") > 1_000);
    JsonPath later =
        Client.as("admin")
            .imported(
                "accounts",
                header
                    + "\n%1$s,acme,Acme,DE,Food,%1$s north,2024-01-01\n".formatted(company.prefix));
    assertEquals(1, later.getInt("unchanged"), later::prettify);
    assertEquals("served_since", later.getString("verdicts[0].column"), later::prettify);
    assertEquals("SERVED_OTHERWISE", later.getString("verdicts[0].code"), later::prettify);
    assertTrue(later.getString("verdicts[0].message").contains("2023-01-01"), later::prettify);
    assertEquals(
        List.of("2023-01-01"),
        ana.data(asked).getList("data.accounts.nodes[0].teamHistory.since"),
        "what is known stays");

    Client chief = Client.as(company.login("chief"));
    Map<String, Object> input =
        new HashMap<>(
            Map.of(
                "accountId",
                account.getString("id"),
                "teamId",
                team(company, "south"),
                "expectedVersion",
                1,
                "since",
                "2199-01-01"));
    JsonPath planned = chief.ask(MOVE, Map.of("i", input));
    assertEquals("since", field(planned));
    assertTrue(planned.getString("errors[0].message").contains("ahead"), planned::prettify);
    input.put("since", "2022-01-01");
    JsonPath refused = chief.ask(MOVE, Map.of("i", input));
    assertEquals("since", field(refused));
    assertTrue(
        refused.getString("errors[0].message").contains("until " + today), refused::prettify);
    assertEquals(1, accounts(ana), "nothing has moved");
    input.put("since", today.toString());
    chief.data(MOVE, Map.of("i", input));
    assertEquals(
        List.of(today.toString(), "2023-01-01"),
        Client.as(company.login("ben"))
            .data(asked)
            .getList("data.accounts.nodes[0].teamHistory.since"),
        "not into the time of the team before");
    JsonPath earlier =
        Client.as("admin")
            .imported(
                "accounts",
                header
                    + "\n%1$s,acme,Acme,DE,Food,%1$s south,2022-01-01\n".formatted(company.prefix));
    assertEquals("SERVED_OTHERWISE", earlier.getString("verdicts[0].code"), earlier::prettify);
    Client.as("admin")
        .importCsv("accounts", header + "\n" + company.prefix + ",beta,Beta,DE,Food,,2199-01-01\n")
        .then()
        .body("verdicts[0].column", is("served_since"));
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnTheNumberOfAccounts() {
    List<Long> counts = new ArrayList<>();
    for (int number : List.of(1, 12)) {
      Company company = Company.imported();
      for (int i = 0; i < number; i++) {
        company.account("a" + i, "north");
      }
      sessions.getStatistics().clear();
      Client.as(company.login("ana"))
          .data(
              """
              { accounts(first: 100) { nodes { lead { name } leadVacancy { days } teamHistory { team { name } } continuity { managers }
                executiveSponsor { id } sponsorVacancy { days } team { status functionsMissing members { site } } } } }
              """);
      counts.add(sessions.getStatistics().getPrepareStatementCount());
    }
    assertEquals(counts.getFirst(), counts.getLast());
  }

  static int accounts(Client viewer) {
    return viewer.data("{ accounts { totalCount } }").getInt("data.accounts.totalCount");
  }

  static String employee(Company company, String who) {
    return id("Employee", "employee", company.prefix, who);
  }

  static String team(Company company, String name) {
    return id("Team", "team", company.prefix, company.prefix + " " + name);
  }

  static String account(Company company, String name) {
    return id("Account", "account", company.prefix, name);
  }

  private static String id(String type, String table, String source, String externalId) {
    return GlobalId.of(
        type,
        Long.parseLong(
            Database.value(
                "select id from " + table + " where source = ? and external_id = ?",
                source,
                externalId)));
  }

  private static String prefix() {
    return java.util.UUID.randomUUID().toString();
  }
}
