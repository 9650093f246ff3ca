package io.keypulse.analysis;

import static java.util.stream.Collectors.toMap;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The file of figures has what the query tells, of all accounts, and says what it lacks. */
@KeypulseTest
class DissatisfactionExportTest {
  private static final int ACCOUNTS = 130;
  private static final int HEARD = 120;

  private static final String RANKED =
      """
      ranking(first: 3) { ... on Ranking { accounts withoutAnswers withheld nodes { share account { name } }
        verdicts { verdict accounts } } ... on Suppressed { reason } }
      """;

  @Test
  void everyAccountIsInItAndTheQueryTellsHowManyThereAre() {
    Answers answers = many();
    String wave = answered(answers);
    JsonPath asked = answers.ask(answers.chief(), wave, "", RANKED);
    assertEquals(3, asked.getList("ranking.nodes").size());
    assertEquals(HEARD, asked.getInt("ranking.accounts"));
    assertEquals(ACCOUNTS - HEARD, asked.getInt("ranking.withoutAnswers"));
    Map<String, Integer> verdicts = verdicts(asked);
    assertEquals(5, verdicts.size());
    assertEquals(ACCOUNTS, verdicts.values().stream().mapToInt(Integer::intValue).sum());
    assertEquals(20, verdicts.get("CLEARLY_HEALTHY"), "both of each are content");
    assertEquals(HEARD / 3, verdicts.get("CLEARLY_UNHEALTHY"), "one of two is dissatisfied");

    List<NamedCsvRecord> rows = rows(answers.chief(), wave);
    List<NamedCsvRecord> accounts = of(rows, "ACCOUNT");
    assertEquals(HEARD, accounts.size());
    assertEquals(HEARD, accounts.stream().map(row -> row.getField("name")).distinct().count());
    assertEquals(
        asked.getList("ranking.nodes.account.name"),
        accounts.stream().limit(3).map(row -> row.getField("name")).toList());
    assertEquals("120", one(rows, "ACCOUNTS", "WITH_OPINION").getField("count"));
    assertEquals("130", one(rows, "ACCOUNTS", "WITH_OPINION").getField("of"));
    assertEquals("10", one(rows, "ACCOUNTS", "WITHOUT_ANSWERS").getField("count"));
    assertEquals("0", one(rows, "ACCOUNTS", "WITHHELD").getField("count"));
    verdicts.forEach(
        (verdict, number) ->
            assertEquals(
                number.toString(), one(rows, "VERDICT", verdict).getField("count"), verdict));
  }

  @Test
  void itHasModeResponseRatesAndHowMuchEachShareIsWorth() {
    Answers answers = many();
    String wave = answered(answers);
    Database.change(
        "update answer set mode = 'PHONE', interviewer_id = (select min(id) from employee) where wave_id = ?::int and contact_id in (select id from contact"
            + " where source = ? and external_id in ('a1-1', 'a2-1'))",
        wave,
        answers.company.prefix);
    JsonPath asked =
        answers.ask(
            answers.chief(),
            wave,
            "",
            "answered answeredByPhone drawn responseRates { rr1 rr4 complete unknown noContact }"
                + " dissatisfied { ... on Share { effectiveSample method wide } }");
    assertEquals(2, asked.getInt("answeredByPhone"));
    List<NamedCsvRecord> rows = rows(answers.chief(), wave);
    NamedCsvRecord phone = one(rows, "ANSWERED_BY_PHONE", "");
    assertEquals("2", phone.getField("count"));
    assertEquals(asked.getString("answered"), phone.getField("of"));
    for (String rate : List.of("RR1", "RR2", "RR3", "RR4", "RR5", "RR6")) {
      NamedCsvRecord row = one(rows, "RESPONSE_RATE", rate);
      assertEquals(
          Double.parseDouble(row.getField("share")),
          Double.parseDouble(row.getField("count")) / Double.parseDouble(row.getField("of")),
          1e-3,
          rate);
    }
    assertEquals(
        asked.getDouble("responseRates.rr4"),
        Double.parseDouble(one(rows, "RESPONSE_RATE", "RR4").getField("share")),
        1e-3);
    assertEquals(
        asked.getInt("drawn"),
        of(rows, "OUTCOME").stream().mapToInt(row -> Integer.parseInt(row.getField("count"))).sum(),
        "each who was drawn has one outcome");
    NamedCsvRecord share = one(rows, "DISSATISFIED", "");
    assertEquals(asked.getString("dissatisfied.method"), share.getField("note"));
    assertEquals(
        asked.getDouble("dissatisfied.effectiveSample"),
        Double.parseDouble(share.getField("effective")),
        0.05);
    assertEquals("false", share.getField("wide"));
  }

  @Test
  void itHasChangePulseMoneyAndDriversOrWhyThereIsNone() {
    Answers answers = many();
    String program = answers.company.program(100_000);
    String before = answers.wave(program, 40);
    say(answers, before, "case when i <= 60 then 2 else 5 end");
    String wave = answers.wave(program, 1);
    say(answers, wave, "case when i <= 12 then 2 else 5 end");
    answers.company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,cost_amount,currency",
        IntStream.rangeClosed(1, HEARD)
            .mapToObj(
                i ->
                    "%%1$s,p%d,a%d,%s,Boxes,100,50,EUR"
                        .formatted(i, i, LocalDate.now(ZoneOffset.UTC).minusDays(20)))
            .toArray(String[]::new));
    JsonPath asked =
        answers.ask(
            answers.chief(),
            wave,
            "",
            """
            change { ... on Change { sameAccounts { direction before beforeOf now nowOf difference } } }
            moneyAtRisk { ... on MoneyAtRisk { revenueAtRisk { amount } revenue { amount currency } share wide } }
            drivers { ... on InsufficientData { reason have need } }
            pulse { ... on Pulse { waves wavesForLimits points { dissatisfied withOpinion share } } }
            """);
    List<NamedCsvRecord> rows = rows(answers.chief(), wave);
    NamedCsvRecord now = one(rows, "CHANGE", "SAME_ACCOUNTS");
    assertEquals("DOWN", now.getField("note"));
    assertEquals(asked.getString("change.sameAccounts.now"), now.getField("count"));
    assertEquals(
        asked.getDouble("change.sameAccounts.difference"),
        Double.parseDouble(now.getField("share")),
        1e-4);
    assertEquals(
        asked.getString("change.sameAccounts.before"),
        one(rows, "CHANGE_BEFORE", "SAME_ACCOUNTS").getField("count"));

    assertEquals(2, of(rows, "PULSE_WAVE").size());
    assertEquals("60", of(rows, "PULSE_WAVE").getFirst().getField("count"));
    assertEquals("2", one(rows, "PULSE", "").getField("count"));
    assertEquals("8", one(rows, "PULSE", "").getField("need"));

    NamedCsvRecord money = one(rows, "MONEY_AT_RISK", "REVENUE");
    assertEquals(asked.getString("moneyAtRisk.revenueAtRisk.amount"), money.getField("count"));
    for (String part : List.of("REVENUE", "GROSS_PROFIT", "PRODUCT_QUALITY")) {
      NamedCsvRecord row = one(rows, "MONEY_AT_RISK", part);
      assertEquals(part.equals("GROSS_PROFIT") ? "6000.00" : "12000.00", row.getField("of"));
      assertEquals("EUR", row.getField("currency"));
      assertEquals("CLUSTERED_BY_ACCOUNT", row.getField("note"));
      assertEquals("130", row.getField("population"), "ten were not heard");
      assertEquals("120", row.getField("accounts"));
      assertFalse(row.getField("effective").isEmpty());
      assertFalse(row.getField("wide").isEmpty());
    }
    assertEquals("false", money.getField("wide"));
    assertEquals(
        LocalDate.now(ZoneOffset.UTC).toString(), one(rows, "PURCHASES", "TO").getField("note"));

    NamedCsvRecord drivers = one(rows, "DRIVERS", "");
    assertEquals(asked.getString("drivers.reason"), drivers.getField("note"));
    assertEquals(asked.getString("drivers.have"), drivers.getField("of"));
    assertEquals(asked.getString("drivers.need"), drivers.getField("need"));
  }

  @Test
  void aShareOfAccountsWithComplaintsSaysOfHowManyAndHow() {
    Answers answers = many();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 36, 1, "2", "'{1,4,4}'", "null");
    answers.say(wave, "a", 37, 45, 1, "2", "'{4,1,4}'", "null");
    List<NamedCsvRecord> rows = rows(answers.chief(), wave);
    NamedCsvRecord quality = one(rows, "ASPECT_ACCOUNTS", "PRODUCT_QUALITY");
    assertEquals("36", quality.getField("count"));
    assertEquals("45", quality.getField("of"));
    assertEquals("0.8000", quality.getField("share"));
    assertEquals("WILSON", quality.getField("note"));
    assertEquals("false", quality.getField("wide"));
    rows.stream()
        .filter(row -> !row.getField("lowest").isEmpty())
        .forEach(
            row -> {
              assertFalse(row.getField("of").isEmpty(), row.toString());
              assertFalse(row.getField("note").isEmpty(), row.toString());
            });
  }

  @Test
  void aShareOfAccountsWithComplaintsIsWithheldWhereItsIntervalSaysNothing() {
    Answers answers = many();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 15, 1, "2", "'{1,4,4}'", "null");
    answers.say(wave, "a", 16, 29, 1, "2", "'{4,1,4}'", "null");
    String fields =
        """
        byAspect { accounts shareOfAccounts accountsWithComplaints lowestShareOfAccounts wideShareOfAccounts
          shareOfAccountsWithheld { reason have need } complaining { name } }
        """;
    JsonPath few = answers.ask(answers.chief(), wave, "", fields);
    assertEquals(15 / 29.0, few.getDouble("byAspect[0].shareOfAccounts"), 1e-6);
    assertTrue(few.getBoolean("byAspect[0].wideShareOfAccounts"), "fewer than thirty");
    assertNull(few.get("byAspect[0].shareOfAccountsWithheld"));
    assertEquals(
        Map.of("reason", "TOO_FEW_ACCOUNTS", "have", 0, "need", 5),
        few.getMap("byAspect[2].shareOfAccountsWithheld"));
    assertEquals(
        "true", one(rows(answers.chief(), wave), "ASPECT_ACCOUNTS", "PRICE").getField("wide"));

    answers.say(wave, "a", 30, 30, 1, "2", "'{4,1,4}'", "null");
    JsonPath asked = answers.ask(answers.chief(), wave, "", fields);
    assertEquals(15, asked.getInt("byAspect[0].accounts"));
    for (String absent :
        List.of("shareOfAccounts", "accountsWithComplaints", "lowestShareOfAccounts")) {
      assertNull(asked.get("byAspect[0]." + absent), absent);
    }
    assertEquals(
        "INTERVAL_TOO_WIDE", asked.getString("byAspect[0].shareOfAccountsWithheld.reason"));
    assertEquals(30, asked.getInt("byAspect[0].shareOfAccountsWithheld.have"));
    assertEquals(List.of(), asked.getList("byAspect[0].complaining"), "too many to list");
    NamedCsvRecord row = one(rows(answers.chief(), wave), "ASPECT_ACCOUNTS", "PRODUCT_QUALITY");
    assertEquals("15", row.getField("count"));
    assertEquals("30", row.getField("of"));
    assertEquals("", row.getField("share"));
    assertEquals("INTERVAL_TOO_WIDE", row.getField("note"));
  }

  @Test
  void whereAspectsExplainLittleItIsNotForWantOfAnswers() {
    Answers answers = many();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(
        wave,
        "a",
        1,
        HEARD,
        1,
        "case when i % 2 = 0 then 1 else 5 end",
        "'{' || 2 + 3 * (i / 2 % 2) || ',' || 2 + 3 * (i / 4 % 2) || ',' || 2 + 3 * (i / 8 % 2) || '}'",
        "null");
    NamedCsvRecord drivers = one(rows(answers.chief(), wave), "DRIVERS", "");
    assertEquals("NOT_EXPLAINED", drivers.getField("note"));
    assertEquals("120", drivers.getField("of"));
    assertEquals("60", drivers.getField("need"), "as many as there are would say that more help");
  }

  @Test
  void whatIsConfidentialIsRefusedInItAsInTheQuery() {
    Answers answers = many();
    answers.accounts("north", "big", 1, 6, "Food").accounts("north", "mute", 1, 3, "Food");
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 20, 1, "2", "'{1,4,2}'", "null");
    for (int contact = 1; contact <= 6; contact++) {
      answers.say(wave, "big", 1, 1, contact, "5", "'{5,4,4}'", "null");
    }
    for (int contact = 1; contact <= 3; contact++) {
      answers.say(wave, "mute", 1, 1, contact, "3", "'{3,3,3}'", "null");
    }
    answers.confidential(wave);
    JsonPath asked = answers.ask(answers.chief(), wave, "", RANKED);
    assertEquals(1, asked.getInt("ranking.accounts"));
    assertEquals(21, asked.getInt("ranking.withheld"));
    assertEquals(
        110,
        asked.getInt("ranking.withoutAnswers"),
        "that those of one have no opinion is what they answered in confidence");
    assertEquals(
        Map.of(
            "CLEARLY_HEALTHY", 1,
            "PROBABLY_HEALTHY", 0,
            "CANNOT_TELL", 110,
            "PROBABLY_UNHEALTHY", 0,
            "CLEARLY_UNHEALTHY", 0),
        verdicts(asked));
    List<NamedCsvRecord> rows = rows(answers.chief(), wave);
    assertEquals(1, of(rows, "ACCOUNT").size());
    assertEquals("21", one(rows, "ACCOUNTS", "WITHHELD").getField("count"));
    assertEquals("DERIVABLE", one(rows, "MONEY_AT_RISK", "").getField("note"));

    Database.change(
        "delete from answer where wave_id = ?::int and contact_id in (select id from contact where source = ?"
            + " and external_id in ('big1-1', 'big1-2'))",
        wave,
        answers.company.prefix);
    JsonPath left = answers.ask(answers.chief(), wave, "", RANKED);
    assertEquals("DERIVABLE", left.getString("ranking.reason"), "four are left of the only one");

    String few = answers.wave(answers.company.program(100_000), 1);
    answers.say(few, "a", 1, 3, 1, "2", "'{1,4,2}'", "null");
    answers.confidential(few);
    List<NamedCsvRecord> refused = rows(answers.chief(), few);
    for (String figure : List.of("QUALITY", "ACCOUNTS", "DRIVERS", "PULSE")) {
      assertEquals("CONFIDENTIAL", one(refused, figure, "").getField("note"), figure);
    }
    assertEquals("NOTHING_BEFORE", one(refused, "CHANGE", "").getField("note"));
    assertFalse(refused.stream().anyMatch(row -> row.getField("figure").equals("ACCOUNT")));
  }

  @Test
  void whatTakesTooLongIsEndedAndRefused() throws SQLException {
    Answers answers = many();
    String wave = answered(answers);
    try (Connection other = Database.asAdministrator();
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("lock table answer, wave in access exclusive mode");
      asked(answers.chief(), wave)
          .statusCode(413)
          .body("code", is("OVER_BUDGET"))
          .body("field", is("time"));
      assertEquals(
          "0",
          Database.value(
              "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'keypulse_app'"),
          "nothing goes on for nobody");
      other.rollback();
    }
    assertFalse(rows(answers.chief(), wave).isEmpty());
  }

  private static Answers many() {
    Answers answers = new Answers();
    answers.company.staffed();
    return answers.accounts("north", "a", ACCOUNTS, 2, "Food");
  }

  private static String answered(Answers answers) {
    String wave = answers.wave(answers.company.program(100_000), 1);
    say(answers, wave, "case when i % 3 = 0 then 1 else 5 end");
    answers.say(wave, "a", 1, 30, 2, "5", "'{5,4,4}'", "null");
    return wave;
  }

  private static void say(Answers answers, String wave, String overall) {
    answers.say(wave, "a", 1, HEARD, 1, overall, "'{4,4,4}'", "null");
  }

  private static Map<String, Integer> verdicts(JsonPath asked) {
    List<Map<String, Object>> found = asked.getList("ranking.verdicts");
    return found.stream()
        .collect(toMap(one -> (String) one.get("verdict"), one -> (Integer) one.get("accounts")));
  }

  private static List<NamedCsvRecord> rows(Client client, String wave) {
    String text = asked(client, wave).statusCode(200).extract().asString();
    return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
  }

  private static ValidatableResponse asked(Client client, String wave) {
    return client
        .http()
        .queryParam("waveId", GlobalId.of("Wave", Long.parseLong(wave)))
        .get("/dissatisfaction.csv")
        .then();
  }

  private static List<NamedCsvRecord> of(List<NamedCsvRecord> rows, String figure) {
    return rows.stream().filter(row -> row.getField("figure").equals(figure)).toList();
  }

  private static NamedCsvRecord one(List<NamedCsvRecord> rows, String figure, String name) {
    List<NamedCsvRecord> found =
        of(rows, figure).stream().filter(row -> row.getField("name").equals(name)).toList();
    assertTrue(found.size() == 1, () -> figure + " " + name + ": " + found + " of " + rows);
    return found.getFirst();
  }
}
