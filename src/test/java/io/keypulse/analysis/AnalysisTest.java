package io.keypulse.analysis;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@KeypulseTest
class AnalysisTest {
  private static final String FIGURE =
      """
      ... on Share { unit count of population share lowestShare highestShare lowest highest method wide effectiveSample }
      ... on FewAnswers { count of fewest most } ... on InsufficientData { reason have need }
      ... on Suppressed { withheld: count reason }
      """;

  @Test
  void whoIsDissatisfiedWithWhatAndHowSureThatIs() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 12, 1, "2", "'{1,4,2}'", "'Late'");
    answers.say(wave, "a", 13, 36, 1, "5", "'{5,4,4}'", "null");
    answers.say(wave, "a", 37, 38, 1, "3", "'{3,null,null}'", "null");
    answers.say(wave, "b", 1, 10, 1, "4", "'{4,2,4}'", "null");

    JsonPath all =
        answers.ask(
            answers.chief(),
            wave,
            "",
            """
            population drawn answered answeredByPhone noOpinion distribution { answer count } complete
            responseRates { rr1 rr2 rr6 complete partial noContact unknown }
            dissatisfied { %1$s } satisfied { %1$s } dissatisfiedAccounts { %1$s }
            byAspect { aspect level place answered accounts shareOfAccounts cumulativeShare dissatisfied { %1$s } }
            byLevel { level accounts }
            """
                .formatted(FIGURE));
    assertEquals(50, all.getInt("population"));
    assertEquals(48, all.getInt("answered"));
    assertEquals(2, all.getInt("noOpinion"));
    assertEquals(List.of(24, 10, 2, 12, 0), all.getList("distribution.count"));
    assertEquals(12, all.getInt("dissatisfied.count"));
    assertEquals(46, all.getInt("dissatisfied.of"));
    assertEquals(48, all.getInt("dissatisfied.population"), "those without an opinion are out");
    assertEquals(12 / 46.0, all.getDouble("dissatisfied.share"), 1e-6);
    assertEquals(12, all.getInt("dissatisfied.lowest"));
    assertEquals(14, all.getInt("dissatisfied.highest"));
    assertEquals("EXACT_HYPERGEOMETRIC", all.getString("dissatisfied.method"));
    assertEquals(34, all.getInt("satisfied.count"));
    assertEquals("CLUSTERED_BY_ACCOUNT", all.getString("dissatisfiedAccounts.method"));
    assertEquals(12 / 46.0, all.getDouble("dissatisfiedAccounts.share"), 1e-6);
    assertEquals(46, all.getInt("responseRates.complete"));
    assertEquals(2, all.getInt("responseRates.partial"));
    assertEquals(46 / 50.0, all.getDouble("responseRates.rr1"), 1e-6);
    assertEquals(48 / 50.0, all.getDouble("responseRates.rr2"), 1e-6);
    assertEquals(List.of("PRODUCT_QUALITY", "DELIVERY", "PRICE"), all.getList("byAspect.aspect"));
    assertEquals(List.of(1, 1, 3), all.getList("byAspect.place"));
    assertEquals(12 / 22.0, all.getDouble("byAspect[0].shareOfAccounts"), 1e-6);
    assertEquals(1, all.getDouble("byAspect[2].cumulativeShare"), 1e-6);
    assertEquals(Map.of("PRICE", 10, "QUALITY", 12), counted(all, "byLevel", "level"));

    String share = "population dissatisfied { " + FIGURE + " }";
    assertEquals(40, answers.ask(answers.ana(), wave, "", share).getInt("population"));
    String ben = "managerId: \"" + answers.employee("ben") + "\"";
    for (String scope :
        List.of(ben, "segment: \"Toys\"", "teamId: \"" + team(answers, "south") + "\"")) {
      JsonPath south = answers.ask(answers.chief(), wave, scope, share);
      assertEquals(10, south.getInt("population"), scope);
      assertEquals(0, south.getInt("dissatisfied.count"), scope);
      assertFalse(south.getBoolean("dissatisfied.wide"), scope + ": all ten have answered");
    }
    String chief = "managerId: \"" + answers.employee("chief") + "\"";
    assertEquals(
        List.of(0, 50, 50),
        Stream.of("", ", line: DIRECT", ", line: TREE")
            .map(line -> answers.ask(answers.chief(), wave, chief + line, share))
            .map(led -> led.getInt("population"))
            .toList(),
        "the chief leads nothing, and both who report to the chief lead all");
    JsonPath of =
        answers.ask(
            answers.chief(), wave, "", "waveCount programs { name } wave { program { name } }");
    assertEquals(1, of.getInt("waveCount"));
    assertEquals(List.of(of.getString("wave.program.name")), of.getList("programs.name"));
    assertEquals(
        "FORBIDDEN",
        answers.ana().refusal("{ dissatisfaction(" + ben + ") { population } }", Map.of()));
    String csv = Answers.csv(answers.chief(), wave);
    assertTrue(csv.contains("\nDISSATISFIED,,12,46,48,0.2609,0.2500,0.2917,"), csv);
    assertTrue(csv.contains("\nACCOUNT," + answers.company.prefix + " a1,1,1,1,"), csv);
    assertTrue(csv.contains(answers.company.prefix + " b1,"), csv);
    assertFalse(Answers.csv(answers.ana(), wave).contains(answers.company.prefix + " b"), csv);
    assertTrue(csv.contains("\nANSWERED,,48,50,50,"), csv);
    assertTrue(csv.contains("\nPROGRAM," + of.getString("wave.program.name") + ","), csv);
    assertTrue(csv.contains("\nWAVES,,1,"), csv);
    assertTrue(csv.contains("\nANSWERS,SOMEWHAT_DISSATISFIED,"), csv);
    for (String line : csv.lines().toList()) {
      assertEquals(16, line.chars().filter(one -> one == ',').count(), line);
    }
    answers
        .chief()
        .http()
        .get("/dissatisfaction.csv?wave=" + wave)
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID"), "field", equalTo("wave"));

    JsonPath one =
        answers.ask(answers.ana(), wave, "accountId: \"" + account(answers, "a1") + "\"", share);
    assertEquals("TOO_FEW_ANSWERS", one.getString("dissatisfied.reason"));
    assertEquals(1, one.getInt("dissatisfied.have"));
  }

  @Test
  void theListOfTheWorstIsNotLedByChance() {
    Answers answers = twoTeams();
    answers.accounts("north", "big", 1, 6, "Food");
    String wave = answers.wave(answers.company.program(100_000), 0);
    for (int contact = 1; contact <= 6; contact++) {
      answers.say(wave, "big", 1, 1, contact, contact < 6 ? "1" : "5", "'{1,4,2}'", "null");
    }
    answers.say(wave, "a", 1, 1, 1, "2", "'{1,4,2}'", "null");
    answers.say(wave, "a", 2, 36, 1, "5", "'{5,4,4}'", "null");
    String fields =
        """
        %s: ranking(first: 2, order: %s) { ... on Ranking { mean priorWeight withoutAnswers nodes {
          place dissatisfied withOpinion share lowestShare highestShare ownWeight probabilityWorse
          account { name satisfaction { ... on AccountSatisfaction { verdict fewest most population settles { silent } } } } } } }
        """;
    JsonPath list =
        answers.ask(
            answers.ana(),
            wave,
            "",
            fields.formatted("shrunken", "SHRUNKEN") + fields.formatted("raw", "RAW"));
    String big = answers.company.prefix + " big1";
    assertEquals(big, list.getString("shrunken.nodes[0].account.name"));
    assertNotEquals(big, list.getString("raw.nodes[0].account.name"), "one of one leads");
    assertEquals(1, list.getInt("raw.nodes[0].withOpinion"));
    assertTrue(list.getDouble("shrunken.nodes[0].probabilityWorse") > 0.9);
    assertTrue(list.getDouble("shrunken.nodes[1].share") < 0.8, "one of one is not 100 %");
    assertEquals(4, list.getInt("shrunken.withoutAnswers"));
    assertEquals(
        "CLEARLY_UNHEALTHY", list.getString("shrunken.nodes[0].account.satisfaction.verdict"));
    assertEquals(5, list.getInt("shrunken.nodes[0].account.satisfaction.fewest"));
    assertEquals(5, list.getInt("shrunken.nodes[0].account.satisfaction.most"));
  }

  @Test
  void aChangeIsSaidToBeOneOnlyWhereItStands() {
    Answers answers = twoTeams();
    String program = answers.company.program(100_000);
    String wave = "";
    for (int earlier = 8; earlier >= 1; earlier--) {
      wave = answers.wave(program, earlier * 30);
      answers.say(wave, "a", 1, 6, 1, "2", "'{1,4,2}'", "null");
      answers.say(wave, "a", 7, 40, 1, "5", "'{5,4,4}'", "null");
      answers.say(wave, "b", 1, 9, 1, "4", "'{4,4,4}'", "null");
    }
    String fields =
        """
        change { ... on Change { compared standing sameAccounts { direction before now nowOf difference lowest highest }
          byAspect { aspect comparison { direction } } before { id } } ... on InsufficientData { reason have need } }
        pulse { ... on Pulse { centre waves points { dissatisfied withOpinion share lowerLimit upperLimit signal } } }
        """;
    JsonPath calm = answers.ask(answers.chief(), wave, "", fields);
    assertEquals("CANNOT_TELL", calm.getString("change.sameAccounts.direction"));
    assertEquals(0, calm.getInt("change.standing"));
    assertEquals(8, calm.getInt("pulse.waves"));
    assertFalse(calm.getList("pulse.points.signal").contains(true));

    wave = answers.wave(program, 0);
    answers.say(wave, "a", 1, 25, 1, "2", "'{1,4,4}'", "null");
    answers.say(wave, "a", 26, 40, 1, "5", "'{5,4,4}'", "null");
    JsonPath worse = answers.ask(answers.chief(), wave, "", fields);
    assertEquals("UP", worse.getString("change.sameAccounts.direction"));
    assertEquals(6, worse.getInt("change.sameAccounts.before"));
    assertEquals(25, worse.getInt("change.sameAccounts.now"));
    assertEquals(19 / 40.0, worse.getDouble("change.sameAccounts.difference"), 1e-6);
    assertTrue(worse.getDouble("change.sameAccounts.lowest") > 0);
    assertEquals(
        Map.of("PRODUCT_QUALITY", "UP", "PRICE", "CANNOT_TELL", "DELIVERY", "DOWN"),
        Map.of(
            worse.getString("change.byAspect[0].aspect"),
            worse.getString("change.byAspect[0].comparison.direction"),
            worse.getString("change.byAspect[1].aspect"),
            worse.getString("change.byAspect[1].comparison.direction"),
            worse.getString("change.byAspect[2].aspect"),
            worse.getString("change.byAspect[2].comparison.direction")));
    List<Boolean> signals = worse.getList("pulse.points.signal");
    assertEquals(9, signals.size());
    assertTrue(signals.getLast());

    String other = answers.wave(answers.company.program(100_000), 100);
    answers.say(other, "a", 1, 30, 1, "1", "'{1,1,1}'", "null");
    JsonPath both =
        answers
            .chief()
            .data(
                "{ dissatisfaction(period: {from: \"2000-01-01\", to: \"2100-01-01\"}) { wave { id } %s } }"
                    .formatted(fields));
    assertEquals(
        GlobalId.of("Wave", Long.parseLong(wave)), both.getString("data.dissatisfaction.wave.id"));
    assertEquals(9, both.getInt("data.dissatisfaction.pulse.waves"), "waves of one program");

    JsonPath nine = answers.ask(Client.as(answers.company.login("ben")), wave, "", fields);
    assertEquals("TOO_FEW_ACCOUNTS", nine.getString("change.reason"));
  }

  @Test
  void whoAsksForManyChangesAtOnceIsToldFewerByChance() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 12, 1, "Food");
    String program = answers.company.program(100_000);
    answers.say(answers.wave(program, 30), "a", 1, 12, 1, "5", "'{null,null,null}'", "null");
    String wave = answers.wave(program, 0);
    answers.say(wave, "a", 1, 6, 1, "2", "'{null,null,null}'", "null");
    answers.say(wave, "a", 7, 12, 1, "5", "'{null,null,null}'", "null");
    String company = "c%d: dissatisfaction(waveId: $wave) { ...moved }";
    assertMoved("UP", 1, changes(answers, wave, company.formatted(1)));
    assertMoved(
        "CANNOT_TELL",
        4,
        changes(
            answers,
            wave,
            company.formatted(1)
                + " c2: dissatisfaction(waveId: $wave, segment: \"Food\") { ...moved }"
                + " c3: dissatisfaction(waveId: $wave, managerId: \"%s\") { ...moved }"
                    .formatted(answers.employee("ana"))
                + " c4: dissatisfaction(waveId: $wave, managerId: \"%s\", line: TREE) { ...moved }"
                    .formatted(answers.employee("chief"))));
    String repeated =
        IntStream.rangeClosed(1, 4).mapToObj(company::formatted).collect(joining(" "));
    assertMoved("UP", 1, changes(answers, wave, repeated));
    assertMoved(
        "UP",
        1,
        changes(
            answers,
            wave,
            company.formatted(1)
                + " left: dissatisfaction(waveId: $wave, segment: \"Food\") { change @skip(if: true) { __typename } population }"
                + " out: dissatisfaction(waveId: $wave, segment: \"Food\") @include(if: false) { ...moved }"
                + " named: dissatisfaction(waveId: \"%s\") { ...moved }"
                    .formatted(GlobalId.of("Wave", Long.parseLong(wave)))));
  }

  private static void assertMoved(String direction, int times, JsonPath told) {
    Map<String, Object> asked = told.getMap("data");
    for (String name : asked.keySet()) {
      String same = "data.%s.change.sameAccounts.".formatted(name);
      if (!name.equals("left")) {
        assertEquals(direction, told.getString(same + "direction"), told::prettify);
        assertEquals(times * 0.03125, told.getDouble(same + "adjustedP"), 1e-9, "2 / 2^6 each");
      }
    }
  }

  private static JsonPath changes(Answers answers, String wave, String asked) {
    return answers
        .chief()
        .data(
            "query ($wave: ID!) { %s } fragment moved on Dissatisfaction { change { ... on Change { sameAccounts { direction adjustedP } } } }"
                .formatted(asked),
            Map.of("wave", GlobalId.of("Wave", Long.parseLong(wave))));
  }

  @Test
  void driversAreNamedFromSixtyAnswersOnAndPlacedFromTwoHundred() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 42, 5, "Food");
    String wave = answers.wave(answers.company.program(100_000), 1);
    String fields =
        """
        drivers { ... on Drivers { answers incomplete pairwise certainty rSquared sensitive seed leftOut
          drivers { aspect amongTopThree place bestPlace worstPlace share quadrant dissatisfied { ... on Share { count } } } }
          ... on InsufficientData { reason have need } }
        """;
    said(answers, wave, 1);
    JsonPath few = answers.ask(answers.ana(), wave, "", fields);
    assertEquals("TOO_FEW_ANSWERS", few.getString("drivers.reason"));
    assertEquals(42, few.getInt("drivers.have"));

    said(answers, wave, 2);
    JsonPath some = answers.ask(answers.ana(), wave, "", fields);
    assertEquals("TOP_THREE", some.getString("drivers.certainty"));
    assertEquals(3, some.getList("drivers.drivers").size());
    assertNull(some.get("drivers.drivers[0].place"));

    for (int contact = 3; contact <= 5; contact++) {
      said(answers, wave, contact);
    }
    JsonPath all = answers.ask(answers.ana(), wave, "", fields);
    assertEquals("PLACES", all.getString("drivers.certainty"));
    assertEquals("PRODUCT_QUALITY", all.getString("drivers.drivers[0].aspect"));
    assertEquals(1, all.getInt("drivers.drivers[0].worstPlace"));
    assertTrue(all.getDouble("drivers.drivers[0].share") > 0.6, all.prettify());
    JsonPath complaints =
        answers.ask(
            answers.ana(),
            wave,
            "",
            fields.replaceFirst("drivers", "drivers(outcome: DISSATISFACTION)"));
    assertEquals("PRODUCT_QUALITY", complaints.getString("drivers.drivers[0].aspect"));
    assertNotEquals(all.getDouble("drivers.rSquared"), complaints.getDouble("drivers.rSquared"));
  }

  @Test
  void whatIsConfidentialIsNeitherShownNorFollowsFromWhatIs() {
    Answers answers = twoTeams();
    answers.accounts("south", "c", 1, 6, "Toys");
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 30, 1, "2", "'{1,4,2}'", "null");
    answers.say(wave, "b", 1, 3, 1, "4", "'{4,2,4}'", "null");
    for (int contact = 1; contact <= 6; contact++) {
      answers.say(wave, "c", 1, 1, contact, "1", "'{1,4,2}'", "null");
    }
    answers.confidential(wave);
    String fields =
        "population noOpinion distribution { count } dissatisfied { "
            + FIGURE
            + " } byAspect { aspect } ranking { ... on Ranking { withheld nodes { account { name } } } "
            + "... on Suppressed { withheld: count } } moneyAtRisk { ... on Suppressed { withheld: count } }";
    JsonPath all = answers.ask(answers.chief(), wave, "", fields);
    assertEquals(36, all.getInt("dissatisfied.count"));
    assertEquals(39, all.getInt("ranking.withheld"), "south less c1 would tell three");
    assertEquals(39, all.getInt("moneyAtRisk.withheld"), "what each bought is known");
    String ofSouth = "teamId: \"" + team(answers, "south") + "\"";
    JsonPath south = answers.ask(answers.chief(), wave, ofSouth, fields);
    assertEquals(6, south.getInt("dissatisfied.count"), "nine answers stay together");
    String c1 = "accountId: \"" + account(answers, "c1") + "\"";
    assertEquals(
        "DERIVABLE",
        answers.ask(answers.chief(), wave, c1, fields).getString("dissatisfied.reason"),
        "south less c1 would tell three");
    String a1 = "accountId: \"" + account(answers, "a1") + "\"";
    JsonPath account = answers.ask(answers.chief(), wave, a1, fields);
    assertEquals("CONFIDENTIAL", account.getString("dissatisfied.reason"));
    assertEquals(1, account.getInt("dissatisfied.withheld"));
    assertEquals(List.of(), account.getList("distribution"));
    assertEquals(List.of(), account.getList("byAspect"));
    JsonPath satisfaction =
        answers
            .chief()
            .data(
                """
                query ($id: ID!) { account(id: $id) { satisfaction { ... on Suppressed { count reason } }
                  inside { withheld voices { answer } } } }
                """,
                Map.of("id", account(answers, "a1")));
    assertEquals("CONFIDENTIAL", satisfaction.getString("data.account.satisfaction.reason"));
    assertEquals(1, satisfaction.getInt("data.account.inside.withheld"));
    assertEquals(List.of(), satisfaction.getList("data.account.inside.voices"));
  }

  @Test
  void anAspectThatFewOfTheRestMarkedIsNotShown() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 9, 1, "2", "'{1,4,2}'", "null");
    answers.say(wave, "a", 10, 10, 1, "4", "'{4,4,4}'", "null");
    answers.say(wave, "b", 1, 2, 1, "4", "'{4,4,2}'", "null");
    answers.say(wave, "b", 3, 10, 1, "4", "'{null,4,4}'", "null");
    answers.confidential(wave);
    String fields = "dissatisfied { " + FIGURE + " } byAspect { aspect } byLevel { level }";
    JsonPath all = answers.ask(answers.chief(), wave, "", fields);
    assertEquals(3, all.getList("byAspect").size());
    String north = "teamId: \"" + team(answers, "north") + "\"";
    JsonPath some = answers.ask(answers.chief(), wave, north, fields);
    assertEquals(10, some.getInt("dissatisfied.of"));
    assertEquals(
        Set.of("PRICE", "DELIVERY"),
        Set.copyOf(some.getList("byAspect.aspect")),
        "all less north would tell what two said of the quality");
    assertEquals(Set.of("PRICE", "QUALITY"), Set.copyOf(all.getList("byLevel.level")));
    assertEquals(
        List.of("PRICE"),
        some.getList("byLevel.level"),
        "the level less delivery would tell what they said of the quality");
  }

  @Test
  void inAllAccountsIsNotToldWhereItTellsWhatTheOnlyOneOfAnAccountSaid() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 10, 1, "2", "'{1,4,2}'", "null");
    String fields =
        "dissatisfied { "
            + FIGURE
            + " } dissatisfiedAccounts { "
            + FIGURE
            + " } byAspect { aspect place people accounts shareOfAccounts cumulativeShare } byLevel { level accounts }";
    JsonPath named = answers.ask(answers.chief(), wave, "", fields);
    assertEquals(10, named.getInt("dissatisfiedAccounts.count"));
    assertEquals(List.of(10, 10, 0), named.getList("byAspect.accounts"));
    answers.confidential(wave);
    JsonPath told = answers.ask(answers.chief(), wave, "", fields);
    assertEquals(10, told.getInt("dissatisfied.count"), "of ten people together");
    assertEquals("DERIVABLE", told.getString("dissatisfiedAccounts.reason"));
    assertEquals(List.of("PRODUCT_QUALITY", "DELIVERY", "PRICE"), told.getList("byAspect.aspect"));
    assertEquals(List.of(1, 1, 3), told.getList("byAspect.place"), "by people");
    assertEquals(List.of(10, 10, 0), told.getList("byAspect.people"));
    assertEquals(List.of(0.5f, 1f, 1f), told.getList("byAspect.cumulativeShare"));
    for (String counted :
        List.of("byAspect.accounts", "byAspect.shareOfAccounts", "byLevel.accounts")) {
      assertEquals(
          Set.of(),
          told.getList(counted).stream().filter(Objects::nonNull).collect(toSet()),
          "those of all less those of each manager may be all that a manager has");
    }
  }

  @Test
  void aWaveAndAPeriodAreNotAskedForTogether() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    assertEquals(
        "period",
        answers
            .chief()
            .ask(
                """
                query ($id: ID!) { dissatisfaction(waveId: $id,
                  period: {from: "2026-01-01", to: "2026-01-31"}) { answered } }
                """,
                Map.of("id", GlobalId.of("Wave", Long.parseLong(wave))))
            .getString("errors[0].extensions.field"));
  }

  @Test
  void onePersonWhoAnswersAgainAndAgainIsStillOne() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 1, 1, "Food");
    String program = answers.company.program(100_000);
    for (int wave = 5; wave >= 1; wave--) {
      String one = answers.wave(program, wave * 30);
      answers.say(one, "a", 1, 1, 1, "2", "'{1,4,2}'", "null");
      answers.confidential(one);
    }
    assertEquals(
        "CONFIDENTIAL",
        answers
            .chief()
            .data(
                "query ($id: ID!) { account(id: $id) { satisfaction { ... on Suppressed { reason } } } }",
                Map.of("id", account(answers, "a1")))
            .getString("data.account.satisfaction.reason"));
  }

  @Test
  void belowFiveTheAccountsAndTheAnswersAreListedInsteadOfAShare() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "b", 1, 3, 1, "2", "'{1,4,4}'", "'Late'");
    answers.say(wave, "b", 4, 4, 1, "5", "'{5,4,4}'", "null");
    String fields =
        "dissatisfied { "
            + FIGURE
            + " } fewAnswers { overall why account { name } }"
            + " byAspect { aspect accounts shareOfAccounts complaining { name } }";
    JsonPath few = answers.ask(answers.chief(), wave, "", fields);
    assertEquals(4, few.getInt("dissatisfied.have"));
    assertEquals(4, few.getList("fewAnswers").size());
    assertTrue(few.getList("fewAnswers.why").contains("Late"));
    assertEquals(3, few.getInt("byAspect[0].accounts"));
    assertNull(few.get("byAspect[0].shareOfAccounts"));
    assertEquals(
        Set.of(named(answers, "b1"), named(answers, "b2"), named(answers, "b3")),
        Set.copyOf(few.getList("byAspect[0].complaining.name")));
    JsonPath masked = answers.ask(Client.as("analyst"), wave, "", fields);
    assertFalse(masked.getList("fewAnswers.why").contains("Late"));

    answers.confidential(wave);
    JsonPath withheld = answers.ask(answers.chief(), wave, "", fields);
    assertEquals(List.of(), withheld.getList("fewAnswers"));
    assertEquals(List.of(), withheld.getList("byAspect"));
  }

  @Test
  void whoHasNoOpinionIsAmongTheFewAnswersForTheirComplaintIsTold() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "b", 1, 1, 1, "5", "'{5,4,4}'", "null");
    answers.say(wave, "b", 2, 2, 1, "3", "'{1,4,4}'", "null");
    JsonPath few =
        answers.ask(
            answers.chief(),
            wave,
            "",
            "dissatisfied { ... on InsufficientData { have } } fewAnswers { overall account { name } }"
                + " byAspect { aspect complaining { name } }");
    assertEquals(1, few.getInt("dissatisfied.have"));
    assertEquals(List.of(named(answers, "b2")), few.getList("byAspect[0].complaining.name"));
    assertEquals(
        Set.of(named(answers, "b1"), named(answers, "b2")),
        Set.copyOf(few.getList("fewAnswers.account.name")));
  }

  @Test
  void insideAnAccountOneSeesWhoSaysWhatAndWhoIsSilent() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 1, 3, "Food");
    String program = answers.company.program(100_000);
    String first = answers.wave(program, 300);
    answers.say(first, "a", 1, 1, 1, "4", "'{4,4,4}'", "null");
    answers.say(first, "a", 1, 1, 3, "5", "'{4,4,4}'", "null");
    String second = answers.wave(program, 10);
    answers.say(second, "a", 1, 1, 1, "2", "'{1,4,2}'", "null");
    answers.say(second, "a", 1, 1, 2, "5", "'{4,4,4}'", "null");
    Database.change(
        "update mail set state = 'SENT', reason = null, sent_at = now() where wave_id = ?::int and state = 'SKIPPED'",
        second);
    JsonPath inside =
        answers
            .ana()
            .data(
                """
                query ($id: ID!) { account(id: $id) { inside {
                  voices { role answer contact { name } }
                  byRole { role people answered dissatisfied satisfied }
                  disagreement { voices agreement averageDeviation range split }
                  buyersAndUsers { buyers buyersDissatisfied users usersDissatisfied gap }
                  unheard { role months } silent { role askedBefore answeredBefore missed contact { name } } } } }
                """,
                Map.of("id", account(answers, "a1")));
    inside.setRootPath("data.account.inside");
    assertEquals(
        Set.of("BUYER", "USER", "DECISION_MAKER"), Set.copyOf(inside.getList("voices.role")));
    assertEquals("SOMEWHAT_DISSATISFIED", inside.getString("voices[0].answer"));
    assertEquals("Kim 1", inside.getString("voices[0].contact.name"));
    assertEquals(3, inside.getInt("disagreement.range"));
    assertTrue(inside.getBoolean("disagreement.split"));
    assertEquals(1, inside.getInt("buyersAndUsers.buyersDissatisfied"));
    assertEquals(3, inside.getDouble("buyersAndUsers.gap"), 1e-6);
    assertEquals(List.of("DECISION_MAKER"), inside.getList("unheard.role"));
    assertEquals(9, inside.getInt("unheard[0].months"));
    Database.change(
        "update contact set role = 'USER' where source = ? and external_id = 'a1-3'",
        answers.company.prefix);
    JsonPath none =
        answers
            .ana()
            .data(
                "query ($id: ID!) { account(id: $id) { inside { unheard { role people months } } } }",
                Map.of("id", account(answers, "a1")));
    assertEquals(
        "DECISION_MAKER",
        none.getString("data.account.inside.unheard[0].role"),
        "nobody known who decides is nobody heard");
    assertEquals(0, none.getInt("data.account.inside.unheard[0].people"));
    assertEquals(List.of("Kim 3"), inside.getList("silent.contact.name"));
    assertEquals(1, inside.getInt("silent[0].missed"));
    assertEquals(1, inside.getInt("silent[0].answeredBefore"));
  }

  @Test
  void insideAnAccountNothingTellsWhoAnsweredInConfidenceAndNobodyIsSilentWhoseMailCameBack() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 1, 3, "Food");
    String program = answers.company.program(100_000);
    String named = answers.wave(program, 300);
    answers.say(named, "a", 1, 1, 1, "4", "'{4,4,4}'", "null");
    answers.say(named, "a", 1, 1, 3, "5", "'{4,4,4}'", "null");
    String confidential = answers.wave(program, 40);
    sent(confidential);
    answers.say(confidential, "a", 1, 1, 3, "5", "'{4,4,4}'", "null");
    answers.confidential(confidential);
    JsonPath inside = silence(answers);
    assertEquals(List.of(), inside.getList("silent"));
    assertEquals(
        List.of(9, 9),
        inside.getList("unheard.findAll { it.role in ['BUYER', 'DECISION_MAKER'] }.months"),
        () -> inside.prettify());

    String second = answers.wave(program, 10);
    sent(second);
    answers.say(second, "a", 1, 1, 1, "4", "'{4,4,4}'", "null");
    assertEquals(List.of("Kim 3"), silence(answers).getList("silent.contact.name"));
    Database.change(
        "insert into refused_address (email, reason, refused_at) select email, '550 5.1.1', now() from contact where source = ? and external_id = 'a1-3'",
        answers.company.prefix);
    assertEquals(List.of(), silence(answers).getList("silent"), "the mail never reached them");
  }

  private static void sent(String wave) {
    Database.change(
        "update mail set state = 'SENT', reason = null, sent_at = now(), lease_until = null where wave_id = ?::int",
        wave);
  }

  private static JsonPath silence(Answers answers) {
    JsonPath inside =
        answers
            .ana()
            .data(
                "query ($id: ID!) { account(id: $id) { inside { unheard { role months } silent { missed contact { name } } } } }",
                Map.of("id", account(answers, "a1")));
    inside.setRootPath("data.account.inside");
    return inside;
  }

  @Test
  void moneyAtRiskAndTheWordsOfTheDissatisfied() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(
        wave, "a", 1, 20, 1, "2", "'{1,4,2}'", "'The delivery was late again and nobody called'");
    answers.say(wave, "a", 21, 40, 1, "5", "'{5,2,4}'", "'Kind people and good advice'");
    answers.company.put(
        "purchases",
        "source,external_id,account_external_id,date,category,net_amount,cost_amount,currency",
        IntStream.rangeClosed(1, 40)
            .mapToObj(
                i ->
                    "%%1$s,p%d,a%d,%s,Boxes,%d,%d,EUR"
                        .formatted(
                            i,
                            i,
                            LocalDate.now(ZoneOffset.UTC).minusDays(20),
                            i <= 20 ? 300 : 100,
                            i <= 20 ? 200 : 50))
            .toArray(String[]::new));
    JsonPath found =
        answers.ask(
            answers.ana(),
            wave,
            "",
            """
            moneyAtRisk { ... on MoneyAtRisk { share lowestShare highestShare accounts effectiveAccounts wide
              revenueAtRisk { amount currency } revenue { amount } grossProfitAtRisk { amount }
              byAspect { aspect place revenueAtRisk { amount } share accounts cumulativeShare } } }
            words { ... on Words { language dissatisfied satisfied terms { text dissatisfied satisfied accounts z } } }
            price: words(aspect: PRICE) { ... on Words { dissatisfied satisfied terms { text } } }
            few: words(language: "de") { ... on InsufficientData { have need } }
            """);
    assertEquals("6000.00", found.getString("moneyAtRisk.revenueAtRisk.amount"));
    assertEquals("8000.00", found.getString("moneyAtRisk.revenue.amount"));
    assertEquals("2000.00", found.getString("moneyAtRisk.grossProfitAtRisk.amount"));
    assertEquals(0.75, found.getDouble("moneyAtRisk.share"), 1e-6);
    assertEquals(32, found.getDouble("moneyAtRisk.effectiveAccounts"), 1e-6);
    assertEquals(0.75, found.getDouble("moneyAtRisk.lowestShare"), 1e-6, "everybody answered");
    assertFalse(found.getBoolean("moneyAtRisk.wide"));
    assertEquals(
        List.of("PRODUCT_QUALITY", "DELIVERY", "PRICE"),
        found.getList("moneyAtRisk.byAspect.aspect"),
        "as many accounts complain of each");
    assertEquals(List.of(1, 1, 3), found.getList("moneyAtRisk.byAspect.place"));
    assertEquals(
        List.of("6000.00", "6000.00", "2000.00"),
        found.getList("moneyAtRisk.byAspect.revenueAtRisk.amount"));
    assertEquals(6.0 / 7, found.getDouble("moneyAtRisk.byAspect[1].cumulativeShare"), 1e-6);
    assertEquals(0.25, found.getDouble("moneyAtRisk.byAspect[2].share"), 1e-6);
    assertEquals(20, found.getInt("price.dissatisfied"));
    assertTrue(found.getList("price.terms.text").contains("kind"), found.prettify());
    assertFalse(found.getList("price.terms.text").contains("late"));
    assertEquals("en", found.getString("words.language"));
    assertTrue(found.getList("words.terms.text").contains("late"), found.prettify());
    assertTrue(found.getList("words.terms.text").contains("nobodi call"), found.prettify());
    assertFalse(found.getList("words.terms.text").contains("kind"));
    assertEquals(0, found.getInt("few.have"));
  }

  @Test
  void whatFewOfTheDissatisfiedWroteIsReadUnlessItIsConfidentialOrTheReaderAnAnalyst() {
    Answers answers = twoTeams();
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 6, 1, "2", "'{1,4,2}'", "'Nobody called number ' || i");
    answers.say(wave, "a", 7, 12, 1, "5", "'{5,2,4}'", "'Kind people'");
    String few =
        "words { ... on FewTexts { language texts } ... on InsufficientData { have need } }";
    JsonPath read = answers.ask(answers.ana(), wave, "", few);
    assertEquals("en", read.getString("words.language"));
    assertEquals(6, read.getList("words.texts").size());
    assertTrue(read.getList("words.texts").contains("Nobody called number 3"), read.prettify());

    JsonPath withheld = answers.ask(Client.as("analyst"), wave, "", few);
    assertEquals(6, withheld.getInt("words.have"));
    answers.confidential(wave);
    assertEquals(6, answers.ask(answers.ana(), wave, "", few).getInt("words.have"));
  }

  private static String named(Answers answers, String account) {
    return answers.company.prefix + " " + account;
  }

  /** Forty accounts of Ana's team and ten of Ben's, one contact each. */
  private static Answers twoTeams() {
    Answers answers = new Answers();
    answers.company.staffed();
    return answers.accounts("north", "a", 40, 1, "Food").accounts("south", "b", 10, 1, "Toys");
  }

  /** Quality moves how satisfied they are; price and delivery go their own ways. */
  private static void said(Answers answers, String wave, int contact) {
    String quality = "(array[1,2,4,5])[1 + (i * 7 + %d) %% 4]".formatted(contact);
    String noise = "(array[1,2,4,5,4])[1 + (i * %d + %d) %% 5]";
    answers.say(
        wave,
        "a",
        1,
        42,
        contact,
        "case when i % 9 = 0 then 4 else " + quality + " end",
        "array[%s, %s, %s]"
            .formatted(
                quality, noise.formatted(3, contact), noise.formatted(11, contact * contact)),
        "null");
  }

  private static Map<String, Integer> counted(JsonPath path, String list, String name) {
    List<Map<String, Object>> rows = path.getList(list);
    return rows.stream()
        .collect(toMap(row -> String.valueOf(row.get(name)), row -> (Integer) row.get("accounts")));
  }

  private static String account(Answers answers, String id) {
    return id(
        answers,
        "Account",
        "select id from account where source = ? and external_id = '" + id + "'");
  }

  private static String team(Answers answers, String name) {
    return id(answers, "Team", "select id from team where external_id = ? || ' " + name + "'");
  }

  private static String id(Answers answers, String type, String sql) {
    return GlobalId.of(type, Long.parseLong(Database.value(sql, answers.company.prefix)));
  }
}
