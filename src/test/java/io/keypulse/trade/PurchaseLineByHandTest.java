package io.keypulse.trade;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.KeypulseTest;
import io.keypulse.Together;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A line that no file brings, and one that a file brought wrong. */
@KeypulseTest
class PurchaseLineByHandTest {
  private static final String SAID =
      """
      { id externalId type document on category quantity unit netAmount { amount currency } cost { amount }
        orderChannel supersededAt provenance { channel source recordedBy { name } } account { externalId } }
      """;
  private static final String RECORD =
      "mutation ($input: PurchaseLineRecordInput!) { purchaseLineRecord(input: $input) "
          + SAID
          + "}";
  private static final String CORRECT =
      "mutation ($input: PurchaseLineCorrectInput!) { purchaseLineCorrect(input: $input) "
          + SAID
          + "}";
  private static final String REVENUE =
      """
      { accounts(first: 1) { nodes { purchases(period: {from: "2025-01-01", to: "2025-12-31"}) {
        orderCount parts { netRevenue { amount currency } } } } } }
      """;

  private final Client admin = Client.as("admin");

  @Test
  void anAdministratorRecordsALineOnceHoweverOftenItIsSent() {
    Company company = Company.imported().account("acme", "north");
    Map<String, Object> input =
        Map.of("line", line(company), "idempotencyKey", company.prefix + " first");
    JsonPath line =
        admin.data(RECORD, Map.of("input", input)).setRootPath("data.purchaseLineRecord");
    assertEquals("INVOICE", line.getString("type"));
    assertEquals("100.00", line.getString("netAmount.amount"));
    assertEquals("EUR", line.getString("netAmount.currency"));
    assertEquals("1.1255", line.getString("quantity"));
    assertEquals("acme", line.getString("account.externalId"));
    assertEquals("MANUAL", line.getString("provenance.channel"));
    assertEquals(line.getString("externalId"), line.getString("document"));
    assertEquals(
        line.getString("id"),
        admin.data(RECORD, Map.of("input", input)).getString("data.purchaseLineRecord.id"));
    assertEquals("100.00", revenue(company));

    Map<String, Object> credit = line(company);
    credit.put("netAmount", "-30");
    assertEquals(
        "CREDIT_NOTE",
        admin
            .data(RECORD, Map.of("input", Map.of("line", credit)))
            .getString("data.purchaseLineRecord.type"));
    assertEquals("70.00", revenue(company));
  }

  @Test
  void aCorrectionTakesThePlaceOfALineThatAFileBrought() {
    Company company = Company.imported().account("acme", "north");
    String csv =
        "source,external_id,account_external_id,date,category,net_amount,currency\n"
            + company.prefix
            + ",7,acme,2025-03-01,Ink,1000.00,EUR\n";
    admin.importCsv("purchases", csv).then().statusCode(200);
    String wrong = lines(company).getString("nodes[0].id");
    Map<String, Object> right = line(company);
    JsonPath corrected = correct(wrong, right).setRootPath("data.purchaseLineCorrect");
    assertEquals("7", corrected.getString("externalId"));
    assertEquals(company.prefix, corrected.getString("provenance.source"));
    assertNull(corrected.get("supersededAt"));
    assertNotEquals(wrong, corrected.getString("id"));
    assertEquals(List.of("100.00", "1000.00"), lines(company).getList("nodes.netAmount.amount"));
    assertEquals("100.00", revenue(company));
    assertEquals(
        corrected.getString("id"),
        correct(corrected.getString("id"), right).getString("data.purchaseLineCorrect.id"),
        "the same again changes nothing");
    assertEquals("WRONG_STATE", admin.refusal(CORRECT, correction(wrong, right)));

    admin.importCsv("purchases", csv).then().body("updated", is(1));
    assertEquals("1000.00", revenue(company), "what the system of the invoices says later counts");
  }

  @Test
  void ofTwoWhoCorrectALineAtOnceOneIsToldThatItWasCorrected() throws Exception {
    Company company = Company.imported().account("acme", "north");
    String line =
        admin
            .data(RECORD, Map.of("input", Map.of("line", line(company))))
            .getString("data.purchaseLineRecord.id");
    AtomicInteger amount = new AtomicInteger();
    List<String> told =
        Together.call(
            2,
            () -> {
              Map<String, Object> said = line(company);
              said.put("netAmount", Integer.toString(amount.incrementAndGet()));
              return String.valueOf(
                  Client.as("admin")
                      .ask(CORRECT, correction(line, said))
                      .getString("errors[0].extensions.code"));
            });
    assertEquals(List.of("WRONG_STATE", "null"), told.stream().sorted().toList());
    assertEquals(2, lines(company).getInt("totalCount"));
  }

  @Test
  void onlyAdministratorsDoSoAndOnlyWhatADocumentCanSay() {
    Company company = Company.imported().account("acme", "north");
    for (String other : List.of("analyst", company.login("ana"))) {
      assertEquals(
          "FORBIDDEN",
          Client.as(other).refusal(RECORD, Map.of("input", Map.of("line", line(company)))));
    }
    Map<String, Object> bad = new HashMap<>();
    bad.put("netAmount", "1.001");
    bad.put("quantity", "1.00001");
    bad.put("cost", "12345678901234567");
    bad.put("category", " ");
    bad.put("currency", "XXQ");
    bad.put("on", "2099-01-01");
    bad.put("unit", null);
    bad.put("type", "CREDIT_NOTE");
    bad.forEach(
        (field, value) -> {
          Map<String, Object> line = line(company);
          line.put(field, value);
          JsonPath answer = admin.ask(RECORD, Map.of("input", Map.of("line", line)));
          assertEquals("INVALID", answer.getString("errors[0].extensions.code"), field);
          String named = answer.getString("errors[0].extensions.field");
          assertEquals(
              field.equals("type") ? "netAmount" : field, named.replace("line.", ""), named);
        });
    Map<String, Object> taken =
        Map.of("line", line(company), "externalId", Map.of("source", company.prefix, "value", "1"));
    admin.data(RECORD, Map.of("input", taken));
    assertEquals("ALREADY_EXISTS", admin.refusal(RECORD, Map.of("input", taken)));
    assertEquals(1, lines(company).getInt("totalCount"));
  }

  @Test
  void aCostHasTheSignOfItsAmount() {
    Company company = Company.imported().account("acme", "north");
    String[][] wrong = {{"100", "-40", "40"}, {"-100", "40", "-40"}, {"0", "-40", "40"}};
    for (String[] one : wrong) {
      Map<String, Object> line = line(company);
      line.put("netAmount", one[0]);
      line.put("cost", one[1]);
      JsonPath refused = admin.ask(RECORD, Map.of("input", Map.of("line", line)));
      assertEquals("INVALID", refused.getString("errors[0].extensions.code"), refused::prettify);
      assertEquals("line.cost", refused.getString("errors[0].extensions.field"));
      String told = refused.getString("errors[0].message");
      assertTrue(told.contains(" write " + one[2] + ","), told);
    }
    for (String[] right :
        new String[][] {{"100", "40"}, {"-100", "-40"}, {"0", "40"}, {"5", "0"}}) {
      Map<String, Object> line = line(company);
      line.put("netAmount", right[0]);
      line.put("cost", right[1]);
      admin.data(RECORD, Map.of("input", Map.of("line", line)));
    }
  }

  private JsonPath correct(String id, Map<String, Object> line) {
    return admin.data(CORRECT, correction(id, line));
  }

  private static Map<String, Object> correction(String id, Map<String, Object> line) {
    return Map.of("input", Map.of("lineId", id, "line", line));
  }

  private static Map<String, Object> line(Company company) {
    Map<String, Object> line = new HashMap<>();
    line.put("accountId", acme(company));
    line.put("on", "2025-03-01");
    line.put("category", "Ink");
    line.put("quantity", "1.1255");
    line.put("unit", "kg");
    line.put("netAmount", "100");
    line.put("currency", "eur");
    return line;
  }

  private static JsonPath lines(Company company) {
    return Client.as(company.login("ana"))
        .data(
            """
            query ($id: ID!) { purchaseLines(accountId: $id, superseded: true) {
              totalCount nodes { id netAmount { amount } } } }
            """,
            Map.of("id", acme(company)))
        .setRootPath("data.purchaseLines");
  }

  private static String revenue(Company company) {
    return Client.as(company.login("ana"))
        .data(REVENUE)
        .getString("data.accounts.nodes[0].purchases.parts[0].netRevenue.amount");
  }

  private static String acme(Company company) {
    return Client.as(company.login("ana"))
        .data("{ accounts { nodes { id } } }")
        .getString("data.accounts.nodes[0].id");
  }
}
