package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.stats.Heard;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What revenue stands with the dissatisfied follows the rules of every other share. */
@KeypulseTest
class MoneyAtRiskTest {
  private static final String MONEY =
      """
      moneyAtRisk {
        ... on MoneyAtRisk { share accounts population method revenue { amount }
          grossProfitAtRisk { amount } grossProfitShare { share accounts } grossProfitWithheld { reason have need }
          byAspect { aspect share accounts population revenueAtRisk { amount } revenue { amount } }
          withheldAspects { aspect why { reason have need } } }
        ... on InsufficientData { reason have need } }
      """;

  @Test
  void whoHasNoOpinionOverallMayStillComplainAboutOneAspect() {
    Answers answers = accounts(13);
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 11, 1, "4", "'{4,4,4}'", "null");
    answers.say(wave, "a", 12, 12, 1, "3", "'{3,null,1}'", "null");
    bought(answers, "p", 12, i -> i == 12 ? "1000,," : "100,,");
    JsonPath told = answers.ask(answers.ana(), wave, "", MONEY);
    told.setRootPath("data.dissatisfaction.moneyAtRisk");
    assertEquals(0, told.getDouble("share"), 1e-9);
    assertEquals("1100.00", told.getString("revenue.amount"));
    assertEquals(11, told.getInt("accounts"));
    assertEquals(12, told.getInt("population"), "one is silent, and one has no opinion");
    assertEquals("CLUSTERED_BY_ACCOUNT", told.getString("method"));
    assertEquals("DELIVERY", told.getString("byAspect[0].aspect"));
    assertEquals(12, told.getInt("byAspect[0].accounts"));
    assertEquals(13, told.getInt("byAspect[0].population"));
    assertEquals("1000.00", told.getString("byAspect[0].revenueAtRisk.amount"));
    assertEquals("2100.00", told.getString("byAspect[0].revenue.amount"));
    assertEquals("1100.00", told.getString("byAspect[1].revenue.amount"), "of others it has none");
  }

  @Test
  void tenAccountsAreCountedByWhatIsWeighed() {
    Answers answers = accounts(14);
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 9, 1, "2", "'{1,2,4}'", "null");
    answers.say(wave, "a", 10, 13, 1, "4", "'{4,null,4}'", "null");
    bought(answers, "p", 9, i -> "100,,");
    JsonPath nine = answers.ask(answers.ana(), wave, "", MONEY);
    assertEquals(
        Map.of("reason", "TOO_FEW_ACCOUNTS", "have", 9, "need", 10),
        nine.getMap("moneyAtRisk"),
        "thirteen have an opinion, and nine of these bought anything");

    bought(answers, "q", 12, i -> i <= 5 ? "100,60," : "100,,");
    JsonPath told = answers.ask(answers.ana(), wave, "", MONEY);
    told.setRootPath("data.dissatisfaction.moneyAtRisk");
    assertEquals(12, told.getInt("accounts"));
    assertNull(told.get("grossProfitAtRisk"));
    assertNull(told.get("grossProfitShare"));
    assertEquals(
        Map.of("reason", "TOO_FEW_ACCOUNTS", "have", 5, "need", 10),
        told.getMap("grossProfitWithheld"));
    assertEquals(List.of("PRODUCT_QUALITY", "DELIVERY"), told.getList("byAspect.aspect"));
    assertEquals(List.of("PRICE"), told.getList("withheldAspects.aspect"));
    assertEquals(
        Map.of("reason", "TOO_FEW_ACCOUNTS", "have", 9, "need", 10),
        told.getMap("withheldAspects[0].why"));
    String csv = Answers.csv(answers.ana(), wave);
    assertTrue(csv.contains("\nMONEY_AT_RISK,GROSS_PROFIT,,5,,,,,TOO_FEW_ACCOUNTS,"), csv);
    assertTrue(csv.contains("\nMONEY_AT_RISK,PRICE,,9,,,,,TOO_FEW_ACCOUNTS,"), csv);
  }

  @Test
  void whatFewLargeAccountsMakeIsWideBelowThirtyAndWithheldFromThereOn() {
    Disclosed few = few(29).share();
    assertTrue(few.share().orElseThrow().range().width() > 0.3);
    assertTrue(few.wide());
    InsufficientData many = few(30).share().withheld().orElseThrow();
    assertEquals(WithheldReason.INTERVAL_TOO_WIDE, many.reason());
    assertEquals(30, many.have());
    assertEquals(0, few(30).atRisk(), 1e-12, "nor from the amount");
    assertEquals(
        new InsufficientData(WithheldReason.NO_REVENUE, 0, 10),
        MoneyShare.of(Collections.nCopies(12, account(0, 1)), 40).share().withheld().orElseThrow());
    assertEquals(
        new InsufficientData(WithheldReason.TOO_FEW_ACCOUNTS, 3, 10),
        MoneyShare.of(Collections.nCopies(3, account(0, 1)), 40).share().withheld().orElseThrow());
    assertEquals(
        new InsufficientData(WithheldReason.NO_ANSWERS, 0, 10),
        MoneyShare.of(List.of(), 40).share().withheld().orElseThrow());
  }

  /** Of sixty, every second dissatisfied, and the first four bought ten times as much. */
  private static MoneyShare few(int accounts) {
    return MoneyShare.of(
        IntStream.range(0, accounts).mapToObj(i -> account(i < 4 ? 1000 : 100, i % 2)).toList(),
        60);
  }

  private static MoneyShare.Account account(double amount, int dissatisfied) {
    return new MoneyShare.Account(new Heard(dissatisfied, 1, 1), 1, amount);
  }

  private static Answers accounts(int many) {
    Answers answers = new Answers();
    answers.company.staffed();
    return answers.accounts("north", "a", many, 1, "Food");
  }

  /**
   * @param line with the number of the account the line's own
   * @param amounts net and cost of account {@code i}
   */
  private static void bought(
      Answers answers, String line, int accounts, IntFunction<String> amounts) {
    answers.company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,cost_amount,currency",
        IntStream.rangeClosed(1, accounts)
            .mapToObj(
                i ->
                    "%%1$s,%s%d,a%d,%s,Boxes,%sEUR"
                        .formatted(
                            line,
                            i,
                            i,
                            LocalDate.now(ZoneOffset.UTC).minusDays(20),
                            amounts.apply(i)))
            .toArray(String[]::new));
  }
}
