package io.keypulse.trade;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Together;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a currency was worth on a day. */
@KeypulseTest
class ExchangeRateTest {
  private static final String SET =
      """
      mutation ($input: ExchangeRateSetInput!) { exchangeRateSet(input: $input) {
        id base quote on rate version provenance { channel source recordedAt } } }
      """;
  private static final String LIST =
      """
      query ($first: Int, $after: String, $filter: ExchangeRateFilter) {
        exchangeRates(first: $first, after: $after, filter: $filter) {
          totalCount pageInfo { hasNextPage endCursor } nodes { on base quote rate } } }
      """;

  @Test
  void anAdministratorSetsARateAndChangesItByItsVersion() {
    Client admin = Client.as("admin");
    Map<String, Object> first = rate("1960-01-04", "0.90");
    JsonPath made = admin.data(SET, Map.of("input", first)).setRootPath("data.exchangeRateSet");
    assertEquals(1, made.getInt("version"));
    assertEquals("MANUAL", made.getString("provenance.channel"));
    assertEquals(
        1,
        admin.data(SET, Map.of("input", first)).getInt("data.exchangeRateSet.version"),
        "the same again changes nothing");

    Map<String, Object> typed = rate("1960-01-04", "0.90");
    typed.put("base", "chf");
    assertEquals(
        "CHF", admin.data(SET, Map.of("input", typed)).getString("data.exchangeRateSet.base"));

    Map<String, Object> second = rate("1960-01-04", "0.91");
    assertEquals("CONFLICT", admin.refusal(SET, Map.of("input", second)));
    second.put("expectedVersion", 1);
    assertEquals(
        2, admin.data(SET, Map.of("input", second)).getInt("data.exchangeRateSet.version"));
    second.put("rate", "0.92");
    JsonPath late = admin.ask(SET, Map.of("input", second));
    assertEquals("CONFLICT", late.getString("errors[0].extensions.code"));
    assertEquals(2, late.getInt("errors[0].extensions.currentVersion"));

    String id = made.getString("id");
    assertEquals(
        "0.91000000",
        Client.as("analyst")
            .data(
                "query ($id: ID!) { node(id: $id) { ... on ExchangeRate { rate } } }",
                Map.of("id", id))
            .getString("data.node.rate"));
  }

  @Test
  void onlyAdministratorsSetRatesAndOnlySuchAsThereCanBe() {
    Company company = Company.imported();
    Map<String, Object> good = rate("1960-02-01", "0.90");
    for (String other : List.of("analyst", company.login("chief"))) {
      assertEquals("FORBIDDEN", Client.as(other).refusal(SET, Map.of("input", good)), other);
    }
    Map<String, Object> bad =
        Map.of("base", "XXQ", "quote", "CHF", "rate", "0", "on", "1776-07-04");
    bad.forEach(
        (field, value) -> {
          Map<String, Object> input = new HashMap<>(good);
          input.put(field, value);
          JsonPath answer = Client.as("admin").ask(SET, Map.of("input", input));
          assertEquals("INVALID", answer.getString("errors[0].extensions.code"), field);
          assertEquals(field, answer.getString("errors[0].extensions.field"));
        });
    Map<String, Object> unknown = new HashMap<>(good);
    unknown.put("expectedVersion", 1);
    assertEquals("NOT_FOUND", Client.as("admin").refusal(SET, Map.of("input", unknown)));
  }

  @Test
  void twoWhoSetTheSameDayAtOnceSetItOnce() throws Exception {
    List<Integer> versions =
        Together.call(
            2,
            () ->
                Client.as("admin")
                    .data(SET, Map.of("input", rate("1960-03-01", "0.90")))
                    .getInt("data.exchangeRateSet.version"));
    assertEquals(List.of(1, 1), versions);
  }

  @Test
  void ratesComeNewestFirstPageByPageOfTheCurrenciesAskedFor() {
    Company company = Company.imported();
    company.put(
        "exchange-rates",
        "source,external_id,date,base,quote,rate",
        "%1$s,1,1961-01-01,SEK,EUR,0.1",
        "%1$s,2,1961-01-02,SEK,EUR,0.2",
        "%1$s,3,1961-01-03,SEK,EUR,0.3",
        "%1$s,4,1961-01-03,NOK,EUR,0.4");
    Client ana = Client.as(company.login("ana"));
    Map<String, Object> filter =
        Map.of(
            "base",
            Map.of("eq", "SEK"),
            "on",
            Map.of("from", "1961-01-01", "before", "1962-01-01"));
    JsonPath page =
        ana.data(LIST, Map.of("first", 2, "filter", filter)).setRootPath("data.exchangeRates");
    assertEquals(3, page.getInt("totalCount"));
    assertEquals(List.of("1961-01-03", "1961-01-02"), page.getList("nodes.on"));
    String cursor = page.getString("pageInfo.endCursor");
    assertEquals(
        List.of("1961-01-01"),
        ana.data(LIST, Map.of("first", 2, "filter", filter, "after", cursor))
            .getList("data.exchangeRates.nodes.on"));
    assertEquals("INVALID", ana.refusal(LIST, Map.of("after", cursor)));
  }

  @Test
  void aFileOfRatesIsReadLineByLineAndASecondOneOfADayIsExplained() {
    Company company = Company.imported();
    String csv =
        """
        source,external_id,date,base,quote,rate
        %1$s,1,1962-01-01,USD,EUR,0.12345678
        %1$s,2,1962-01-01,USD,EUR,0.2
        %1$s,3,1962-01-02,USD,USD,1
        %1$s,4,1962-01-03,USD,EUR,-1
        %1$s,5,1962-01-04,U$D,EUR,1
        """
            .formatted(company.prefix);
    Client admin = Client.as("admin");
    admin
        .importCsv("exchange-rates", csv)
        .then()
        .statusCode(200)
        .body("created", is(1), "verdicts.column", contains("date", "quote", "rate", "base"));
    admin.importCsv("exchange-rates", csv).then().body("created", is(0), "unchanged", is(1));
  }

  @Test
  void theDatabaseKeepsRatesPositiveOfTwoCurrenciesAndOneADay() {
    for (String row :
        List.of(
            "'x', 'a', 'USD', 'USD', '1963-01-01', 1",
            "'x', 'b', 'USD', 'EUR', '1963-01-01', 0",
            "'x', 'c', 'usd', 'EUR', '1963-01-01', 1")) {
      assertThrows(
          AssertionError.class,
          () ->
              Database.change(
                  "insert into exchange_rate (source, external_id, base, quote, quoted_on, rate) values ("
                      + row
                      + ")"));
    }
  }

  private static Map<String, Object> rate(String on, String rate) {
    return new HashMap<>(Map.of("base", "CHF", "quote", "EUR", "on", on, "rate", rate));
  }
}
