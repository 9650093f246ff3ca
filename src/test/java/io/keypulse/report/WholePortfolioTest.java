package io.keypulse.report;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.analysis.Answers;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manager of more accounts than a page lists. */
@KeypulseTest
class WholePortfolioTest {
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final int ACCOUNTS = 130;
  private static final int HEARD = 120;

  private Answers answers;

  private static final class Once {
    static final Answers OF_MANY = ofMany();
  }

  @BeforeEach
  void aCompanyOfManyAccounts() {
    answers = Once.OF_MANY;
  }

  private static Answers ofMany() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", ACCOUNTS, 2, "Food");
    answers.company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,cost_amount,currency",
        IntStream.rangeClosed(1, HEARD)
            .mapToObj(
                i ->
                    "%%1$s,p%d,a%d,%s,Boxes,100,50,EUR"
                        .formatted(i, i, LocalDate.now(ZoneOffset.UTC).minusDays(20)))
            .toArray(String[]::new));
    return answers;
  }

  @Test
  void theSummaryCountsTheVerdictsOfAllAndTheListSaysHowManyFollow() {
    String wave = wave();
    answers.say(
        wave, "a", 1, HEARD, 1, "case when i % 3 = 0 then 1 else 5 end", "'{4,4,4}'", "null");
    answers.say(wave, "a", 1, 30, 2, "5", "'{5,4,4}'", "null");
    JsonPath asked =
        answers.ask(
            answers.ana(),
            wave,
            "managerId: \"" + answers.employee("ana") + "\", line: TREE",
            "ranking { ... on Ranking { verdicts { verdict accounts } } }");
    List<Map<String, Object>> verdicts = asked.getList("ranking.verdicts");
    Map<Object, Integer> of =
        verdicts.stream()
            .collect(toMap(one -> one.get("verdict"), one -> (Integer) one.get("accounts")));
    String page = page(wave, "en");
    assertTrue(
        page.contains(
            "Verdicts on 130 accounts: %d unhealthy, %d healthy; of %d it cannot be told, 10 of them without any opinion."
                .formatted(
                    sum(of, "UNHEALTHY"),
                    sum(of, "_HEALTHY"),
                    Objects.requireNonNull(of.get("CANNOT_TELL")))),
        page);
    assertTrue(
        page.contains("The list ends after the 100 worst. Further accounts with answers: 20."),
        page);
    assertFalse(page.contains("so a wide one"), page);
  }

  private static int sum(Map<Object, Integer> verdicts, String ending) {
    return verdicts.entrySet().stream()
        .filter(one -> one.getKey().toString().endsWith(ending))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  @Test
  void ofFewAccountsSharesAndMoneyAreCalledWide() {
    String wave = wave();
    answers.say(wave, "a", 1, 12, 1, "case when i <= 5 then 2 else 5 end", "'{2,2,4}'", "null");
    String page = page(wave, "en");
    assertTrue(
        page.matches(
            ".*Accounts with somebody dissatisfied: 5 of 12; [^.]*; few accounts, so a wide one\\..*"),
        page);
    assertTrue(
        page.matches(
            ".*Revenue that stands with the dissatisfied, [^.]*; few accounts, or few that buy most, so a wide one\\..*"),
        page);
    Map<String, List<String>> wide =
        Map.of(
            "es", List.of("pocas cuentas, por eso es impreciso", "pocas que compran casi todo"),
            "zh", List.of("客户较少，因此不精确", "采购集中于少数客户"),
            "de", List.of("wenige Kunden, daher ungenau", "die das meiste kaufen"),
            "fr", List.of("peu de comptes, donc imprécis", "qui achètent l’essentiel"));
    wide.forEach(
        (language, words) -> {
          String other = page(wave, language);
          words.forEach(said -> assertTrue(other.contains(said), language + ": " + other));
        });
    assertTrue(page(wave, "zh").contains("（12）：产品质量、价格"), page(wave, "zh"));
    assertTrue(page.contains("(12): Product quality, Price"), page);
  }

  @Test
  void whatIsCertainIsNotCalledWideAndWhomNobodyWasHeardOfIsSaid() {
    answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 12, 1, "Food");
    String wave = wave();
    answers.say(wave, "a", 1, 12, 1, "case when i <= 6 then 2 else 5 end", "'{4,4,4}'", "null");
    String page = page(wave, "en");
    assertTrue(page.contains("among all 50% to 50%."), page);
    assertFalse(page.contains("so a wide one"), page);

    answers.accounts("north", "b", 24, 1, "Toys");
    String strata =
        answers.wave(
            answers.company.program(
                100_000,
                Map.of(),
                Map.of("quarantineDays", 0, "accountMailsPerWeek", 0, "strataBy", "SEGMENT")),
            1);
    answers.say(strata, "a", 1, 12, 1, "case when i <= 6 then 2 else 5 end", "'{4,4,4}'", "null");
    String silent =
        "50% (6 of 12), among all 17% to 83%; 24 of the 36 stand in groups of which nobody gave an opinion.";
    assertTrue(page(strata, "en").contains(silent), page(strata, "en"));
  }

  private String wave() {
    return answers.wave(answers.company.program(100_000), 1);
  }

  private String page(String wave, String language) {
    String page =
        answers
            .ana()
            .http()
            .get(
                "/reports/managers/"
                    + answers.employee("ana")
                    + Reported.ofWave(wave)
                    + "&lang="
                    + language)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertEquals(-1, page.indexOf("{report:"));
    return TAG.matcher(page).replaceAll(" ").replaceAll("\\s+", " ");
  }
}
