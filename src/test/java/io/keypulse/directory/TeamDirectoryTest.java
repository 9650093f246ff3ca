package io.keypulse.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KeypulseTest
class TeamDirectoryTest {
  private static final String TEAMS =
      "query ($f: TeamFilter, $o: TeamOrder, $n: Int, $a: String)"
          + " { teams(first: $n, after: $a, filter: $f, orderBy: $o)"
          + " { nodes { name } pageInfo { hasNextPage endCursor } totalCount } }";
  private static final String EMPLOYEES =
      "query ($f: EmployeeFilter, $o: EmployeeOrder) { employees(first: 100, filter: $f, orderBy: $o) { nodes { name } } }";

  private final Company company = new Company();
  private final Client chief = Client.as(company.login("chief"));
  private final Client ben = Client.as(company.login("ben"));

  @BeforeEach
  void twoTeamsWithThreeAccounts() {
    company.staffed().keyAccount("a", "north", 1, "T").account("b", "north").account("z", "south");
  }

  @Test
  void teamsAreFoundByTheirNameTheirPeopleAndWhatTheyCover() {
    assertEquals(List.of("north"), found(chief, Map.of("search", company.prefix + " norht")));
    assertEquals(List.of("south"), found(chief, Map.of("lead", Map.of("id", eq(person("ben"))))));
    assertEquals(List.of("north"), found(chief, Map.of("member", Map.of("id", eq(person("lou"))))));
    assertEquals(
        List.of("north", "south"),
        found(chief, Map.of("lead", Map.of("below", eq(person("chief"))))));
    assertEquals(
        List.of("north"), found(chief, ours(Map.of("function", Map.of("eq", " logistics ")))));
    assertEquals(
        List.of("south"), found(chief, ours(Map.of("functionMissing", Map.of("eq", "Logistics")))));
  }

  @Test
  void teamsAreFoundByTheAccountsThatTheViewerSees() {
    Map<String, Object> key = Map.of("keyStatus", Map.of("tier", Map.of("in", List.of("T"))));
    assertEquals(List.of("north"), found(chief, ours(Map.of("account", key))));
    assertEquals(List.of(), found(ben, ours(Map.of("account", key))), "which Ben does not see");
    Map<String, Object> german = Map.of("country", Map.of("eq", "DE"));
    assertEquals(List.of("north", "south"), found(chief, ours(Map.of("account", german))));
    assertEquals(List.of("south"), found(ben, ours(Map.of("account", german))));
    assertEquals(
        1,
        chief
            .data(
                "query ($f: AccountFilter) { accounts(filter: $f) { totalCount } }",
                Map.of("f", Map.of("team", Map.of("search", company.prefix + " south"))))
            .getInt("data.accounts.totalCount"));
  }

  @Test
  void everyOrderReadsOnInBothDirectionsAndACursorHoldsForItAlone() {
    for (TeamOrder.Field field : TeamOrder.Field.values()) {
      List<String> up = walked(Map.of("field", field, "direction", "ASC"));
      assertEquals(2, up.size(), field::name);
      assertEquals(up.reversed(), walked(Map.of("field", field, "direction", "DESC")));
    }
    assertEquals(List.of("north", "south"), walked(Map.of("field", "ACCOUNT_COUNT")));
    assertEquals(List.of("north", "south"), walked(Map.of("field", "MEMBER_COUNT")));
    String cursor = chief.data(TEAMS, Map.of("n", 1)).getString("data.teams.pageInfo.endCursor");
    Map<String, Object> other = Map.of("a", cursor, "o", Map.of("field", "MEMBER_COUNT"));
    assertEquals("INVALID", chief.refusal(TEAMS, other));
    JsonPath bad = chief.ask(TEAMS, Map.of("f", Map.of("account", Map.of("id", eq("x")))));
    assertEquals("filter.account.id", bad.getString("errors[0].extensions.field"));
  }

  @Test
  void employeesAreFoundByTheirManagerAndByWhoStandsAboveThem() {
    company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id",
        "%1$s,tia,Tia Trainee,tia.%1$s@keypulse.example,Trainee,sales,ana");
    assertEquals(List.of("Tia Trainee"), people(Map.of("manager", eq(person("ana")))));
    assertEquals(
        List.of("Ana Alvarez", "Ben Brandt", "Lou Logistics"),
        people(Map.of("manager", eq(person("chief")))));
    List<String> byFunction =
        people(
            Map.of("below", eq(person("chief"))), Map.of("field", "FUNCTION", "direction", "ASC"));
    assertEquals("Lou Logistics", byFunction.getFirst(), "LOGISTICS before SALES");
    assertEquals(
        List.of("Ana Alvarez", "Ben Brandt", "Lou Logistics", "Tia Trainee"),
        byFunction.stream().sorted().toList());
  }

  @Test
  void employeesAreFoundByTheTeamsTheyServeInAndLeadAndByTheAccountsTheySponsor() {
    company.put(
        "executive-sponsors",
        "source,external_id,account_external_id,employee_external_id,valid_from",
        "%1$s,s1,a,chief,2020-01-01");
    Map<String, Object> north = Map.of("search", company.prefix + " north");
    assertEquals(List.of("Ana Alvarez", "Lou Logistics"), people(Map.of("team", north)));
    assertEquals(List.of("Ana Alvarez"), people(Map.of("leads", north)));
    assertEquals(
        List.of("Ana Alvarez", "Ben Brandt"),
        people(Map.of("leads", Map.of(), "below", eq(person("chief")))));
    assertEquals(
        List.of("Lou Logistics"), people(Map.of("team", north, "functions", List.of("logistics"))));
    Map<String, Object> key =
        Map.of("account", Map.of("keyStatus", Map.of("tier", Map.of("eq", "T"))));
    Map<String, Object> serving = Map.of("team", key, "below", eq(person("chief")));
    assertEquals(List.of("Ana Alvarez", "Lou Logistics"), people(serving));
    assertEquals(List.of(), people(ben, serving), "Ben does not see that account");
    Map<String, Object> sponsoring = Map.of("sponsors", Map.of(), "id", eq(person("chief")));
    assertEquals(1, people(sponsoring).size());
    assertEquals(List.of(), people(ben, sponsoring), "Ben does not see that account");
    JsonPath bad = chief.ask(EMPLOYEES, Map.of("f", Map.of("leads", Map.of("id", eq("x")))));
    assertEquals("filter.leads.id", bad.getString("errors[0].extensions.field"));
  }

  @Test
  void anEmployeeSaysInWhichTeamsTheyServe() {
    JsonPath lou =
        chief.data(
            """
            query ($id: ID!) { employee(id: $id) {
              now: memberships { lead function team { name lead { name } } }
              then: memberships(asOf: "1999-01-01") { id } } }
            """,
            Map.of("id", person("lou")));
    assertEquals(List.of(company.prefix + " north"), lou.getList("data.employee.now.team.name"));
    assertEquals(List.of("Ana Alvarez"), lou.getList("data.employee.now.team.lead.name"));
    assertEquals(List.of("LOGISTICS"), lou.getList("data.employee.now.function"));
    assertEquals(List.of(), lou.getList("data.employee.then"));
  }

  private List<String> people(Map<String, Object> filter) {
    return people(filter, Map.of("field", "NAME", "direction", "ASC"));
  }

  private List<String> people(Map<String, Object> filter, Map<String, Object> order) {
    return people(chief, filter, order);
  }

  private List<String> people(Client viewer, Map<String, Object> filter) {
    return people(viewer, filter, Map.of("field", "NAME"));
  }

  private List<String> people(
      Client viewer, Map<String, Object> filter, Map<String, Object> order) {
    return viewer
        .data(EMPLOYEES, Map.of("f", filter, "o", order))
        .getList("data.employees.nodes.name", String.class);
  }

  private List<String> walked(Map<String, Object> order) {
    List<String> all = new ArrayList<>();
    Map<String, Object> variables = new HashMap<>(Map.of("f", ours(Map.of()), "o", order, "n", 1));
    for (int page = 0; page < 3; page++) {
      JsonPath answer = chief.data(TEAMS, variables);
      all.addAll(names(answer));
      if (!answer.getBoolean("data.teams.pageInfo.hasNextPage")) {
        return all;
      }
      variables.put("a", answer.getString("data.teams.pageInfo.endCursor"));
    }
    throw new AssertionError("The list has no end: " + all);
  }

  private List<String> found(Client viewer, Map<String, Object> filter) {
    JsonPath answer = viewer.data(TEAMS, Map.of("f", filter));
    List<String> names = names(answer);
    assertEquals(names.size(), answer.getInt("data.teams.totalCount"));
    return names;
  }

  private List<String> names(JsonPath answer) {
    return answer.getList("data.teams.nodes.name", String.class).stream()
        .map(name -> name.replace(company.prefix + " ", ""))
        .toList();
  }

  /** Of this company, for there are the teams of other tests too. */
  private Map<String, Object> ours(Map<String, Object> filter) {
    Map<String, Object> all = new HashMap<>(filter);
    all.put("member", Map.of("below", eq(person("chief"))));
    return all;
  }

  private String person(String who) {
    return GlobalId.of(
        "Employee",
        Long.parseLong(
            Database.value(
                "select id from employee where source = ? and external_id = ?",
                company.prefix,
                who)));
  }

  private static Map<String, Object> eq(String id) {
    return Map.of("eq", id);
  }
}
