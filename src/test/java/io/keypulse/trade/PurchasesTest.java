package io.keypulse.trade;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the lines of invoices and credit notes tell of an account. */
@KeypulseTest
class PurchasesTest {
  private static final String HEADER =
      "source,external_id,account_external_id,date,category,net_amount,currency,cost_amount,type,document,quantity,unit,order_channel";
  private static final String QUERY =
      """
      query ($period: Period) { accounts { nodes { id externalId purchases(period: $period) {
        from to orderCount medianDaysBetweenOrders lastPurchase rhythm nextExpected categories newCategories
        droppedCategories parts { netRevenue { amount currency } grossProfit { amount } margin costCoverage } } } } }
      """;

  @Test
  void aPeriodIsSummedUpInOrdersDaysCategoriesAndMoneyOfEachCurrency() {
    Client ana = Client.as(bought().login("ana"));
    JsonPath year = acme(ana, "2025-01-01", "2025-12-31");
    assertEquals(
        3, year.getInt("orderCount"), "an invoice of two lines is one order, a credit is none");
    assertEquals(30, year.getDouble("medianDaysBetweenOrders"));
    assertEquals("2025-03-11", year.getString("lastPurchase"));
    assertEquals(List.of("Film", "Ink"), year.getList("categories"));
    assertEquals(List.of("Film", "Ink"), year.getList("newCategories"));
    assertEquals(List.of("Glue"), year.getList("droppedCategories"));

    assertEquals(List.of("EUR", "USD"), year.getList("parts.netRevenue.currency"));
    assertEquals(List.of("300.00", "80.00"), year.getList("parts.netRevenue.amount"));
    assertEquals(List.of("120.00", "40.00"), year.getList("parts.grossProfit.amount"));
    assertEquals(0.48, year.getDouble("parts[0].margin"), 1e-9);
    assertEquals(0.875, year.getDouble("parts[0].costCoverage"), 1e-9);
  }

  @Test
  void anAccountIsOverdueAgainstItsOwnRhythmOnly() {
    Company company = bought().account("never", "north").account("once", "north");
    company.put("purchases", HEADER, "%1$s,9,once,2025-02-01,Film,1.00,EUR,,,,,,");
    Client ana = Client.as(company.login("ana"));
    assertEquals("ON_TIME", acme(ana, "2025-01-01", "2025-04-25").getString("rhythm"));
    assertEquals("OVERDUE", acme(ana, "2025-01-01", "2025-04-26").getString("rhythm"));
    assertEquals("2025-04-10", acme(ana, "2025-01-01", "2025-04-26").getString("nextExpected"));
    assertEquals("TOO_FEW_ORDERS", acme(ana, "2025-01-01", "2025-02-20").getString("rhythm"));

    JsonPath never = purchases(ana, "never", "2025-01-01", "2025-12-31");
    assertEquals("NEVER", never.getString("rhythm"));
    assertEquals(List.of(), never.getList("parts"));
    JsonPath once = purchases(ana, "once", "2025-01-01", "2025-12-31");
    assertEquals("TOO_FEW_ORDERS", once.getString("rhythm"));
    assertNull(once.get("parts[0].grossProfit"), "an unknown cost is not zero");
    assertEquals(0, once.getDouble("parts[0].costCoverage"));
  }

  @Test
  void aCorrectedLineIsSupersededAndStays() {
    Company company = bought();
    String corrected =
        HEADER
            + "\n%1$s,4,acme,2025-02-09,Film,300.00,EUR,100.00,INVOICE,R2,,,\n"
                .formatted(company.prefix);
    Client admin = Client.as("admin");
    admin.importCsv("purchases", corrected).then().statusCode(200).body("updated", is(1));
    admin.importCsv("purchases", corrected).then().statusCode(200).body("unchanged", is(1));
    assertEquals(
        "400.00",
        acme(Client.as(company.login("ana")), "2025-01-01", "2025-12-31")
            .getString("parts[0].netRevenue.amount"));
    assertEquals(
        List.of("200.00", "300.00"),
        Database.column(
            "select net_amount from purchase where source = ? and external_id = '4' order by superseded_at",
            company.prefix));
  }

  @Test
  void aLineThatContradictsItselfIsExplained() {
    Company company = Company.imported().account("acme", "north");
    String rows =
        """
        %1$s,1,acme,2025-02-09,Film,300.00,EUR,,CREDIT_NOTE,G1,,,
        %1$s,2,acme,2025-02-09,Film,300.00,EUR,,INVOICE,R2,5,,
        %1$s,3,acme,2025-02-09,Film,300.00,EUR,,INVOICE,R2,5,kg,PIGEON
        %1$s,4,acme,2025-02-09,Film,300.00,EUR,,INVOICE,R2,5,kg,web_shop
        """
            .formatted(company.prefix);
    Client.as("admin")
        .importCsv("purchases", HEADER + "\n" + rows)
        .then()
        .statusCode(200)
        .body("created", is(1), "verdicts.column", contains("net_amount", "unit", "order_channel"));
  }

  @Test
  void nobodySeesThePurchasesOfAForeignAccount() {
    Company company = bought().account("bolt", "south");
    company.put("purchases", HEADER, "%1$s,9,bolt,2025-02-01,Film,7.00,EUR,,,,,,");
    Client ben = Client.as(company.login("ben"));
    Map<String, Object> period = Map.of("period", Map.of("from", "2025-01-01", "to", "2025-12-31"));
    assertEquals(
        List.of("7.00"),
        ben.data(QUERY, period)
            .getList("data.accounts.nodes.purchases.parts.netRevenue.amount.flatten()"));
    assertEquals(
        "INVALID",
        ben.refusal(QUERY, Map.of("period", Map.of("from", "2025-12-31", "to", "2025-01-01"))));
  }

  private static Company bought() {
    Company company = Company.imported().account("acme", "north");
    company.put(
        "purchases",
        HEADER,
        "%1$s,1,acme,2024-11-01,Glue,100.00,EUR,60.00,INVOICE,R0,,,",
        "%1$s,2,acme,2025-01-10,Film,100.00,EUR,60.00,INVOICE,R1,10,kg,EDI",
        "%1$s,3,acme,2025-01-10,Ink,50.00,EUR,,INVOICE,R1,,,",
        "%1$s,4,acme,2025-02-09,Film,200.00,EUR,100.00,INVOICE,R2,,,",
        "%1$s,5,acme,2025-03-11,Ink,80.00,USD,40.00,INVOICE,R3,,,",
        "%1$s,6,acme,2025-03-20,Film,-50.00,EUR,-30.00,CREDIT_NOTE,G1,,,");
    return company;
  }

  private static JsonPath acme(Client viewer, String from, String to) {
    return purchases(viewer, "acme", from, to);
  }

  private static JsonPath purchases(Client viewer, String account, String from, String to) {
    return viewer
        .data(QUERY, Map.of("period", Map.of("from", from, "to", to)))
        .setRootPath("data.accounts.nodes.find { it.externalId == '" + account + "' }.purchases");
  }
}
