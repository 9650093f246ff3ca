package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who left an aspect out is part of what somebody said, and in confidence nobody learns it. */
@KeypulseTest
class ConfidentialOutcomesTest {
  private static final String RATES =
      "responseRates { complete partial tellsPartial noContact rr1 rr2 rr3 rr4 rr5 rr6 }";

  @Test
  void whoLeftAnAspectOutIsToldOnlyWhereWhatWasSaidIs() {
    Answers answers = new Answers();
    answers.company.staffed();
    answers.accounts("north", "a", 13, 1, "Food");
    String wave = answers.wave(answers.company.program(100_000), 1);
    answers.say(wave, "a", 1, 11, 1, "4", "'{4,4,4}'", "null");
    answers.say(wave, "a", 12, 12, 1, "2", "'{1,null,2}'", "null");
    String oneAccount = "accountId: \"" + account(answers) + "\"";
    assertTells(answers.ask(answers.ana(), wave, oneAccount, RATES), 0);
    assertEquals(List.of(11, 1), byMode(answers.ana(), wave));

    Database.change(
        "update wave set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = ?::int",
        wave);
    assertTellsNot(answers.ask(answers.ana(), wave, oneAccount, RATES), 1);
    assertTellsNot(answers.ask(answers.ana(), wave, "", RATES), 12);
    String csv = Answers.csv(answers.ana(), wave);
    assertTrue(csv.contains("\nOUTCOME,COMPLETE,12,13,"), csv);
    assertTrue(csv.contains("\nOUTCOME,PARTIAL,,,,,,,CONFIDENTIAL,"), csv);
    for (String rate : List.of("RR1", "RR3", "RR5")) {
      assertTrue(csv.contains("\nRESPONSE_RATE," + rate + ",,,,,,,CONFIDENTIAL,"), csv);
    }
    assertTrue(csv.contains("\nRESPONSE_RATE,RR2,12,13,,0.9231,"), csv);

    answers.confidential(wave);
    assertTells(answers.ask(answers.ana(), wave, "", RATES), 11);
    assertTellsNot(answers.ask(answers.ana(), wave, oneAccount, RATES), 1);
    assertEquals(
        List.of(12, 0), byMode(answers.ana(), wave), "accounts by themselves are waves too");
  }

  private static void assertTells(JsonPath told, int complete) {
    assertTrue(told.getBoolean("responseRates.tellsPartial"));
    assertEquals(complete, told.getInt("responseRates.complete"));
    assertEquals(1, told.getInt("responseRates.partial"));
  }

  private static void assertTellsNot(JsonPath told, int answered) {
    assertFalse(told.getBoolean("responseRates.tellsPartial"));
    assertEquals(answered, told.getInt("responseRates.complete"));
    assertEquals(0, told.getInt("responseRates.partial"));
    for (String rate : List.of("rr1", "rr3", "rr5")) {
      assertNull(told.get("responseRates." + rate), rate);
    }
    for (String rate : List.of("rr2", "rr4", "rr6")) {
      assertTrue(told.getDouble("responseRates." + rate) > 0.9, rate);
    }
  }

  private static List<Integer> byMode(Client reader, String wave) {
    JsonPath told =
        reader.data(
            """
            query ($wave: ID!) { wave(id: $wave) { dispositions {
              complete partial byMode { mode complete partial } rates { tellsPartial complete rr1 } } } }
            """,
            Map.of("wave", GlobalId.of("Wave", Long.parseLong(wave))));
    told.setRootPath("data.wave.dispositions");
    int partial = told.getInt("partial");
    assertEquals(partial, told.getInt("byMode[0].partial"));
    assertEquals(told.getInt("complete"), told.getInt("byMode[0].complete"));
    assertEquals(partial > 0, told.getBoolean("rates.tellsPartial"));
    assertEquals(partial > 0, told.get("rates.rr1") != null);
    return List.of(told.getInt("complete"), partial);
  }

  private static String account(Answers answers) {
    return GlobalId.of(
        "Account",
        Long.parseLong(
            Database.value(
                "select id::text from account where source = ? and external_id = 'a12'",
                answers.company.prefix)));
  }
}
