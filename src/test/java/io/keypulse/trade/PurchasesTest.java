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
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
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

  private static final String CONVERTED =
      """
      query ($currency: String) { accounts { nodes {
        purchases(period: {from: "1951-01-01", to: "1951-12-31"}, currency: $currency) {
          orderCount total { netRevenue { amount currency } grossProfit { amount } }
          unconverted { amount currency } missingRates { base quote from to }
          conversion { currency companyCurrency rateBasis rateDays } } } } }
      """;

  @Inject SessionFactory sessions;

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
  void aPeriodThatIsNotOverIsComparedWithOneAsLongAsItIsSoFar() {
    Company company = Company.imported().account("acme", "north");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    company.put(
        "purchases",
        HEADER,
        "%1$s,1,acme," + today.minusDays(25) + ",Glue,1.00,EUR,,,,,,",
        "%1$s,2,acme," + today + ",Film,1.00,EUR,,,,,,");
    Client ana = Client.as(company.login("ana"));
    String from = today.minusDays(9).toString();
    for (LocalDate to : List.of(today, today.plusDays(20))) {
      JsonPath told = acme(ana, from, to.toString());
      assertEquals(today.toString(), told.getString("to"));
      assertEquals(List.of(), told.getList("droppedCategories"));
    }
    Map<String, Object> ahead =
        Map.of("from", today.plusDays(1).toString(), "to", today.plusDays(20).toString());
    assertEquals("INVALID", ana.refusal(QUERY, Map.of("period", ahead)));
  }

  @Test
  void whatWasBoughtInThePeriodBeforeStandsBesideIt() {
    Company company = Company.imported().account("acme", "north").account("bolt", "north");
    company.put(
        "exchange-rates",
        "source,external_id,date,base,quote,rate",
        "%1$s,r1,1952-03-10,JMD,EUR,0.5");
    company.put(
        "purchases",
        HEADER,
        "%1$s,1,acme,1952-04-30,Film,70.00,EUR,50.00,,,,,",
        "%1$s,2,acme,1952-03-31,Film,40.00,EUR,30.00,,,,,",
        "%1$s,3,acme,1952-03-10,Film,10.00,JMD,,,,,,",
        "%1$s,4,acme,1952-03-01,Film,-4.00,EUR,,,,,,",
        "%1$s,5,acme,1952-02-29,Film,900.00,EUR,,,,,,",
        "%1$s,6,bolt,1952-03-05,Film,5.00,JMD,,,,,,");
    String query =
        """
        { accounts { nodes { purchases(period: {from: "1952-04-01", to: "1952-05-01"}) { orderCount
          total { netRevenue { amount } } previous { from to complete total { netRevenue { amount currency } grossProfit { amount } costCoverage } } } } } }
        """;
    JsonPath told = Client.as(company.login("ana")).data(query);
    told.setRootPath("data.accounts.nodes.purchases");
    assertEquals(List.of("70.00", "0.00"), told.getList("total.netRevenue.amount"));
    assertEquals("1952-03-01", told.getString("[0].previous.from"), "31 days, as the period has");
    assertEquals("1952-03-31", told.getString("[0].previous.to"));
    assertEquals(
        List.of("41.00", "0.00"),
        told.getList("previous.total.netRevenue.amount"),
        "credits are taken off, and lines of other currencies converted");
    assertEquals("10.00", told.getString("[0].previous.total.grossProfit.amount"));
    assertEquals(40 / 49.0, told.getDouble("[0].previous.total.costCoverage"), 1e-6);
    assertEquals(List.of(true, false), told.getList("previous.complete"), "a rate is missing");
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

  @Test
  void amountsAreConvertedByTheRateOfTheirDayAndWhatHasNoRateIsToldAndNeverOne() {
    Company company = Company.imported().account("acme", "north");
    company.put(
        "purchases",
        HEADER,
        "%1$s,1,acme,1951-01-10,Film,100.00,EUR,60.00,INVOICE,R1,,,",
        "%1$s,2,acme,1951-01-10,Film,50.00,USD,30.00,INVOICE,R2,,,",
        "%1$s,3,acme,1951-01-17,Film,50.00,USD,,INVOICE,R3,,,",
        "%1$s,4,acme,1951-01-20,Film,7.00,USD,,INVOICE,R4,,,",
        "%1$s,5,acme,1951-01-10,Film,1000,JPY,,INVOICE,R5,,,",
        "%1$s,6,acme,1951-02-01,Film,9.00,CHF,,INVOICE,R6,,,");
    company.put(
        "exchange-rates",
        "source,external_id,date,base,quote,rate",
        "%1$s,r1,1951-01-10,USD,EUR,0.9",
        "%1$s,r2,1951-01-12,EUR,USD,1.25",
        "%1$s,r3,1951-01-08,EUR,JPY,160");
    Client ana = Client.as(company.login("ana"));
    JsonPath euro = converted(ana, null);
    assertEquals(
        "191.25",
        euro.getString("total.netRevenue.amount"),
        "100 + 50 * 0.9 + 50 / 1.25 + 1000 / 160; the rate of the 12th is too old on the 20th");
    assertEquals("EUR", euro.getString("total.netRevenue.currency"));
    assertEquals("58.00", euro.getString("total.grossProfit.amount"), "40 + 20 * 0.9");
    assertEquals(
        List.of("CHF", "USD"), euro.getList("unconverted.currency").stream().sorted().toList());
    assertEquals("7.00", euro.getString("unconverted.find { it.currency == 'USD' }.amount"));
    assertEquals("1951-01-20", euro.getString("missingRates.find { it.base == 'USD' }.from"));
    assertEquals("EUR", euro.getString("conversion.companyCurrency"));
    assertEquals("TRANSACTION_DATE", euro.getString("conversion.rateBasis"));
    assertEquals(7, euro.getInt("conversion.rateDays"));
    assertEquals(6, euro.getInt("orderCount"), "orders count whether converted or not");

    JsonPath yen = converted(ana, "JPY");
    assertEquals(
        "24200",
        yen.getString("total.netRevenue.amount"),
        "16000 + 45 * 160 by way of the euro + 1000; no rate of the yen is young enough on the 17th");
    assertEquals("INVALID", ana.refusal(CONVERTED, Map.of("currency", "XXY")));
  }

  @Test
  void aGroupIsTheCompaniesBelowItThatTheViewerSees() {
    Company company =
        Company.imported().account("acme", "north").account("sub", "north").account("hid", "south");
    company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since",
        "%1$s,r1,sub,SUBSIDIARY_OF,acme,1950-01-01",
        "%1$s,r2,hid,SUBSIDIARY_OF,sub,1950-01-01");
    company.put(
        "purchases",
        HEADER,
        "%1$s,1,acme,1951-01-10,Film,100.00,EUR,,INVOICE,R1,,,",
        "%1$s,2,sub,1951-01-11,Film,10.00,EUR,,INVOICE,R1,,,",
        "%1$s,3,hid,1951-01-12,Film,1.00,EUR,,INVOICE,R1,,,");
    String query =
        """
        { accounts { nodes { externalId purchases(period: {from: "1951-01-01", to: "1951-12-31"}, scope: GROUP) {
          scope companies complete orderCount total { netRevenue { amount } } } } } }
        """;
    JsonPath ana =
        Client.as(company.login("ana"))
            .data(query)
            .setRootPath("data.accounts.nodes.find { it.externalId == 'acme' }.purchases");
    assertEquals("110.00", ana.getString("total.netRevenue.amount"));
    assertEquals(2, ana.getInt("companies"));
    assertEquals(2, ana.getInt("orderCount"), "documents of two companies are two orders");
    assertEquals(false, ana.getBoolean("complete"));
    JsonPath chief =
        Client.as(company.login("chief"))
            .data(query)
            .setRootPath("data.accounts.nodes.find { it.externalId == 'acme' }.purchases");
    assertEquals("111.00", chief.getString("total.netRevenue.amount"));
    assertEquals(true, chief.getBoolean("complete"));
  }

  @Test
  void habitsTellTheMonthsTheLotsAndTheWayOfOrders() {
    Company company = Company.imported().account("acme", "north");
    company.put(
        "purchases",
        HEADER,
        "%1$s,1,acme,1951-01-10,Film,100.00,EUR,,INVOICE,R1,10,kg,EDI",
        "%1$s,2,acme,1952-01-11,Film,50.00,EUR,,INVOICE,R2,30,kg,EDI",
        "%1$s,3,acme,1952-03-01,Film,5.00,EUR,,INVOICE,R3,20,kg,",
        "%1$s,4,acme,1952-04-01,Film,-5.00,EUR,,CREDIT_NOTE,G1,20,kg,");
    JsonPath habits =
        Client.as(company.login("ana"))
            .data(
                """
                { accounts { nodes { purchases(period: {from: "1951-01-01", to: "1952-12-31"}) { habits {
                  months { month orderCount netRevenue { amount } } lots { category unit typicalQuantity lines }
                  orderChannels { channel orderCount } } } } } }
                """)
            .setRootPath("data.accounts.nodes[0].purchases.habits");
    assertEquals(List.of(1, 3, 4), habits.getList("months.month"));
    assertEquals(List.of(2, 1, 0), habits.getList("months.orderCount"));
    assertEquals(List.of("150.00", "5.00", "-5.00"), habits.getList("months.netRevenue.amount"));
    assertEquals(List.of("20.0"), habits.getList("lots.typicalQuantity"));
    assertEquals(List.of(3), habits.getList("lots.lines"));
    assertEquals(Arrays.asList("EDI", null), habits.getList("orderChannels.channel"));
  }

  @Test
  void theShareOfAllSalesIsToldAndNothingElseOfWhatOthersBought() {
    Company company = Company.imported();
    String year = "1953";
    for (int i = 1; i <= 6; i++) {
      company.account("a" + i, i == 1 || i == 6 ? "north" : "south");
      company.put(
          "purchases",
          HEADER,
          "%1$s,p" + i + ",a" + i + "," + year + "-05-05,Film," + i + "00.00,EUR,,INVOICE,R,,,");
    }
    String query =
        """
        query ($period: Period, $scope: CompanyScope) { accounts { nodes { externalId purchases(period: $period, scope: $scope) {
          salesShare { share rank customers withheld complete } } } } }
        """;
    Client ana = Client.as(company.login("ana"));
    Map<String, Object> may = Map.of("period", Map.of("from", "1953-05-01", "to", "1953-05-31"));
    JsonPath shares = ana.data(query, may).setRootPath("data.accounts.nodes");
    assertEquals(2, shares.getList("externalId").size());
    String six = "find { it.externalId == 'a6' }.purchases.salesShare.";
    assertEquals(0.286, shares.getDouble(six + "share"), 1e-9, "600 of 2100, three digits");
    assertEquals(1, shares.getInt(six + "rank"));
    assertEquals(6, shares.getInt(six + "customers"));
    assertNull(shares.get(six + "withheld"));
    assertEquals(6, shares.getInt("find { it.externalId == 'a1' }.purchases.salesShare.rank"));

    company.put(
        "account-relationships",
        "source,external_id,account_external_id,type,other_external_id,since",
        "%1$s,r1,a1,SUBSIDIARY_OF,a6,1950-01-01",
        "%1$s,r2,a2,SUBSIDIARY_OF,a6,1950-01-01");
    JsonPath few =
        ana.data(
                query,
                Map.of(
                    "period", Map.of("from", "1953-05-01", "to", "1953-05-31"), "scope", "GROUP"))
            .setRootPath("data.accounts.nodes." + six.substring(0, six.length() - 1));
    assertEquals(4, few.getInt("customers"), "a company with all it owns is one customer");
    assertNull(few.get("share"));
    assertEquals("TOO_FEW_CUSTOMERS", few.getString("withheld"));
  }

  @Test
  void whoBoughtNothingHasNoRankAndWhoHasNoRateNoShareEither() {
    Company company = Company.imported().account("none", "north").account("rateless", "north");
    for (int i = 1; i <= 6; i++) {
      company.account("b" + i, "south");
      company.put(
          "purchases",
          HEADER,
          "%1$s,p" + i + ",b" + i + ",1957-05-05,Film," + i + "00.00,EUR,,INVOICE,R,,,");
    }
    company.put(
        "purchases", HEADER, "%1$s,r1,rateless,1957-05-05,Film,9000000.00,CHF,,INVOICE,R,,,");
    String query =
        """
        query ($scope: CompanyScope) { accounts { nodes { externalId
          purchases(period: {from: "1957-05-01", to: "1957-05-31"}, scope: $scope) {
            salesShare { share rank customers customersWithoutRate withheld complete } } } } }
        """;
    for (String scope : List.of("SELF", "GROUP")) {
      JsonPath shares =
          Client.as(company.login("ana"))
              .data(query, Map.of("scope", scope))
              .setRootPath("data.accounts.nodes");
      String none = "find { it.externalId == 'none' }.purchases.salesShare.";
      assertEquals(0, shares.getDouble(none + "share"));
      assertNull(shares.get(none + "rank"));
      assertEquals("NO_PURCHASES", shares.getString(none + "withheld"));
      String rateless = "find { it.externalId == 'rateless' }.purchases.salesShare.";
      assertNull(shares.get(rateless + "share"));
      assertNull(shares.get(rateless + "rank"));
      assertEquals("RATE_MISSING", shares.getString(rateless + "withheld"));
      assertEquals(6, shares.getInt(rateless + "customers"));
      assertEquals(1, shares.getInt(rateless + "customersWithoutRate"));
      assertEquals(false, shares.getBoolean(rateless + "complete"));
    }
  }

  @Test
  void everyFigureOfAPageOfAccountsComesWithTheSameFewStatements() {
    Company company = bought();
    Client ana = Client.as(company.login("ana"));
    String query =
        """
        { accounts { nodes { purchases(scope: GROUP) { total { netRevenue { amount } } salesShare { rank }
          habits { months { month } } } } } }
        """;
    List<Long> counts = new ArrayList<>();
    for (int more : List.of(0, 5)) {
      for (int i = 0; i < more; i++) {
        company.account("more" + i, "north");
      }
      sessions.getStatistics().clear();
      ana.data(query);
      counts.add(sessions.getStatistics().getPrepareStatementCount());
    }
    assertEquals(counts.getFirst(), counts.getLast(), counts::toString);
    sessions.getStatistics().clear();
    ana.data("{ accounts { nodes { purchases { orderCount total { netRevenue { amount } } } } } }");
    assertEquals(counts.getFirst() - 3, sessions.getStatistics().getPrepareStatementCount());
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

  private static JsonPath converted(Client viewer, @Nullable String currency) {
    return viewer
        .data(CONVERTED, currency == null ? Map.of() : Map.of("currency", currency))
        .setRootPath("data.accounts.nodes[0].purchases");
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
