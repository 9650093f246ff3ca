package io.keypulse.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts that are key, that were, and that never were. */
@KeypulseTest
class KeyStatusOfPopulationTest {
  private static final String PREVIEW =
      """
      query ($input: SurveyPlanPreviewInput!) { surveyPlanPreview(input: $input) {
        frameSize accounts strata { name units } notes } }
      """;

  private final Client admin = Client.as("admin");
  private Company company;

  @BeforeEach
  void oneIsKeyOneWasInTheSameTierAndOneNeverWas() {
    company =
        Company.imported()
            .keyAccount("now", "north", 1)
            .keyAccount("once", "north", 2)
            .account("never", "south")
            .contacts("never", 3, "en");
    Database.change(
        "update account set segment = ? where source = ?", company.prefix, company.prefix);
    Database.change(
        "update key_decision set valid = daterange('2020-01-01', today()) where source = ? and external_id = 'd-once'",
        company.prefix);
  }

  @Test
  void whoIsAskedFollowsFromWhatTheirAccountIsToday() {
    assertEquals(List.of("now1"), asked(List.of()));
    assertEquals(List.of("once1", "once2"), asked(List.of("FORMER")));
    assertEquals(List.of("never1", "never2", "never3"), asked(List.of("NONE")));
    assertEquals(6, asked(List.of("NONE", "KEY", "FORMER")).size());
  }

  @Test
  void aPlanCountsThemAndTiersDivideThem() {
    JsonPath plan =
        plan(
            Map.of(
                "segments", List.of(company.prefix), "keyStatus", List.of("KEY", "FORMER", "NONE")),
            Map.of("strataBy", "TIER"));
    assertEquals(6, plan.getInt("frameSize"));
    assertEquals(3, plan.getInt("accounts"));
    assertEquals(
        Map.of(company.prefix.toUpperCase(Locale.ROOT), 3, "NONE", 3),
        Map.of(
            plan.getString("strata[0].name"),
            plan.getInt("strata[0].units"),
            plan.getString("strata[1].name"),
            plan.getInt("strata[1].units")));
    assertEquals(
        3,
        plan(
                Map.of("keyTiers", List.of(company.prefix), "keyStatus", List.of("KEY", "FORMER")),
                Map.of())
            .getInt("frameSize"));
    assertEquals(
        List.of(
            "No account that is asked is of tier %s: look how it is written."
                .formatted(company.prefix.toUpperCase(Locale.ROOT)),
            "Nobody can be drawn: look at the reasons, or at the population."),
        planOfTheFormerWithoutAny());
    assertEquals(
        "INVALID",
        admin.refusal(
            PREVIEW,
            Map.of(
                "input",
                Map.of(
                    "sampleSize",
                    1,
                    "population",
                    Map.of("keyTiers", List.of(company.prefix), "keyStatus", List.of("NONE"))))));
  }

  private List<String> planOfTheFormerWithoutAny() {
    Database.change(
        "update key_decision set valid = daterange('2020-01-01', '2100-01-01') where source = ? and external_id = 'd-once'",
        company.prefix);
    return plan(
            Map.of("keyTiers", List.of(company.prefix), "keyStatus", List.of("FORMER")), Map.of())
        .getList("notes");
  }

  private JsonPath plan(Map<String, Object> population, Map<String, Object> sampling) {
    JsonPath plan =
        admin.data(
            PREVIEW,
            Map.of(
                "input", Map.of("sampleSize", 6, "population", population, "sampling", sampling)));
    plan.setRootPath("data.surveyPlanPreview");
    return plan;
  }

  /** By a wave of its own. */
  private List<String> asked(List<String> keyStatus) {
    Map<String, Object> population = new HashMap<>(Map.of("segments", List.of(company.prefix)));
    population.put("keyStatus", keyStatus);
    String program = company.program(6);
    admin.data(
        "mutation ($id: ID!, $population: PopulationInput!) { surveyProgramUpdate(input: {id: $id, expectedVersion: 1,"
            + " population: $population}) { population { keyStatus } } }",
        Map.of("id", program, "population", population));
    String wave = company.openWave(program);
    company.closeWave(wave);
    return Database.column(
        """
        select c.external_id from frame_entry f join contact c on c.id = f.contact_id
        where f.wave_id = ? and f.drawn order by 1
        """,
        GlobalId.parseInt("Wave", wave, "id"));
  }
}
