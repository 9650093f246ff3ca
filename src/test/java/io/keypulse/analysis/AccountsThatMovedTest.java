package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.keypulse.stats.MeanChange;
import io.keypulse.stats.MeanShare;
import io.keypulse.stats.PairedShares;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether more are dissatisfied than before, however many are asked. */
@KeypulseTest
class AccountsThatMovedTest {
  private static final String MOVED =
      "{ direction method before beforeOf beforeShare now nowOf nowShare difference lowest highest adjustedP }";

  private static final String FIELDS =
      """
      change { ... on InsufficientData { reason have need }
        ... on Change { compared onlyWhoAnswered sameAccounts %1$s differentAccounts %1$s byAspect { aspect comparison %1$s } } }
      """
          .formatted(MOVED);

  private final Answers answers = new Answers();

  @Test
  void whoAsksMorePeopleOfEachAccountHasNotMadeThemDissatisfied() {
    accounts(64);
    String program = answers.company.program(100_000);
    say(answers.wave(program, 30), 1, 64, 1, 8);
    String wave = answers.wave(program, 0);
    for (int contact = 1; contact <= 4; contact++) {
      say(wave, 1, 64, contact, 8);
    }
    JsonPath told = ask(wave);
    String same = "change.sameAccounts.";
    assertEquals("CANNOT_TELL", told.getString(same + "direction"), told::prettify);
    assertEquals("PAIRED_MEANS", told.getString(same + "method"));
    assertEquals(8, told.getInt(same + "before"));
    assertEquals(32, told.getInt(same + "now"), "in half of them somebody");
    assertEquals(0.125, told.getDouble(same + "beforeShare"), 1e-6);
    assertEquals(0.125, told.getDouble(same + "nowShare"), 1e-6, "and an eighth of the people");
    assertEquals(0, told.getDouble(same + "difference"), 1e-6);
    assertEquals(1, told.getDouble(same + "adjustedP"), 1e-6);
    assertEquals(0, told.getDouble("change.onlyWhoAnswered"), 1e-6);
    assertEquals(
        "CANNOT_TELL", told.getString("change.byAspect[0].comparison.direction"), told::prettify);
  }

  @Test
  void accountsWhosePeopleAreMoreDissatisfiedHaveMovedAndOthersAreComparedBesideThem() {
    accounts(128);
    String program = answers.company.program(100_000);
    String before = answers.wave(program, 30);
    say(before, 1, 96, 1, 8);
    say(before, 1, 96, 2, 8);
    String wave = answers.wave(program, 0);
    for (int contact = 1; contact <= 4; contact++) {
      say(wave, 33, 128, contact, 3);
    }
    JsonPath told = ask(wave);
    PairedShares pairs =
        IntStream.rangeClosed(33, 96)
            .mapToObj(i -> PairedShares.of(unhappy(i, 2, 8), 2, unhappy(i, 4, 3), 4))
            .reduce(PairedShares.NOTHING, PairedShares::plus);
    assertMoved(told, "change.sameAccounts.", "PAIRED_MEANS", 64, pairs.change().orElseThrow());
    assertMoved(
        told,
        "change.differentAccounts.",
        "INDEPENDENT_MEANS",
        32,
        MeanChange.independent(shares(1, 32, 2, 8), shares(97, 128, 4, 3)).orElseThrow());
    assertEquals(
        mean(33, 128, 4, 3) - mean(1, 96, 2, 8) - pairs.change().orElseThrow().difference(),
        told.getDouble("change.onlyWhoAnswered"),
        1e-6);
  }

  @Test
  void wavesTogetherAreComparedWithAsManyBeforeByTheNewestAnswerOfEachPerson() {
    accounts(64);
    String program = answers.company.program(100_000);
    say(answers.wave(program, 40), 1, 64, 1, 1);
    say(answers.wave(program, 30), 1, 64, 1, 8);
    say(answers.wave(program, 20), 1, 64, 1, 8);
    say(answers.wave(program, 10), 1, 64, 2, 2);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    JsonPath told =
        answers
            .chief()
            .data(
                "{ dissatisfaction(programId: \"%s\", period: {from: \"%s\", to: \"%s\"}) { %s } }"
                    .formatted(program, today.minusDays(25), today, FIELDS));
    told.setRootPath("data.dissatisfaction");
    PairedShares pairs =
        IntStream.rangeClosed(1, 64)
            .mapToObj(
                i ->
                    PairedShares.of(
                        unhappy(i, 1, 8), 1, unhappy(i, 1, 8) + unhappy(i + 1, 1, 2), 2))
            .reduce(PairedShares.NOTHING, PairedShares::plus);
    MeanChange wanted = pairs.change().orElseThrow();
    assertMoved(told, "change.sameAccounts.", "PAIRED_MEANS", 64, wanted);
    assertEquals("PRODUCT_QUALITY", told.getString("change.byAspect[0].aspect"));
    assertMoved(told, "change.byAspect[0].comparison.", "PAIRED_MEANS", 64, wanted);
  }

  /** Of those who are content and of the others half was drawn, then 40 and 80 of a hundred. */
  @Test
  void whoDrawsMoreOfTheDissatisfiedHasNotMadeThem() {
    answers.company.staffed();
    answers.accounts("north", "a", 120, 1, "Food").accounts("south", "b", 60, 1, "Toys");
    String program = answers.company.program(90, Map.of(), strata(0));
    String before = answers.wave(program, 30);
    sayTheSame(before);
    Database.change(
        "update survey_program set stratum_minimum = 48, sample_size = 96 where id = ?::int",
        Integer.toString(GlobalId.parseInt("SurveyProgram", program, "id")));
    String wave = answers.wave(program, 0);
    sayTheSame(wave);
    JsonPath told = ask(wave);
    String which = "change.differentAccounts.";
    assertEquals("INDEPENDENT_MEANS", told.getString(which + "method"), told::prettify);
    assertEquals("CANNOT_TELL", told.getString(which + "direction"), told::prettify);
    int unhappy = told.getInt(which + "now");
    int others = told.getInt(which + "nowOf") - unhappy;
    double weighted = unhappy / (0.8 * 0.5) / (unhappy / (0.8 * 0.5) + others / (0.4 * 0.5));
    assertEquals(weighted, told.getDouble(which + "nowShare"), 1e-6);
  }

  private static Map<String, Object> strata(int minimum) {
    return Map.of(
        "quarantineDays",
        0,
        "accountMailsPerWeek",
        0,
        "strataBy",
        "SEGMENT",
        "stratumMinimum",
        minimum);
  }

  private void sayTheSame(String wave) {
    answers.say(wave, "a", 1, 120, 1, "4", "'{4,4,4}'", "null");
    answers.say(wave, "b", 1, 60, 1, "2", "'{1,4,4}'", "null");
  }

  @Test
  void fewerThanThirtyAccountsOfSeveralMindsAreNotCompared() {
    accounts(29);
    String program = answers.company.program(100_000);
    say(answers.wave(program, 30), 1, 29, 1, 8);
    String wave = answers.wave(program, 0);
    say(wave, 1, 29, 1, 8);
    assertEquals("PAIRED", ask(wave).getString("change.sameAccounts.method"), "one answer each");
    say(wave, 1, 29, 2, 8);
    JsonPath told = ask(wave);
    assertEquals(
        List.of("PRICE"), told.getList("change.byAspect.aspect"), "with which all are content");
    assertNull(told.get("change.sameAccounts"));
  }

  private static void assertMoved(
      JsonPath told, String which, String method, int accounts, MeanChange wanted) {
    assertEquals(method, told.getString(which + "method"), told::prettify);
    assertEquals("UP", told.getString(which + "direction"), told::prettify);
    assertEquals(accounts, told.getInt(which + "beforeOf"));
    assertEquals(accounts, told.getInt(which + "nowOf"));
    assertEquals(wanted.difference(), told.getDouble(which + "difference"), 1e-6);
    assertEquals(
        wanted.difference(),
        told.getDouble(which + "nowShare") - told.getDouble(which + "beforeShare"),
        1e-6);
    assertEquals(wanted.interval(0.95).lower(), told.getDouble(which + "lowest"), 1e-6);
    assertEquals(wanted.interval(0.95).upper(), told.getDouble(which + "highest"), 1e-6);
    assertTrue(wanted.p() <= told.getDouble(which + "adjustedP") + 1e-9);
  }

  private void accounts(int accounts) {
    answers.company.staffed();
    answers.accounts("north", "a", accounts, 4, "Food");
  }

  /** Of accounts and contacts that add up to a multiple of so many, the contact is dissatisfied. */
  private void say(String wave, int from, int to, int contact, int each) {
    String unhappy = "(i + %d) %% %d = 0".formatted(contact, each);
    answers.say(
        wave,
        "a",
        from,
        to,
        contact,
        "case when " + unhappy + " then 2 else 4 end",
        "case when " + unhappy + " then array[1, 4, null] else array[4, 4, null] end",
        "null");
  }

  private static int unhappy(int account, int contacts, int each) {
    IntPredicate unhappy = contact -> (account + contact) % each == 0;
    return (int) IntStream.rangeClosed(1, contacts).filter(unhappy).count();
  }

  private static MeanShare shares(int from, int to, int contacts, int each) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> MeanShare.of(unhappy(i, contacts, each), contacts))
        .reduce(MeanShare.NOTHING, MeanShare::plus);
  }

  private static double mean(int from, int to, int contacts, int each) {
    return shares(from, to, contacts, each).mean().orElseThrow();
  }

  private JsonPath ask(String wave) {
    return answers.ask(answers.chief(), wave, "", FIELDS);
  }
}
