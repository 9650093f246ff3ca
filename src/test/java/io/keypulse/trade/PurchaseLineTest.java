package io.keypulse.trade;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lines behind the figures, and how they came in. */
@KeypulseTest
class PurchaseLineTest {
  private static final String HEADER =
      "source,external_id,account_external_id,date,category,net_amount,currency,cost_amount,type,document,quantity,unit,order_channel";
  private static final String LINES =
      """
      query ($id: ID!, $period: Period, $superseded: Boolean, $first: Int, $after: String) {
        purchaseLines(accountId: $id, period: $period, superseded: $superseded, first: $first, after: $after) {
          totalCount pageInfo { hasNextPage endCursor }
          nodes { id externalId type document on category quantity unit netAmount { amount currency } cost { amount }
            orderChannel supersededAt provenance { channel source } account { externalId } } } }
      """;

  @Test
  void linesComeNewestFirstPageByPageCorrectedOnesOnRequest() {
    Company company = bought();
    Client ana = Client.as(company.login("ana"));
    Map<String, Object> asked = new HashMap<>(Map.of("id", acme(ana), "first", 2));
    JsonPath page = ana.data(LINES, asked).setRootPath("data.purchaseLines");
    assertEquals(3, page.getInt("totalCount"));
    assertEquals(List.of("3", "2"), page.getList("nodes.externalId"));
    assertEquals("250.00", page.getString("nodes[1].netAmount.amount"), "as it was corrected");
    assertEquals(List.of("acme", "acme"), page.getList("nodes.account.externalId"));
    assertEquals("CRM_IMPORT", page.getString("nodes[0].provenance.channel"));
    assertEquals(company.prefix, page.getString("nodes[0].provenance.source"));
    String cursor = page.getString("pageInfo.endCursor");
    asked.put("after", cursor);
    assertEquals(
        List.of("1"), ana.data(LINES, asked).getList("data.purchaseLines.nodes.externalId"));

    asked.put("superseded", true);
    assertEquals("INVALID", ana.refusal(LINES, asked), "a cursor of another list");
    asked.remove("after");
    asked.put("first", 10);
    JsonPath all = ana.data(LINES, asked).setRootPath("data.purchaseLines");
    assertEquals(4, all.getInt("totalCount"));
    assertEquals(List.of("3", "2", "2", "1"), all.getList("nodes.externalId"));
    assertNull(all.get("nodes[1].supersededAt"));
    assertNotNull(all.get("nodes[2].supersededAt"));
    asked.put("period", Map.of("from", "2025-01-10", "to", "2025-01-10"));
    assertEquals(
        List.of("1"), ana.data(LINES, asked).getList("data.purchaseLines.nodes.externalId"));
  }

  @Test
  void nobodyReadsTheLinesOfAForeignAccount() {
    Company company = bought();
    Client ana = Client.as(company.login("ana"));
    Client ben = Client.as(company.login("ben"));
    String acme = acme(ana);
    assertEquals("NOT_FOUND", ben.refusal(LINES, Map.of("id", acme)));
    String line = ana.data(LINES, Map.of("id", acme)).getString("data.purchaseLines.nodes[0].id");
    String node = "query ($id: ID!) { node(id: $id) { ... on PurchaseLine { document } } }";
    assertEquals("R3", ana.data(node, Map.of("id", line)).getString("data.node.document"));
    assertNull(ben.data(node, Map.of("id", line)).get("data.node"));
  }

  @Test
  void theSameFileAgainTouchesNoRow() {
    Company company = bought();
    String rows =
        "select string_agg(xmin || ' ' || xmax || ' ' || ctid, ',' order by id) from purchase where source = ?";
    String before = Database.value(rows, company.prefix);
    Client.as("admin")
        .importCsv("purchases", csv(company, "250.00"))
        .then()
        .statusCode(200)
        .body("unchanged", is(3), "created", is(0), "updated", is(0));
    assertEquals(before, Database.value(rows, company.prefix), "neither written nor locked");
    String mixed =
        csv(company, "260.00") + company.prefix + ",4,acme,2025-03-01,Ink,1.00,EUR,,,R4,,,\n";
    Client.as("admin")
        .importCsv("purchases", mixed)
        .then()
        .body("unchanged", is(2), "created", is(1), "updated", is(1));
  }

  @Test
  void linesWhoseCostHasAnotherSignThanTheirAmountAreRejected() {
    Company company = bought();
    String line = company.prefix + ",%s,acme,2025-03-01,Ink,%s,EUR,%s,%s,R4,,,\n";
    String slips =
        HEADER
            + "\n"
            + line.formatted("4", "10.00", "-4.00", "INVOICE")
            + line.formatted("5", "-10.00", "4.00", "CREDIT_NOTE")
            + line.formatted("6", "-10.00", "4.00", "")
            + line.formatted("7", "-10.00", "-4.00", "")
            + line.formatted("8", "0.00", "4.00", "");
    Client.as("admin")
        .importCsv("purchases", slips)
        .then()
        .body("rejected", is(3), "created", is(2))
        .body("verdicts.column", contains("cost_amount", "cost_amount", "cost_amount"))
        .body("verdicts.code", contains("INVALID", "INVALID", "INVALID"))
        .body("verdicts[1].message", containsString("write -4.00"));
  }

  @Test
  void linesOfAYearNobodyHasSoldInAndOfNoMoneyAreRejected() {
    Company company = bought();
    String line = company.prefix + ",%s,acme,%s,Ink,1.00,%s,,,R4,,,\n";
    String slips =
        HEADER
            + "\n"
            + line.formatted("4", "2099-03-01", "EUR")
            + line.formatted("5", "2025-03-01", "XXX")
            + line.formatted("6", "2025-03-01", "EURO")
            + line.formatted("7", "2025-03-01", "usd");
    Client.as("admin")
        .importCsv("purchases", slips)
        .then()
        .body("created", is(1), "rejected", is(3))
        .body("verdicts.column", contains("date", "currency", "currency"));
  }

  @Test
  void goodsAreWeighedToTheGramAndMoneyIsNotCutInCents() {
    Company company = bought();
    String line = company.prefix + ",%s,acme,2025-03-01,Ink,%s,EUR,,,R4,%s,kg,\n";
    Client.as("admin")
        .importCsv(
            "purchases",
            HEADER
                + "\n"
                + line.formatted("4", "1.00", "1.1255")
                + line.formatted("5", "1.001", "1")
                + line.formatted("6", "1.00", "1.12555"))
        .then()
        .body("created", is(1), "rejected", is(2))
        .body("verdicts.column", contains("net_amount", "quantity"));
  }

  private static Company bought() {
    Company company = Company.imported().account("acme", "north");
    for (String second : List.of("200.00", "250.00")) {
      Client.as("admin").importCsv("purchases", csv(company, second)).then().statusCode(200);
    }
    return company;
  }

  private static String csv(Company company, String second) {
    return HEADER
        + """

        %1$s,1,acme,2025-01-10,Film,100.00,EUR,60.00,INVOICE,R1,10,kg,EDI
        %1$s,2,acme,2025-02-09,Film,%2$s,EUR,,INVOICE,R2,,,
        %1$s,3,acme,2025-02-20,Ink,80.00,USD,40.00,INVOICE,R3,,,
        """
            .formatted(company.prefix, second);
  }

  private static String acme(Client viewer) {
    return viewer.data("{ accounts { nodes { id } } }").getString("data.accounts.nodes[0].id");
  }
}
