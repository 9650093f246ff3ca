package io.keypulse.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

@KeypulseTest
class PortfolioTest {
  private static final String PORTFOLIO =
      """
      query ($m: ID, $s: LineScope, $a: String) { portfolio(managerId: $m, scope: $s, first: 2, after: $a) {
        totalCount nodes { externalId } pageInfo { endCursor hasNextPage } managers { manager { name } leads accounts keyAccounts load vacancies overdue purchases { total { netRevenue { amount } } } } } }
      """;
  private static final String WORKLOAD =
      "query ($m: ID, $s: LineScope) { workload(managerId: $m, scope: $s) { capacity vacantDays leadsNeeded leads { lead { name } accounts keyAccounts load status } vacancies { account { externalId } vacancy { days } } } }";

  private final Client admin = Client.as("admin");

  @Inject SessionFactory sessions;

  @Test
  void aManagerSeesTheAccountsOfTheirTreeAndWhoCarriesThem() {
    Company company =
        Company.imported()
            .keyAccount("acme", "north", 1)
            .account("bolt", "south")
            .keyAccount("cube", "south", 1);
    Client chief = Client.as(company.login("chief"));
    JsonPath first = chief.data(PORTFOLIO);
    assertEquals(3, first.getInt("data.portfolio.totalCount"));
    assertEquals(List.of("acme", "bolt"), first.getList("data.portfolio.nodes.externalId"));
    assertEquals(
        List.of("Cleo Chief", "Ana Alvarez", "Ben Brandt", "Lou Logistics"),
        first.getList("data.portfolio.managers.manager.name"));
    assertEquals(List.of(0, 1, 2, 0), first.getList("data.portfolio.managers.accounts"));
    assertEquals(List.of(0, 1, 1, 0), first.getList("data.portfolio.managers.keyAccounts"));
    String cursor = first.getString("data.portfolio.pageInfo.endCursor");
    assertEquals(
        List.of("cube"),
        chief.data(PORTFOLIO, Map.of("a", cursor)).getList("data.portfolio.nodes.externalId"));
    assertEquals("INVALID", chief.refusal(PORTFOLIO, Map.of("a", cursor, "s", "DIRECT")));

    Client ana = Client.as(company.login("ana"));
    assertEquals(1, ana.data(PORTFOLIO).getInt("data.portfolio.totalCount"));
    assertEquals("FORBIDDEN", ana.refusal(PORTFOLIO, Map.of("m", employee(company, "ben"))));
    assertEquals(
        2,
        admin
            .data(PORTFOLIO, Map.of("m", employee(company, "ben")))
            .getInt("data.portfolio.totalCount"));
    assertEquals(
        "NOT_FOUND", admin.refusal(PORTFOLIO, Map.of("m", GlobalId.of("Employee", 2000000000))));
  }

  @Test
  void everyBranchTellsWhatItsAccountsBuyWhichAreOverdueAndWhatNobodyLeads() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Company company =
        Company.imported()
            .account("acme", "north")
            .account("bolt", "south")
            .keyAccount("cube", "south", 1)
            .keyAccount("dome", "west", 1);
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,role,valid_from,valid_until",
        "%1$s,m5,%1$s west,ben,SALES,LEAD,2020-01-01,2021-01-01");
    company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,currency,cost_amount,type,document",
        bought("1", "acme", today.minusDays(40), "100.00,EUR,60.00"),
        bought("2", "acme", today.minusDays(500), "7.00,EUR,"),
        bought("3", "bolt", today.minusDays(90), "10.00,EUR,"),
        bought("4", "bolt", today.minusDays(80), "10.00,EUR,"),
        bought("5", "bolt", today.minusDays(70), "10.00,EUR,"),
        bought("6", "bolt", today.minusDays(60), "10.00,EUR,9.00"),
        bought("7", "cube", today, "10.00,EUR,4.00"),
        bought("8", "cube", today, "5.00,LAK,"));
    String query =
        """
        query ($p: Period, $c: String) { portfolio { managers { manager { name } accounts vacancies overdue
          purchases(period: $p, currency: $c) { from to total { netRevenue { amount currency } grossProfit { amount } }
            unconverted { amount currency } missingRates { base } } } } }
        """;
    JsonPath told = Client.as(company.login("chief")).data(query);
    told.setRootPath("data.portfolio.managers");
    assertEquals(
        List.of("Cleo Chief", "Ana Alvarez", "Ben Brandt", "Lou Logistics"),
        told.getList("manager.name"));
    assertEquals(List.of(1, 1, 2, 0), told.getList("accounts"));
    assertEquals(List.of(1, 0, 0, 0), told.getList("vacancies"), "nobody leads the team of dome");
    assertEquals(List.of(0, 0, 1, 0), told.getList("overdue"), "bolt orders every ten days");
    assertEquals(
        List.of("0.00", "100.00", "50.00", "0.00"),
        told.getList("purchases.total.netRevenue.amount"));
    assertEquals("40.00", told.getString("purchases[1].total.grossProfit.amount"));
    assertEquals("7.00", told.getString("purchases[2].total.grossProfit.amount"));
    assertEquals("5.00", told.getString("purchases[2].unconverted[0].amount"));
    assertEquals(List.of("LAK"), told.getList("purchases[2].missingRates.base"));
    assertEquals(today.toString(), told.getString("purchases[0].to"));

    Map<String, Object> before =
        Map.of("from", today.minusDays(600).toString(), "to", today.minusDays(400).toString());
    Client ana = Client.as(company.login("ana"));
    assertEquals(
        List.of("7.00"),
        ana.data(query, Map.of("p", before))
            .getList("data.portfolio.managers.purchases.total.netRevenue.amount"));
    Map<String, Object> ahead =
        Map.of("from", today.plusDays(1).toString(), "to", today.plusDays(2).toString());
    assertEquals("INVALID", ana.refusal(query, Map.of("p", ahead)));
    assertEquals("INVALID", ana.refusal(query, Map.of("c", "euro")));
  }

  private static String bought(String id, String account, LocalDate day, String money) {
    return "%1$s," + id + "," + account + "," + day + ",Film," + money + ",INVOICE,d" + id;
  }

  @Test
  void aManagerTreeKnowsWhoIsOverAndWhereNobodyLeads() {
    Company company =
        Company.imported()
            .keyAccount("acme", "north", 1)
            .account("bolt", "south")
            .keyAccount("cube", "west", 1);
    company.put(
        "team-members",
        "source,external_id,team_external_id,employee_external_id,function,role,valid_from,valid_until",
        "%1$s,m5,%1$s west,ben,SALES,LEAD,2020-01-01,2021-01-01");
    Client chief = Client.as(company.login("chief"));
    JsonPath load = chief.data(WORKLOAD);
    assertEquals(
        List.of("Ana Alvarez", "Ben Brandt"), load.getList("data.workload.leads.lead.name"));
    assertEquals(List.of("UNDER", "UNDER"), load.getList("data.workload.leads.status"));
    assertEquals(List.of("cube"), load.getList("data.workload.vacancies.account.externalId"));
    assertEquals(0, load.getInt("data.workload.vacantDays"));
    assertEquals(1, load.getInt("data.workload.leadsNeeded"));
    for (int i = 0; i < 8; i++) {
      company.keyAccount("further" + i, "west", 1);
    }
    JsonPath grown = chief.data(WORKLOAD);
    assertEquals(2, grown.getInt("data.workload.leadsNeeded"), "ten key accounts, nine for each");
  }

  @Test
  void whatNobodyServesIsVacantInTheTreeOfTheTopOfTheLine() {
    Company company = new Company();
    String cold = "cold-" + company.prefix;
    company.staffed().keyAccount(cold, "nobody", 1);
    JsonPath all = admin.data(WORKLOAD);
    int needed = all.getInt("data.workload.leadsNeeded");
    assertTrue(
        all.getList("data.workload.vacancies.account.externalId").contains(cold), all::prettify);
    for (int i = 0; i < 9; i++) {
      company.keyAccount("further" + i, "nobody", 1);
    }
    assertEquals(needed + 1, admin.data(WORKLOAD).getInt("data.workload.leadsNeeded"));
    JsonPath chief = Client.as(company.login("chief")).data(WORKLOAD);
    assertEquals(
        List.of(),
        chief.getList("data.workload.vacancies"),
        "who is not at the top does not see it");
  }

  @Test
  void aLeadWhoHasLeftLeadsNothingAndTheDaysSinceAreVacant() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Database.change(
        "update team_member set valid = daterange('2020-01-01', null) where source = ? and external_id = 'm1'",
        company.prefix);
    Database.change(
        "update account_team t set valid = daterange('2020-01-01', null) from account a where a.id = t.account_id and a.source = ?",
        company.prefix);
    company.put(
        "employees",
        "source,external_id,name,email,position,function,manager_external_id,joined_on,left_on",
        "%1$s,ana,Ana Alvarez,ana.%1$s@keypulse.example,Key account manager,SALES,chief,2020-01-01,"
            + today.minusDays(26));
    Client chief = Client.as(company.login("chief"));
    JsonPath load = chief.data(WORKLOAD, Map.of("m", employee(company, "chief"), "s", "TREE"));
    assertFalse(load.getList("data.workload.leads.lead.name").contains("Ana Alvarez"));
    assertEquals(List.of("acme"), load.getList("data.workload.vacancies.account.externalId"));
    assertEquals(1, load.getInt("data.workload.leadsNeeded"));
    JsonPath account =
        chief.data(
            "{ accounts { nodes { lead { name } leadVacancy { days } continuity(years: 1) { managers vacantDays } } } }");
    account.setRootPath("data.accounts.nodes[0]");
    assertNull(account.get("lead"));
    assertEquals(26, account.getInt("leadVacancy.days"));
    assertEquals(27, account.getInt("continuity.vacantDays"), "with today");
    assertEquals(1, account.getInt("continuity.managers"));
  }

  @Test
  void aPortfolioIsThatOfTheDayAskedForAndHasNoArchivedAccounts() {
    Company company =
        Company.imported()
            .account("acme", "north")
            .account("bolt", "south")
            .account("cube", "south");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Database.change(
        "update team_member set valid = daterange('2020-01-01', null) where source = ?",
        company.prefix);
    Database.change(
        """
        update account_team h set valid = daterange('2020-01-01', null) from account a
        where a.id = h.account_id and a.source = ?
        """,
        company.prefix);
    Database.change(
        "update reporting_line set valid = daterange('2020-01-01', null) where employee_id in (select id from employee where source = ?)",
        company.prefix);
    admin.data(
        "mutation ($i: ReportingLineSetInput!) { reportingLineSet(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "employeeId", employee(company, "ben"),
                "managerId", employee(company, "ana"),
                "expectedVersion", 1)));
    admin.data(
        "mutation ($i: AccountArchiveInput!) { accountArchive(input: $i) { id } }",
        Map.of(
            "i",
            Map.of(
                "id",
                GlobalId.of(
                    "Account",
                    Long.parseLong(
                        Database.value(
                            "select id from account where source = ? and external_id = 'cube'",
                            company.prefix))),
                "expectedVersion",
                1)));
    String led =
        "query ($d: Date) { portfolio(asOf: $d) { nodes { externalId } managers { manager { name } accounts } } workload(asOf: $d) { leads { accounts } } }";
    Client ana = Client.as(company.login("ana"));
    JsonPath now = ana.data(led);
    assertEquals(List.of("acme", "bolt"), now.getList("data.portfolio.nodes.externalId"));
    assertEquals(List.of(1, 1), now.getList("data.portfolio.managers.accounts"));
    JsonPath before = ana.data(led, Map.of("d", today.minusDays(1).toString()));
    assertEquals(List.of("acme"), before.getList("data.portfolio.nodes.externalId"));
    assertEquals(List.of("Ana Alvarez"), before.getList("data.portfolio.managers.manager.name"));
    assertEquals(List.of(1), before.getList("data.workload.leads.accounts"));
    JsonPath all =
        Client.as(company.login("chief")).data(led, Map.of("d", today.minusDays(1).toString()));
    assertEquals(List.of("acme", "bolt", "cube"), all.getList("data.portfolio.nodes.externalId"));
  }

  @Test
  void administratorsSetWhatALeadCanCarry() {
    String set =
        "mutation ($i: CapacityPolicySetInput!) { capacityPolicySet(input: $i) { capacity under otherWeight version tierWeights { tier weight } } }";
    int version =
        admin.data("{ capacityPolicy { version } }").getInt("data.capacityPolicy.version");
    Map<String, Object> input = new HashMap<>();
    input.put("capacity", "9");
    input.put("under", "5");
    input.put("otherWeight", "0");
    input.put("tierWeights", List.of(Map.of("tier", "Z", "weight", "2.50")));
    input.put("expectedVersion", version);
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(set, Map.of("i", input)));
    JsonPath policy = admin.data(set, Map.of("i", input));
    assertEquals("2.50", policy.getString("data.capacityPolicySet.tierWeights[0].weight"));
    assertEquals("CONFLICT", admin.refusal(set, Map.of("i", input)));
    for (Map.Entry<String, String> bad :
        Map.of("capacity", "0", "under", "9.5", "otherWeight", "-1").entrySet()) {
      Map<String, Object> wrong = new HashMap<>(input);
      wrong.put(bad.getKey(), bad.getValue());
      wrong.put("expectedVersion", version + 1);
      JsonPath answer = admin.ask(set, Map.of("i", wrong));
      assertEquals("INVALID", answer.getString("errors[0].extensions.code"), bad.getKey());
    }

    Company company = Company.imported().account("acme", "north");
    company.put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        "%1$s,d1,acme,DESIGNATE,Z,2020-01-01,2100-01-01,Cleo Chief,Strategic");
    assertEquals(
        "2.50",
        Client.as(company.login("ana")).data(WORKLOAD).getString("data.workload.leads[0].load"));
  }

  @Test
  void theNumberOfStatementsDoesNotDependOnTheNumberOfAccounts() {
    List<Long> counts = new ArrayList<>();
    for (int number : List.of(1, 9)) {
      Company company = Company.imported();
      for (int i = 0; i < number; i++) {
        company.account("a" + i, "north");
      }
      Client chief = Client.as(company.login("chief"));
      sessions.getStatistics().clear();
      chief.data(PORTFOLIO);
      chief.data(WORKLOAD);
      counts.add(sessions.getStatistics().getPrepareStatementCount());
    }
    assertEquals(counts.getFirst(), counts.getLast());
  }

  private static String employee(Company company, String who) {
    return GlobalId.of(
        "Employee",
        Long.parseLong(
            Database.value(
                "select id from employee where source = ? and external_id = ?",
                company.prefix,
                who)));
  }
}
