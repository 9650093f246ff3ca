package io.keypulse.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@KeypulseTest
class ProgramTest {
  private static final String PARTS =
      """
      id version state cron everyWeeks { weeks startsOn at } timeZone sampleSize daysToAnswer heldFor hoursLateAllowed
      population { keyTiers segments countries roles }
      delivery { channels languages reminderDays quietFrom quietTo businessDaysOnly thanks senderName replyTo }
      sampling { size margin expectedResponse strataBy allocation stratumMinimum accountCap quarantineDays
        accountMailsPerWeek rotation }
      confidentiality { kind atLeast }
      """;
  private static final String CREATE =
      "mutation ($input: SurveyProgramCreateInput!) { surveyProgramCreate(input: $input) { "
          + PARTS
          + " } }";
  private static final String UPDATE =
      "mutation ($input: SurveyProgramUpdateInput!) { surveyProgramUpdate(input: $input) { "
          + PARTS
          + " } }";

  private final Client admin = Client.as("admin");

  @Test
  void aProgramSaysWhomItAsksHowTheyAreChosenAndHowTheyAreSpokenTo() {
    Company.imported().keyAccount("acme", "north", 1, "A");
    Map<String, Object> input = plain();
    input.remove("cron");
    input.remove("sampleSize");
    input.put("everyWeeks", Map.of("weeks", 4, "startsOn", "2027-01-04", "at", "09:00"));
    input.put(
        "population",
        Map.of(
            "keyTiers", List.of("A"),
            "segments", List.of("Food"),
            "countries", List.of("DE", "FR"),
            "roles", List.of("DECISION_MAKER", "USER")));
    input.put(
        "delivery",
        Map.of(
            "channels",
            List.of("EMAIL", "PHONE"),
            "languages",
            List.of("de", "en"),
            "reminderDays",
            List.of(3, 7),
            "quietFrom",
            "18:00",
            "quietTo",
            "08:00",
            "businessDaysOnly",
            true,
            "thanks",
            true,
            "senderName",
            "Example Works",
            "replyTo",
            "SENDER"));
    input.put(
        "sampling",
        Map.of(
            "margin",
            0.05,
            "expectedResponse",
            0.4,
            "strataBy",
            "TIER",
            "allocation",
            "NEYMAN",
            "stratumMinimum",
            5,
            "accountCap",
            2,
            "quarantineDays",
            90,
            "accountMailsPerWeek",
            3,
            "rotation",
            true));
    input.put("confidentiality", Map.of("kind", "AGGREGATE"));
    input.put("hoursLateAllowed", 6);

    JsonPath made = admin.data(CREATE, Map.of("input", input));
    made.setRootPath("data.surveyProgramCreate");
    assertNull(made.get("cron"));
    assertEquals(
        Map.of("weeks", 4, "startsOn", "2027-01-04", "at", "09:00"), made.get("everyWeeks"));
    assertEquals(input.get("population"), made.get("population"));
    assertEquals(input.get("delivery"), made.get("delivery"));
    assertEquals(0.05, made.getDouble("sampling.margin"), 1e-6);
    assertEquals("NEYMAN", made.getString("sampling.allocation"));
    assertEquals(2, made.getInt("sampling.accountCap"));
    assertEquals(Map.of("kind", "AGGREGATE", "atLeast", 5), made.get("confidentiality"));
    assertEquals(6, made.getInt("hoursLateAllowed"));
    assertEquals(1, made.getInt("version"));
  }

  @Test
  void nobodyIsPesteredUnlessTheProgramSaysSo() {
    JsonPath usual = sampling(Map.of());
    assertEquals(90, usual.getInt("quarantineDays"));
    assertEquals(5, usual.getInt("accountMailsPerWeek"));

    JsonPath pestering = sampling(Map.of("quarantineDays", 0, "accountMailsPerWeek", 0));
    assertEquals(0, pestering.getInt("quarantineDays"));
    assertNull(pestering.get("accountMailsPerWeek"));
  }

  private JsonPath sampling(Map<String, Object> said) {
    Map<String, Object> input = plain();
    input.put("sampling", said);
    JsonPath made = admin.data(CREATE, Map.of("input", input));
    made.setRootPath("data.surveyProgramCreate.sampling");
    return made;
  }

  @Test
  void aChangeNamesTheVersionItWasMadeAgainstAndLeavesTheRestAlone() {
    String id = created(plain());
    JsonPath changed =
        admin.data(
            UPDATE,
            Map.of(
                "input",
                Map.of(
                    "id",
                    id,
                    "expectedVersion",
                    1,
                    "delivery",
                    Map.of("reminderDays", List.of(4)),
                    "sampling",
                    Map.of("accountCap", 1))));
    changed.setRootPath("data.surveyProgramUpdate");
    assertEquals(2, changed.getInt("version"));
    assertEquals(List.of(4), changed.getList("delivery.reminderDays"));
    assertEquals(1, changed.getInt("sampling.accountCap"));
    assertEquals(10, changed.getInt("sampling.size"));
    assertEquals("0 9 1 1 *", changed.getString("cron"));

    assertEquals(
        "CONFLICT",
        admin.refusal(
            UPDATE, Map.of("input", Map.of("id", id, "expectedVersion", 1, "objective", "x"))));
    assertEquals(
        "FORBIDDEN",
        Client.as("analyst")
            .refusal(
                UPDATE, Map.of("input", Map.of("id", id, "expectedVersion", 2, "objective", "x"))));
    assertEquals(
        "1",
        Database.value(
            "select count(*) from audit_entry where object_type = 'survey_program' and object_id = ? and operation = 'UPDATE'",
            GlobalId.parseInt("SurveyProgram", id, "id")));
  }

  @Test
  void whatContradictsItselfIsRefusedWithItsField() {
    for (Map.Entry<String, Map<String, Object>> wrong :
        Map.<String, Map<String, Object>>of(
                "cron",
                    Map.of("everyWeeks", Map.of("weeks", 4, "startsOn", "2027-01-04", "at", "9")),
                "margin", Map.of("sampling", Map.of("margin", 0.05)),
                "allocation", Map.of("sampling", Map.of("allocation", "CENSUS")),
                "accountCap", Map.of("sampling", Map.of("accountCap", 1001)),
                "reminderDays", Map.of("delivery", Map.of("reminderDays", List.of(7, 3))),
                "quietTo", Map.of("delivery", Map.of("quietFrom", "18:00")),
                "languages", Map.of("delivery", Map.of("languages", List.of("tlh"))),
                "population.countries", Map.of("population", Map.of("countries", List.of("XX"))),
                "atLeast", Map.of("confidentiality", Map.of("kind", "AGGREGATE", "atLeast", 2)),
                "timeZone", Map.of("timeZone", "+02:00"))
            .entrySet()) {
      Map<String, Object> input = plain();
      input.putAll(wrong.getValue());
      JsonPath answer = admin.ask(CREATE, Map.of("input", input));
      assertEquals("INVALID", answer.getString("errors[0].extensions.code"), wrong.getKey());
      assertEquals(wrong.getKey(), answer.getString("errors[0].extensions.field"));
    }
  }

  @Test
  void aPopulationThatNamesATierOrASegmentThatThereIsNotIsRefused() {
    Company.imported().keyAccount("acme", "north", 1, "A");
    String id = created(plain());
    for (Map.Entry<String, String> wrong :
        Map.of(
                "segments", "No account has the segment Foood. Write Food if that is meant.",
                "keyTiers", "No decision names the tier FOOOD.")
            .entrySet()) {
      Map<String, Object> population = Map.of(wrong.getKey(), List.of("Foood"));
      Map<String, Object> input = plain();
      input.put("population", population);
      for (JsonPath answer :
          List.of(
              admin.ask(CREATE, Map.of("input", input)),
              admin.ask(
                  UPDATE,
                  Map.of(
                      "input", Map.of("id", id, "expectedVersion", 1, "population", population))),
              admin.ask(
                  "query ($input: SurveyPlanPreviewInput!) { surveyPlanPreview(input: $input) { drawn } }",
                  Map.of("input", Map.of("sampleSize", 1, "population", population))))) {
        assertEquals("INVALID", answer.getString("errors[0].extensions.code"));
        assertEquals(
            "population." + wrong.getKey(), answer.getString("errors[0].extensions.field"));
        assertEquals(wrong.getValue(), answer.getString("errors[0].message"));
      }
    }
    Map<String, Object> spelled = plain();
    spelled.put("population", Map.of("segments", List.of(" food"), "keyTiers", List.of("a")));
    created(spelled);
  }

  @Test
  void aProgramIsPausedResumedAndRetired() {
    String id = created(plain());
    assertEquals("PAUSED", turned("Pause", id, 1));
    assertEquals("WRONG_STATE", refused("Pause", id, 2));
    assertEquals("ACTIVE", turned("Resume", id, 2));
    assertEquals("RETIRED", turned("Retire", id, 3));
    assertEquals("WRONG_STATE", refused("Resume", id, 4));
    assertEquals("WRONG_STATE", refused("Retire", id, 4));
    assertEquals(
        "WRONG_STATE",
        admin.refusal(
            UPDATE, Map.of("input", Map.of("id", id, "expectedVersion", 4, "objective", "x"))));
  }

  private String turned(String turn, String id, int version) {
    return admin
        .data(turn(turn), Map.of("input", Map.of("id", id, "expectedVersion", version)))
        .getString("data.surveyProgram" + turn + ".state");
  }

  private String refused(String turn, String id, int version) {
    return admin.refusal(turn(turn), Map.of("input", Map.of("id", id, "expectedVersion", version)));
  }

  private static String turn(String turn) {
    return "mutation ($input: SurveyProgramTurnInput!) { surveyProgram"
        + turn
        + "(input: $input) { state } }";
  }

  private String created(Map<String, Object> input) {
    return admin.data(CREATE, Map.of("input", input)).getString("data.surveyProgramCreate.id");
  }

  private static Map<String, Object> plain() {
    Map<String, Object> input = new HashMap<>();
    input.put("name", "program " + UUID.randomUUID());
    input.put("objective", "Learn who is unhappy");
    input.put("cron", "0 9 1 1 *");
    input.put("timeZone", "Europe/Berlin");
    input.put("sampleSize", 10);
    input.put("daysToAnswer", 14);
    return input;
  }
}
