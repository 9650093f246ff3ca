package io.keypulse.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much depends on few customers. */
@KeypulseTest
class CustomerConcentrationTest {
  private static final String HEADER =
      "source,external_id,account_external_id,date,category,net_amount,currency";
  private static final String QUERY =
      """
      query ($period: Period, $scope: CompanyScope) { customerConcentration(period: $period, scope: $scope) {
        scope over customers customersWithoutRevenue customersWithoutRate netRevenue { amount currency }
        unconverted { amount currency } missingRates { base from } undefined conversion { companyCurrency rateBasis }
        keyAccounts { customers share netRevenue { amount }
          profit { grossProfit { amount currency } margin costCoverage share } }
        measures { top1 top5 top10 herfindahl eightyTwentyHolds shareOfTopFifth customersGivingFourFifths
          fractionGivingFourFifths overTenPercent { share account { externalId } } curve { customers revenue } } } }
      """;
  private static final Map<String, Object> YEAR = Map.of("from", "1955-01-01", "to", "1955-12-31");

  @Test
  void theMeasuresAreThoseOfTheAccountsThatTheViewerSees() {
    Company company = fiveCustomers();
    JsonPath found = concentration(Client.as(company.login("ana")), "SELF");
    assertEquals("VISIBLE_ACCOUNTS", found.getString("over"));
    assertEquals(5, found.getInt("customers"));
    assertEquals(1, found.getInt("customersWithoutRevenue"));
    assertEquals(0, found.getInt("customersWithoutRate"));
    assertEquals("95.00", found.getString("netRevenue.amount"), "the credit of the fifth is off");
    assertEquals(0.6, found.getDouble("measures.top1"), 1e-9);
    assertEquals(1, found.getDouble("measures.top5"), 1e-9);
    assertEquals(0.435, found.getDouble("measures.herfindahl"), 1e-9, ".36 + .0625 + .01 + .0025");
    assertFalse(found.getBoolean("measures.eightyTwentyHolds"));
    assertEquals(0.6, found.getDouble("measures.shareOfTopFifth"), 1e-9);
    assertEquals(2, found.getInt("measures.customersGivingFourFifths"));
    assertEquals(0.4, found.getDouble("measures.fractionGivingFourFifths"), 1e-9);
    assertEquals(List.of("a1", "a2"), found.getList("measures.overTenPercent.account.externalId"));
    assertEquals(6, found.getList("measures.curve").size());
    assertEquals(List.of("CHF"), found.getList("unconverted.currency"));
    assertEquals(List.of("CHF"), found.getList("missingRates.base"));
    assertEquals("EUR", found.getString("conversion.companyCurrency"));
  }

  @Test
  void itIsToldWhatKeyAccountsGive() {
    Company company = fiveCustomers();
    company.put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        "%1$s,k1,a2,DESIGNATE,A,1955-01-01,1956-01-01,Cleo,Is",
        "%1$s,k2,a5,DESIGNATE,A,1955-01-01,1956-01-01,Cleo,Is",
        "%1$s,k3,a1,DESIGNATE,A,1955-01-01,1955-12-31,Cleo,Is no longer on the last day",
        "%1$s,k4,a3,DECLINE,,1955-01-01,1956-01-01,Cleo,Is not",
        "%1$s,k5,top,DESIGNATE,A,1955-01-01,1956-01-01,Cleo,Bought nothing");
    company.put(
        "purchases",
        HEADER + ",cost_amount",
        "%1$s,1,a1,1955-05-05,Film,50.00,EUR,30.00",
        "%1$s,3,a2,1955-05-05,Film,25.00,EUR,10.00");
    Client ana = Client.as(company.login("ana"));
    JsonPath found = concentration(ana, "SELF");
    assertEquals(2, found.getInt("keyAccounts.customers"));
    assertEquals(
        "20.00", found.getString("keyAccounts.netRevenue.amount"), "25 less a credit of 5");
    assertEquals(20 / 95.0, found.getDouble("keyAccounts.share"), 1e-6);
    assertEquals("15.00", found.getString("keyAccounts.profit.grossProfit.amount"));
    assertEquals(0.6, found.getDouble("keyAccounts.profit.margin"), 1e-6);
    assertEquals(25 / 30.0, found.getDouble("keyAccounts.profit.costCoverage"), 1e-6);
    assertEquals(15 / 35.0, found.getDouble("keyAccounts.profit.share"), 1e-6, "of 15 and 20");
    assertNull(concentration(ana, "GROUP").get("keyAccounts"));
    JsonPath ben = concentration(Client.as(company.login("ben")), "SELF");
    assertEquals(0, ben.getInt("keyAccounts.customers"));
    assertNull(ben.get("keyAccounts.share"));
    assertNull(ben.get("keyAccounts.profit.grossProfit"));
    assertNull(ben.get("keyAccounts.profit.share"));
  }

  @Test
  void aCompanyWithAllItOwnsIsOneCustomerInTheScopeOfGroups() {
    Company company = fiveCustomers();
    company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since",
        "%1$s,r1,a2,SUBSIDIARY_OF,top,1950-01-01",
        "%1$s,r2,a3,SUBSIDIARY_OF,a2,1950-01-01");
    JsonPath ana = concentration(Client.as(company.login("ana")), "GROUP");
    assertEquals(4, ana.getInt("customers"));
    assertEquals(List.of("a1", "a2"), ana.getList("measures.overTenPercent.account.externalId"));
    assertEquals(0.35, ana.getDouble("measures.overTenPercent[1].share"), 1e-9);
    JsonPath chief = concentration(Client.as(company.login("chief")), "GROUP");
    assertEquals(
        List.of("a1", "top"),
        chief.getList("measures.overTenPercent.account.externalId"),
        "who sees the company at the top is told it");
  }

  @Test
  void whereNothingWasBoughtOrMoreCreditedThereAreNoMeasures() {
    Company company = Company.imported().account("acme", "north");
    Client ana = Client.as(company.login("ana"));
    JsonPath nothing = concentration(ana, "SELF");
    assertEquals("NO_PURCHASES", nothing.getString("undefined"));
    assertNull(nothing.get("measures"));
    company.put("purchases", HEADER, "%1$s,1,acme,1955-05-05,Film,-1.00,EUR");
    assertEquals("REVENUE_NOT_POSITIVE", concentration(ana, "SELF").getString("undefined"));
    assertEquals("ALL_ACCOUNTS", concentration(Client.as("analyst"), "SELF").getString("over"));
    assertEquals(
        "INVALID",
        ana.refusal(QUERY, Map.of("period", Map.of("from", "2025-12-31", "to", "2025-01-01"))));
  }

  @Test
  void creditsOfOneDoNotHideWhatTheOthersBuy() {
    Company company = fiveCustomers();
    company.put("purchases", HEADER, "%1$s,8,a5,1955-07-07,Film,-500.00,EUR");
    JsonPath found = concentration(Client.as(company.login("ana")), "SELF");
    assertEquals("-405.00", found.getString("netRevenue.amount"));
    assertNull(found.get("undefined"));
    assertEquals(5, found.getInt("customers"));
    assertEquals(1, found.getInt("customersWithoutRevenue"));
    assertEquals(0.6, found.getDouble("measures.top1"), 1e-9, "60 of 100, whatever is taken back");
    assertEquals(List.of("a1", "a2"), found.getList("measures.overTenPercent.account.externalId"));
    assertNull(found.get("keyAccounts.share"), "of a whole below zero there is none");
  }

  @Test
  void ofWhoHasNoRateNobodyKnowsWhetherCreditsOutweigh() {
    Company company = Company.imported().account("acme", "north").account("bolt", "north");
    company.put("purchases", HEADER, "%1$s,1,acme,1955-05-05,Film,9000000.00,CHF");
    Client ana = Client.as(company.login("ana"));
    JsonPath nobody = concentration(ana, "SELF");
    assertEquals(0, nobody.getInt("customers"));
    assertEquals(1, nobody.getInt("customersWithoutRate"));
    assertEquals("RATE_MISSING", nobody.getString("undefined"));
    company.put("purchases", HEADER, "%1$s,2,bolt,1955-05-05,Film,1.00,EUR");
    for (String scope : List.of("SELF", "GROUP")) {
      JsonPath one = concentration(ana, scope);
      assertEquals(1, one.getInt("customers"));
      assertEquals(0, one.getInt("customersWithoutRevenue"));
      assertEquals(1, one.getInt("customersWithoutRate"));
      assertEquals(List.of("CHF"), one.getList("unconverted.currency"));
    }
  }

  private static Company fiveCustomers() {
    Company company = Company.imported();
    for (String account : List.of("a1", "a2", "a3", "a4", "a5")) {
      company.account(account, "north");
    }
    company.account("top", "south");
    company.put(
        "purchases",
        HEADER,
        "%1$s,1,a1,1955-05-05,Film,50.00,EUR",
        "%1$s,2,a1,1955-06-05,Film,10.00,EUR",
        "%1$s,3,a2,1955-05-05,Film,25.00,EUR",
        "%1$s,4,a3,1955-05-05,Film,10.00,EUR",
        "%1$s,5,a4,1955-05-05,Film,5.00,EUR",
        "%1$s,6,a5,1955-05-05,Film,-5.00,EUR",
        "%1$s,7,a4,1955-05-05,Film,3.00,CHF");
    return company;
  }

  private static JsonPath concentration(Client viewer, String scope) {
    return viewer
        .data(QUERY, Map.of("period", YEAR, "scope", scope))
        .setRootPath("data.customerConcentration");
  }
}
