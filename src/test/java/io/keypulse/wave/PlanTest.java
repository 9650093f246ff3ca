package io.keypulse.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.keypulse.stats.SampleSize;
import io.keypulse.stats.UnequalChances;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeypulseTest
class PlanTest {
  private static final String PREVIEW =
      """
      query ($input: SurveyPlanPreviewInput!) { surveyPlanPreview(input: $input) {
        frameSize accounts exclusions { reason count } blocks { reason contacts }
        strata { name units candidates drawn } drawn withheldExpected answersExpected margin smallestShareTold
        chanceToMeetAnUnhappy censusIsWiser quarantineIsFeasible mailsPerAccountAndWeek { mean most } notes } }
      """;

  private final Client admin = Client.as("admin");

  @Test
  void aPlanSaysWhatAWaveWouldBeAndTheWaveIsIt() {
    Company company =
        Company.imported().keyAccount("acme", "north", 12).keyAccount("bolt", "south", 8);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,left_on",
        "%1$s,gone,acme,Gone,gone@acme.%1$s.example,USER,en,2020-01-01",
        "%1$s,mute,acme,Mute,,USER,en,");
    Database.change(
        "update key_decision set tier = upper(?) where source = ?", company.prefix, company.prefix);
    Database.change(
        """
        insert into contact_hold (contact_id, account_id, team_id, kind, reason, held_at)
        select id, account_id, team_id, 'MANUAL', 'Negotiating', now() from contact where source = ? and external_id = 'acme1'
        """,
        company.prefix);

    JsonPath plan =
        preview(
            company,
            Map.of(
                "sampleSize",
                6,
                "unhappy",
                2,
                "weeks",
                13,
                "sampling",
                Map.of("expectedResponse", 0.5, "accountCap", 6, "accountMailsPerWeek", 0)));
    assertEquals(20, plan.getInt("frameSize"));
    assertEquals(2, plan.getInt("accounts"));
    assertEquals(
        List.of(Map.of("reason", "LEFT", "count", 1), Map.of("reason", "NO_ADDRESS", "count", 1)),
        plan.getList("exclusions"));
    assertEquals(List.of(Map.of("reason", "MANUAL_HOLD", "contacts", 1)), plan.getList("blocks"));
    assertEquals(
        List.of(Map.of("name", "ALL", "units", 20, "candidates", 12, "drawn", 6)),
        plan.getList("strata"));
    double withheld = plan.getDouble("withheldExpected");
    assertTrue(withheld == 0 || withheld == 0.5, "of 12 candidates 6 are drawn, one may be held");
    assertEquals(
        UnequalChances.margin(
                List.of(new UnequalChances.Part(12, 1.5), new UnequalChances.Part(8, 1.5)), 0.95)
            .orElseThrow(),
        plan.getDouble("margin"),
        withheld == 0 ? 1e-6 : 0.2,
        "six of twelve and six of eight can be drawn");
    assertEquals(
        SampleSize.chanceToMeetOneOf(2, 6, 20), plan.getDouble("chanceToMeetAnUnhappy"), 1e-6);
    assertFalse(plan.getBoolean("censusIsWiser"));
    assertEquals(6 / 2.0 / 13, plan.getDouble("mailsPerAccountAndWeek.mean"), 1e-6);
    assertEquals(6, plan.getInt("mailsPerAccountAndWeek.most"));

    String program = company.program(6);
    int id = GlobalId.parseInt("SurveyProgram", program, "id");
    Database.change(
        "update survey_program set key_tiers = array[upper(?)], account_cap = 6 where id = ?",
        company.prefix,
        id);
    String wave = company.openWave(program);
    JsonPath drawn =
        admin.data(
            "query ($id: ID!) { wave(id: $id) { exclusions { reason count } strata { name units candidates drawn } } }",
            Map.of("id", wave));
    assertEquals(plan.getList("exclusions"), drawn.getList("data.wave.exclusions"));
    assertEquals(plan.getList("strata"), drawn.getList("data.wave.strata"));
    Database.change("update contact_hold set ended_at = now() where ended_at is null");
    company.closeWave(wave);
  }

  @Test
  void whoIsWithheldMakesNoFigureSurer() {
    Company company = Company.imported().keyAccount("acme", "north", 10);
    Database.change(
        "update key_decision set tier = upper(?) where source = ?", company.prefix, company.prefix);
    JsonPath plan =
        preview(
            company,
            Map.of(
                "sampling", Map.of("margin", 0.1, "quarantineDays", 0, "accountMailsPerWeek", 2)));
    int drawn = plan.getInt("drawn");
    assertEquals(drawn - 2, plan.getDouble("withheldExpected"), 1e-6);
    assertEquals(SampleSize.margin(10, 2, 0.5, 0.95), plan.getDouble("margin"), 1e-6);
    assertTrue(plan.getList("notes").toString().contains("The margin is not reached"));
  }

  @Test
  void theMarginKnowsTheStrataAndTheCapOfEachAccount() {
    Company company =
        Company.imported().keyAccount("acme", "north", 40).keyAccount("bolt", "south", 10);
    Database.change(
        "update key_decision set tier = upper(?) where source = ?", company.prefix, company.prefix);
    Database.change(
        "update account set segment = case when external_id = 'acme' then 'Large' else 'Small' end || ? where source = ?",
        company.prefix,
        company.prefix);
    JsonPath strata =
        preview(
            company,
            Map.of(
                "sampleSize",
                10,
                "sampling",
                Map.of("strataBy", "SEGMENT", "stratumMinimum", 5, "accountMailsPerWeek", 0)));
    List<Integer> drawn = strata.getList("strata.drawn");
    List<UnequalChances.Part> parts =
        List.of(
            new UnequalChances.Part(40, drawn.get(0)), new UnequalChances.Part(10, drawn.get(1)));
    assertEquals(
        UnequalChances.margin(parts, 0.95).orElseThrow(), strata.getDouble("margin"), 1e-6);
    assertEquals(
        SampleSize.smallestShareTold(
            (int) Math.round(UnequalChances.worth(parts).orElseThrow()), 0.1, 0.8, 0.95),
        strata.getDouble("smallestShareTold"),
        1e-6);

    JsonPath capped =
        preview(
            company,
            Map.of(
                "sampling",
                Map.of("allocation", "CENSUS", "accountCap", 1, "accountMailsPerWeek", 0)));
    assertEquals(
        UnequalChances.margin(
                List.of(new UnequalChances.Part(40, 1), new UnequalChances.Part(10, 1)), 0.95)
            .orElseThrow(),
        capped.getDouble("margin"),
        1e-6);
  }

  @Test
  void aRoundInWhichPeopleOfLargeAccountsTakeTurnsSaysSo() {
    Company company = Company.imported().keyAccount("acme", "north", 12);
    Database.change(
        "update key_decision set tier = upper(?) where source = ?", company.prefix, company.prefix);
    for (int cap : List.of(4, 12)) {
      JsonPath plan =
          preview(
              company,
              Map.of("sampleSize", 3, "sampling", Map.of("rotation", true, "accountCap", cap)));
      assertEquals(
          cap == 4, plan.getList("notes").toString().contains("which its people take in turn"));
    }
  }

  @Test
  void aPlanThatAsksTooOftenOrNearlyEverybodySaysSo() {
    Company company = Company.imported().keyAccount("acme", "north", 10);
    Database.change(
        "update key_decision set tier = upper(?) where source = ?", company.prefix, company.prefix);
    JsonPath plan =
        preview(
            company, Map.of("sampleSize", 7, "weeks", 4, "sampling", Map.of("quarantineDays", 90)));
    assertTrue(plan.getBoolean("censusIsWiser"));
    assertFalse(plan.getBoolean("quarantineIsFeasible"));
    assertTrue(
        preview(
                company,
                Map.of("sampleSize", 2, "weeks", 4, "sampling", Map.of("quarantineDays", 90)))
            .getBoolean("quarantineIsFeasible"));
    JsonPath raised =
        preview(
            company,
            Map.of(
                "sampleSize", 1, "sampling", Map.of("strataBy", "COUNTRY", "stratumMinimum", 5)));
    assertEquals(5, raised.getInt("drawn"));
    assertTrue(raised.getString("notes[0]").contains("minima"));
    assertTrue(
        preview(company, Map.of("sampleSize", 11)).getString("notes[0]").contains("everybody is"));
  }

  @Test
  void aPlanTellsWhomRestAndTheMailsOfAWeekLeaveOut() {
    Company company =
        Company.imported().keyAccount("acme", "north", 12).keyAccount("bolt", "south", 8);
    JsonPath census = preview(company, Map.of("sampling", Map.of("allocation", "CENSUS")));
    assertEquals(7 + 3, census.getDouble("withheldExpected"), 1e-9, "all but five of each account");
    assertTrue(census.getString("notes[0]").startsWith("About 10 of those drawn are withheld"));
    assertEquals(
        0.0,
        preview(company, Map.of("sampleSize", 5)).getDouble("withheldExpected"),
        "five are never too many");
    JsonPath sample = preview(company, Map.of("sampleSize", 10));
    assertEquals(
        SampleSize.expectedBeyond(5, 12, 10, 20) + SampleSize.expectedBeyond(5, 8, 10, 20),
        sample.getDouble("withheldExpected"),
        1e-6);

    String wave = company.openWave(company.program(4));
    JsonPath afterwards = preview(company, Map.of("sampleSize", 20));
    assertEquals(List.of(), afterwards.getList("exclusions"), "another program asked them");
    assertEquals(4, afterwards.getInt("blocks.find { it.reason == 'ASKED_BY_OTHERS' }.contacts"));
    assertEquals(
        20 - (5 + 5 - 4.0), afterwards.getDouble("withheldExpected"), 1e-6, "ten mails less four");
    company.closeWave(wave);

    assertTrue(
        preview(company, Map.of("sampleSize", 1, "sampling", Map.of("quarantineDays", 0)))
            .getString("notes[0]")
            .startsWith("Nobody rests"));
  }

  @Test
  void aPlanWhoseWavesOverlapSaysSoAndCountsWhoCanStillAnswerAsAtRest() {
    Company company = Company.imported().keyAccount("acme", "north", 10);
    for (int size : List.of(5, 6)) {
      JsonPath plan = preview(company, weekly(size, 14));
      assertEquals(size == 5, plan.getBoolean("quarantineIsFeasible"), "in turns with the others");
      assertTrue(plan.getString("notes[0]").startsWith("Waves overlap"));
    }
    JsonPath plan = preview(company, weekly(10, 7));
    assertTrue(plan.getBoolean("quarantineIsFeasible"));
    assertEquals(List.of(), plan.getList("notes"));
    assertEquals(
        "INVALID",
        admin.refusal(PREVIEW, Map.of("input", Map.of("sampleSize", 1, "daysToAnswer", 91))));
  }

  @Test
  void whetherQuarantineCanBeKeptIsToldOfTheProgramAndNotOfItsNextWave() {
    Company company = Company.imported().keyAccount("acme", "north", 10);
    String program = company.program(6);
    String wave = company.openWave(program);
    for (int size : List.of(6, 5)) {
      JsonPath plan =
          preview(
              company,
              Map.of(
                  "programId",
                  program,
                  "sampleSize",
                  size,
                  "weeks",
                  8,
                  "sampling",
                  Map.of("quarantineDays", 90)));
      assertEquals(4, plan.getInt("drawn"), "six of ten rest");
      assertEquals(size == 5, plan.getBoolean("quarantineIsFeasible"), "two waves in one rest");
    }

    Database.change(
        "update survey_program set cron = '0 9 1 1,2 *' where id = ?::int",
        GlobalId.parseInt("SurveyProgram", program, "id"));
    for (int size : List.of(6, 5)) {
      assertEquals(
          size == 5,
          preview(
                  company,
                  Map.of(
                      "programId",
                      program,
                      "sampleSize",
                      size,
                      "sampling",
                      Map.of("quarantineDays", 90)))
              .getBoolean("quarantineIsFeasible"),
          "a wave in January and one in February");
    }
    company.closeWave(wave);
  }

  @Test
  void theMailsOfAWeekAreThoseOfRemindersAndOfAScheduleThatIsOnlyThoughtOf() {
    Company company =
        Company.imported().keyAccount("acme", "north", 2).keyAccount("bolt", "south", 2);
    String program = company.program(4);
    Map<String, Object> reminded = Map.of("delivery", Map.of("reminderDays", List.of(3, 9)));
    for (Map<String, Object> which :
        List.<Map<String, Object>>of(Map.of(), Map.of("programId", program))) {
      assertEquals(2 / 52.0, mails(company, which, Map.of("weeks", 52)), 1e-6);
      assertEquals(2 * 3 / 52.0, mails(company, which, Map.of("weeks", 52), reminded), 1e-6);
      assertEquals(2 * 3.0, mails(company, which, Map.of("cron", "0 9 * * 1"), reminded), 0.01);
    }
    assertEquals(
        4,
        preview(company, Map.of("sampleSize", 4, "delivery", Map.of("reminderDays", List.of(3, 9))))
            .getInt("mailsPerAccountAndWeek.most"),
        "two people, each asked and reminded once in the first week");
    assertEquals("INVALID", refused(Map.of("cron", "0 9 * * 1", "weeks", 2)));
    assertEquals("INVALID", refused(Map.of("cron", "nonsense")));
    assertEquals(
        "INVALID",
        refused(
            Map.of(
                "channels", List.of("PHONE"), "delivery", Map.of("channels", List.of("PHONE")))));
    assertEquals(
        "INVALID",
        refused(Map.of("daysToAnswer", 3, "delivery", Map.of("reminderDays", List.of(3)))));
  }

  @Test
  void aStratumThatIsDrawnWholeMakesNothingUnsure() {
    Company company =
        Company.imported().keyAccount("acme", "north", 10).keyAccount("bolt", "south", 40);
    Database.change(
        "update account set country = 'FR' where source = ? and external_id = 'bolt'",
        company.prefix);
    Map<String, Object> whole =
        Map.of("strataBy", "COUNTRY", "takeAll", List.of("de"), "accountMailsPerWeek", 0);
    JsonPath plan = preview(company, Map.of("sampleSize", 20, "sampling", whole));
    assertEquals(
        List.of(
            Map.of("name", "DE", "units", 10, "candidates", 10, "drawn", 10),
            Map.of("name", "FR", "units", 40, "candidates", 40, "drawn", 10)),
        plan.getList("strata"));
    assertEquals(
        UnequalChances.margin(
                List.of(new UnequalChances.Part(10, 10), new UnequalChances.Part(40, 10)), 0.95)
            .orElseThrow(),
        plan.getDouble("margin"),
        1e-6);
    Map<String, Object> precise = new HashMap<>(whole);
    precise.put("margin", 0.1);
    JsonPath reached = preview(company, Map.of("sampling", precise));
    assertTrue(reached.getDouble("margin") < 0.1005, "of all, though the ten add nothing");
    assertEquals(10, reached.getInt("strata[0].drawn"));
    assertEquals(List.of(), reached.getList("notes"));
    precise.put("takeAll", List.of("DE", "CH"));
    assertEquals(
        List.of("Nobody of CH can be drawn today, which is to be drawn whole."),
        preview(company, Map.of("sampling", precise)).getList("notes"));
    precise.remove("margin");
    assertTrue(
        preview(company, Map.of("sampleSize", 5, "sampling", precise))
            .getString("notes[0]")
            .startsWith("12 are drawn: the minima of the strata, and those that are drawn whole,"));
  }

  @SafeVarargs
  private double mails(Company company, Map<String, Object>... parts) {
    Map<String, Object> input = new HashMap<>(Map.of("sampleSize", 4));
    List.of(parts).forEach(input::putAll);
    return preview(company, input).getDouble("mailsPerAccountAndWeek.mean");
  }

  private String refused(Map<String, Object> parts) {
    Map<String, Object> input = new HashMap<>(parts);
    input.put("sampleSize", 1);
    return admin.refusal(PREVIEW, Map.of("input", input));
  }

  @Test
  void aPlanSaysWhenNobodyWouldBeAsked() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    Database.change(
        """
        insert into contact_hold (contact_id, account_id, team_id, kind, reason, held_at)
        select id, account_id, team_id, 'MANUAL', 'Negotiating', now() from contact where source = ?
        """,
        company.prefix);
    JsonPath plan = preview(company, Map.of("sampleSize", 2));
    assertEquals(2.0, plan.getDouble("withheldExpected"));
    assertTrue(plan.getString("notes[0]").startsWith("Everybody who would be drawn is withheld"));
    Database.change(
        "update contact_hold set ended_at = now() where contact_id = (select min(id) from contact where source = ?)",
        company.prefix);
    assertEquals(List.of(), preview(company, Map.of("sampleSize", 2)).getList("notes"));
  }

  @Test
  void aPlanSaysWhatItsPopulationNamesAndNoAccountIs() {
    Company company =
        Company.imported()
            .keyAccount("acme", "north", 3)
            .keyAccount("bolt", "north", 1, "once %1$s");
    Database.change(
        "update account set segment = ?, archived_at = now() where source = ? and external_id = 'bolt'",
        "Retail" + company.prefix,
        company.prefix);
    Database.change(
        "update key_decision set valid = daterange('2020-01-01', '2021-01-01') where source = ? and external_id = 'd-bolt'",
        company.prefix);
    JsonPath plan =
        admin.data(
            PREVIEW,
            Map.of(
                "input",
                Map.of(
                    "sampleSize",
                    3,
                    "population",
                    Map.of(
                        "keyTiers",
                        List.of(company.prefix, "once " + company.prefix),
                        "segments",
                        List.of("Retail" + company.prefix),
                        "countries",
                        List.of("DE", "TV")))));
    assertEquals(
        List.of(
            "No account is key today in tier %s: look how it is written."
                .formatted(("once " + company.prefix).toUpperCase(Locale.ROOT)),
            "No account is of segment Retail%s: look how it is written.".formatted(company.prefix),
            "No account is of country TV.",
            "Nobody can be drawn: look at the reasons, or at the population."),
        plan.getList("data.surveyPlanPreview.notes"));
  }

  private static Map<String, Object> weekly(int size, int daysToAnswer) {
    return Map.of(
        "sampleSize",
        size,
        "weeks",
        1,
        "daysToAnswer",
        daysToAnswer,
        "sampling",
        Map.of("quarantineDays", 7, "accountMailsPerWeek", 0));
  }

  @Test
  void aPlanIsForAdministratorsAndNeedsASize() {
    assertEquals(
        "FORBIDDEN",
        Client.as("analyst").refusal(PREVIEW, Map.of("input", Map.of("sampleSize", 1))));
    assertEquals("INVALID", admin.refusal(PREVIEW, Map.of("input", Map.of())));
    assertEquals(
        "INVALID", admin.refusal(PREVIEW, Map.of("input", Map.of("sampleSize", 1, "unhappy", 0))));
  }

  private JsonPath preview(Company company, Map<String, Object> parts) {
    Map<String, Object> input = new HashMap<>(parts);
    input.put("population", Map.of("keyTiers", List.of(company.prefix)));
    JsonPath plan = admin.data(PREVIEW, Map.of("input", input));
    plan.setRootPath("data.surveyPlanPreview");
    return plan;
  }
}
