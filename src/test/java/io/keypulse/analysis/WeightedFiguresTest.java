package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.stats.Inclusion;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What figures make of chances that are not equal, and of accounts known from some people only. */
@KeypulseTest
class WeightedFiguresTest {
  @Test
  void thePulseOfStratifiedWavesIsTheShareThatTheyTell() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 40, 1, "Food").accounts("south", "b", 16, 1, "Toys");
    String program =
        answers.company.program(
            100_000,
            Map.of(),
            Map.of("quarantineDays", 0, "accountMailsPerWeek", 0, "strataBy", "SEGMENT"));
    String wave = "";
    for (int earlier = 8; earlier >= 1; earlier--) {
      wave = answers.wave(program, earlier * 30);
      answers.say(wave, "a", 1, 10, 1, "case when i <= 5 then 2 else 4 end", "'{1,4,2}'", "null");
      answers.say(wave, "b", 1, 15, 1, "case when i <= 1 then 2 else 4 end", "'{1,4,2}'", "null");
    }
    JsonPath told =
        answers.ask(
            answers.chief(),
            wave,
            "",
            """
            dissatisfied { ... on Share { count of share effectiveSample method } }
            pulse { ... on Pulse { centre points { dissatisfied withOpinion share lowerLimit upperLimit } } }
            """);
    assertEquals("STRATIFIED", told.getString("dissatisfied.method"));
    double share = (40 * 5 / 10.0 + 16 * 1 / 15.0) / 56;
    double worth = 56 * 56 / (40 * 40 / 10.0 + 16 * 16 / 15.0);
    assertEquals(share, told.getDouble("dissatisfied.share"), 1e-6);
    assertEquals(worth, told.getDouble("dissatisfied.effectiveSample"), 1e-4);
    assertEquals(8, told.getList("pulse.points").size());
    for (int i = 0; i < 8; i++) {
      String point = "pulse.points[" + i + "].";
      assertEquals(6, told.getInt(point + "dissatisfied"));
      assertEquals(25, told.getInt(point + "withOpinion"));
      assertEquals(share, told.getDouble(point + "share"), 1e-6, "not 6 of 25");
      assertEquals(
          share + 3 * Math.sqrt(share * (1 - share) / worth),
          told.getDouble(point + "upperLimit"),
          1e-6);
    }
    assertEquals(share, told.getDouble("pulse.centre"), 1e-6);
  }

  @Test
  void accountsOfASampleCountByTheInverseOfTheirChanceToBeDrawn() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 30, 1, "Food").accounts("south", "b", 10, 6, "Toys");
    String wave = answers.wave(answers.company.program(45), 1);
    answers.say(wave, "a", 1, 30, 1, "4", "'{1,4,2}'", "null");
    for (int contact = 1; contact <= 6; contact++) {
      answers.say(wave, "b", 1, 10, contact, "2", "'{1,4,2}'", "null");
    }
    int small = heard(answers, wave, "Food");
    int large = heard(answers, wave, "Toys");
    double ofSmall = small / Inclusion.ofAny(1, 45, 90);
    double ofLarge = large / Inclusion.ofAny(6, 45, 90);
    String share = "dissatisfiedAccounts { ... on Share { of share } }";
    JsonPath company = answers.ask(answers.chief(), wave, "", share);
    assertEquals(small + large, company.getInt("dissatisfiedAccounts.of"));
    assertEquals(
        ofLarge / (ofSmall + ofLarge), company.getDouble("dissatisfiedAccounts.share"), 1e-6);
    assertTrue(
        company.getDouble("dissatisfiedAccounts.share") < (double) large / (small + large) - 0.05);
  }

  @Test
  void accountsAreRankedAgainstTheMeanOfAllAndNotOfThoseThatWereMoreLikelyToBeHeard() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 100, 1, "Food").accounts("south", "b", 10, 1, "Toys");
    Map<String, Object> sampling =
        Map.of(
            "quarantineDays", 0,
            "accountMailsPerWeek", 0,
            "strataBy", "SEGMENT",
            "stratumMinimum", 10);
    String wave = answers.wave(answers.company.program(24, Map.of(), sampling), 1);
    answers.say(wave, "a", 1, 100, 1, "4", "'{4,4,4}'", "null");
    answers.say(wave, "b", 1, 10, 1, "2", "'{1,4,4}'", "null");
    JsonPath told =
        answers.ask(
            answers.chief(), wave, "", "ranking(first: 1) { ... on Ranking { accounts mean } }");
    assertEquals(24, told.getInt("ranking.accounts"));
    double mean = told.getDouble("ranking.mean");
    assertTrue(mean > 0.05 && mean < 0.2, "ten of 110 accounts, not of 24: " + mean);
  }

  @Test
  void moneyOfAccountsThatWereSureToBeDrawnCountsNoMoreThanTheyDo() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 100, 1, "Food").accounts("south", "b", 10, 1, "Toys");
    String program =
        answers.company.program(
            24,
            Map.of(),
            Map.of(
                "quarantineDays", 0,
                "accountMailsPerWeek", 0,
                "strataBy", "SEGMENT",
                "stratumMinimum", 10));
    String wave = answers.wave(program, 1);
    answers.say(wave, "a", 1, 100, 1, "4", "'{4,4,4}'", "null");
    answers.say(wave, "b", 1, 10, 1, "2", "'{1,4,4}'", "null");
    answers.company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,cost_amount,currency",
        IntStream.rangeClosed(1, 110)
            .mapToObj(
                i ->
                    "%%1$s,p%d,%s%d,%s,Boxes,1000,700,EUR"
                        .formatted(
                            i,
                            i <= 100 ? "a" : "b",
                            i <= 100 ? i : i - 100,
                            LocalDate.now(ZoneOffset.UTC).minusDays(20)))
            .toArray(String[]::new));
    JsonPath told =
        answers.ask(
            answers.chief(),
            wave,
            "",
            """
            dissatisfiedAccounts { ... on Share { share of lowestShare highestShare } }
            moneyAtRisk { ... on MoneyAtRisk { share lowestShare highestShare grossProfitShare { share }
              byAspect { aspect share } } }
            """);
    assertEquals(24, told.getInt("dissatisfiedAccounts.of"));
    double share = told.getDouble("dissatisfiedAccounts.share");
    assertEquals(10 / 110.0, share, 0.001);
    assertEquals(share, told.getDouble("moneyAtRisk.share"), 1e-6);
    assertEquals(share, told.getDouble("moneyAtRisk.grossProfitShare.share"), 1e-6);
    assertEquals(share, told.getDouble("moneyAtRisk.byAspect[0].share"), 1e-6);
    assertEquals(
        told.getDouble("dissatisfiedAccounts.highestShare"),
        told.getDouble("moneyAtRisk.highestShare"),
        1e-6);

    String again = answers.wave(program, 0);
    answers.say(again, "a", 1, 100, 1, "4", "'{4,4,4}'", "null");
    answers.say(again, "b", 1, 10, 1, "2", "'{1,4,4}'", "null");
    JsonPath both =
        answers
            .chief()
            .data(
                """
                { dissatisfaction(programId: "%s", period: {from: "2000-01-01", to: "2100-01-01"}) {
                  dissatisfiedAccounts { ... on Share { share } } moneyAtRisk { ... on MoneyAtRisk { share } } } }
                """
                    .formatted(program));
    both.setRootPath("data.dissatisfaction");
    assertEquals(10 / 110.0, both.getDouble("dissatisfiedAccounts.share"), 0.001);
    assertEquals(
        both.getDouble("dissatisfiedAccounts.share"), both.getDouble("moneyAtRisk.share"), 1e-6);
  }

  @Test
  void moneyAtRiskDoubtsAccountsOfWhichMostPeopleAreSilent() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 40, 5, "Food");
    String wave = answers.wave(answers.company.program(100_000), 1);
    for (int contact = 1; contact <= 2; contact++) {
      answers.say(
          wave,
          "a",
          1,
          40,
          contact,
          "case when (i + %d) %% 4 = 0 then 2 else 5 end".formatted(contact),
          "case when (i + %d) %% 4 = 0 then array[1,4,2] else array[4,4,4] end".formatted(contact),
          "null");
    }
    answers.company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,cost_amount,currency",
        IntStream.rangeClosed(1, 40)
            .mapToObj(
                i ->
                    "%%1$s,p%d,a%d,%s,Boxes,300,200,EUR"
                        .formatted(i, i, LocalDate.now(ZoneOffset.UTC).minusDays(20)))
            .toArray(String[]::new));
    JsonPath money =
        answers.ask(
            answers.ana(),
            wave,
            "",
            """
            moneyAtRisk { ... on MoneyAtRisk { share lowestShare highestShare grossProfitShare { lowestShare highestShare }
              byAspect { aspect share lowestShare highestShare } } }
            """);
    money.setRootPath("data.dissatisfaction.moneyAtRisk");
    assertEquals(0.25, money.getDouble("share"), 1e-6);
    for (String figure : new String[] {"", "grossProfitShare.", "byAspect[0]."}) {
      assertTrue(money.getDouble(figure + "lowestShare") < 0.2, figure + money.prettify());
      assertTrue(money.getDouble(figure + "highestShare") > 0.3, figure + money.prettify());
    }
  }

  private static int heard(Answers answers, String wave, String segment) {
    return Integer.parseInt(
        Database.value(
            """
            select count(distinct n.account_id) from answer n join account a on a.id = n.account_id
            where n.wave_id = ?::int and a.source = ? and a.segment = ?
            """,
            wave,
            answers.company.prefix,
            segment));
  }
}
