package io.keypulse.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.path.json.JsonPath;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

@KeypulseTest
class WaveLifeTest {
  @Inject WaveTick tick;
  @Inject @Wellness WaveHealth health;
  @Inject OverduePrograms overduePrograms;
  @Inject Installation installation;
  @Inject InvitationDispatcher dispatcher;
  @Inject MeterRegistry metrics;
  @Inject MovableClock clock;

  private final Client admin = Client.as("admin");

  @Test
  void whileAWaveIsPausedNoMailLeaves() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String wave =
        admin
            .data(
                "mutation ($id: ID!) { waveOpen(input: {programId: $id, reason: \"A new product\"}) { id openReason } }",
                Map.of("id", company.program(100_000)))
            .getString("data.waveOpen.id");
    assertEquals(
        "PAUSED",
        turned("wavePause", "WavePauseInput", Map.of("waveId", wave, "reason", "A wrong name")));
    dispatcher.dispatch(clock);
    assertEquals(0, sent(wave));
    assertEquals(
        "WRONG_STATE",
        refused("wavePause", "WavePauseInput", Map.of("waveId", wave, "reason", "Again")));
    assertEquals(
        "OPEN",
        turned("waveResume", "WaveResumeInput", Map.of("waveId", wave, "reason", "Mended")));
    dispatcher.dispatch(clock);
    assertNotEquals(0, sent(wave));
    assertEquals(
        "CLOSED",
        turned("waveClose", "WaveCloseInput", Map.of("waveId", wave, "reason", "Enough answers")));
    assertEquals(
        "Enough answers", Database.value("select close_reason from wave where id = ?", key(wave)));
    JsonPath trail =
        admin
            .data(
                """
                query ($wave: ID!) { auditTrail(filter: {objectId: $wave}) {
                  nodes { operation byName changes { field to } } } }
                """,
                Map.of("wave", wave))
            .setRootPath("data.auditTrail");
    assertEquals(List.of("UPDATE", "UPDATE", "UPDATE", "INSERT"), trail.getList("nodes.operation"));
    assertEquals(Set.of("admin@keypulse.example"), Set.copyOf(trail.getList("nodes.byName")));
    assertEquals(
        "Enough answers",
        trail.getString("nodes[0].changes.find { it.field == 'closeReason' }.to"));
    assertEquals(
        "A wrong name", trail.getString("nodes[2].changes.find { it.field == 'pauseReason' }.to"));
    assertEquals(
        "Mended", trail.getString("nodes[1].changes.find { it.field == 'resumeReason' }.to"));
    assertEquals(
        "A new product", trail.getString("nodes[3].changes.find { it.field == 'openReason' }.to"));
    assertEquals(
        List.of("openReason", "state"),
        trail.getList("nodes[3].changes.field").stream().sorted().toList(),
        "nothing of the draw");
    JsonPath told =
        Client.as(company.login("ana"))
            .data(
                "query ($id: ID!) { wave(id: $id) { openReason pauseReason resumeReason closeReason } }",
                Map.of("id", wave))
            .setRootPath("data.wave");
    assertEquals("A new product", told.getString("openReason"));
    assertNull(told.getString("pauseReason"));
    assertEquals("Mended", told.getString("resumeReason"));
    assertEquals("Enough answers", told.getString("closeReason"));
  }

  @Test
  void aTimeMissedByMoreThanAllowedWaitsForAPerson() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    for (String decision : List.of("OPEN", "SKIP")) {
      String program = company.program(1);
      missed(program, "25 hours");
      tick.turn(clock.instant());
      assertEquals("0", waves(program));
      String held = Database.value("select held_for from survey_program where id = ?", id(program));
      assertTrue(Integer.parseInt(data("programsHeld")) > 0);
      JsonPath released = release(program, decision);
      assertNull(released.get("data.surveyProgramRelease.heldFor"));
      assertEquals(decision.equals("OPEN") ? "1" : "0", waves(program));
      if (decision.equals("OPEN")) {
        assertEquals(
            held,
            Database.value("select scheduled_for from wave where program_id = ?", id(program)));
      }
      assertEquals(
          "WRONG_STATE",
          refused(
              "surveyProgramRelease",
              "SurveyProgramReleaseInput",
              Map.of("programId", program, "decision", decision)));
    }
  }

  @Test
  void aProgramThatAllowsNoDelayOpensItsWavesWhenTheyAreLookedFor() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    for (String late : List.of("20 seconds", "11 minutes")) {
      String program = company.program(1);
      Database.change("update survey_program set hours_late_allowed = 0 where id = ?", id(program));
      missed(program, late);
      tick.turn(clock.instant());
      assertEquals(late.equals("20 seconds") ? "1" : "0", waves(program));
    }
  }

  @Test
  void severalTimesMissedWhileNobodyRanAreMadeUpOnce() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String program = company.program(1);
    Database.change("update survey_program set cron = '0 * * * *' where id = ?", id(program));
    missed(program, "5 hours");
    tick.turn(clock.instant());
    tick.turn(clock.instant());
    assertEquals("1", waves(program));
  }

  @Test
  void ofSeveralMissedTimesTheNewestDecidesWhetherItIsTooLate() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String program = company.program(1);
    Database.change("update survey_program set cron = '0 */8 * * *' where id = ?", id(program));
    missed(program, "33 hours");
    tick.turn(clock.instant());
    assertEquals("1", waves(program));
    assertEquals(
        "t",
        Database.value(
            "select scheduled_for > now() - interval '8 hours' from wave where program_id = ?",
            id(program)));
  }

  @Test
  void aProgramThatIsPausedOpensNoWaveAndMakesNothingUp() {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String program = company.program(1);
    turn(program, "Pause", 1);
    missed(program, "1 hour");
    tick.turn(clock.instant());
    assertEquals("0", waves(program));
    int version =
        Integer.parseInt(
            Database.value("select version from survey_program where id = ?", id(program)));
    turn(program, "Resume", version);
    tick.turn(clock.instant());
    assertEquals("0", waves(program));
  }

  @Test
  void aWaveThatWasDueAndAsksNobodyRaisesTheAlarm() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String program = company.program(1);
    Database.change(
        "update survey_program set segments = '{nobody has this}' where id = ?", id(program));
    missed(program, "1 minute");
    double before = metrics.get("keypulse.waves.empty").counter().count();
    tick.turn(clock.instant());
    assertEquals(before + 1, metrics.get("keypulse.waves.empty").counter().count());
    assertEquals(HealthCheckResponse.Status.DOWN, health.call().getStatus());
    String wave = Database.value("select id from wave where program_id = ?", id(program));
    assertTrue(List.of(data("wavesThatAskNobody").split(", ")).contains(wave));
    Database.change("update survey_program set segments = '{}' where id = ?", id(program));
    Database.change(
        "update wave set state = 'CLOSED', closed_at = now() where id = ?", Integer.parseInt(wave));
    clock.later(Duration.ofSeconds(1), () -> company.openWave(program));
    assertFalse(List.of(data("wavesThatAskNobody").split(", ")).contains(wave));
  }

  @Test
  void aProgramWhoseWaveCannotBeOpenedIsTalkedOfWhileOthersRun() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String broken = company.program(1);
    String sound = company.program(1);
    Database.change("update survey_program set cron = 'nonsense' where id = ?", id(broken));
    for (String program : List.of(broken, sound)) {
      missed(program, "9 minutes");
    }
    tick.turn(clock.instant());
    assertEquals("1", waves(sound));
    assertFalse(overdue().contains(Integer.toString(id(broken))), "nine minutes are in time");

    missed(broken, "11 minutes");
    tick.turn(clock.instant());
    assertTrue(overdue().contains(Integer.toString(id(broken))));
    assertFalse(overdue().contains(Integer.toString(id(sound))));
    assertEquals(HealthCheckResponse.Status.DOWN, health.call().getStatus());
    overduePrograms.look(clock.instant());
    assertEquals(overdue().size(), metrics.get("keypulse.programs.overdue").gauge().value());

    Database.change("update survey_program set cron = '0 9 * * 1' where id = ?", id(broken));
    tick.turn(clock.instant());
    assertEquals("1", waves(broken));
    assertFalse(overdue().contains(Integer.toString(id(broken))));
  }

  private List<String> overdue() {
    return List.of(data("programsOverdue").split(", "));
  }

  @Test
  void ofAProgramThatHasEndedNobodyHasToLookAfterTheLastWave() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String program = company.program(1);
    Database.change(
        "update survey_program set segments = '{nobody has this}' where id = ?", id(program));
    missed(program, "1 minute");
    tick.turn(clock.instant());
    String wave = Database.value("select id from wave where program_id = ?", id(program));
    assertTrue(List.of(data("wavesThatAskNobody").split(", ")).contains(wave));
    company.closeWave(GlobalId.of("Wave", Integer.parseInt(wave)));
    int version =
        Integer.parseInt(
            Database.value("select version from survey_program where id = ?", id(program)));
    turn(program, "Retire", version);
    assertFalse(List.of(data("wavesThatAskNobody").split(", ")).contains(wave));
  }

  @Test
  void aRestoredCopyMailsNothingUntilAPersonHasLooked() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String wave = company.openWave(company.program(100_000));
    String program = company.program(1);
    missed(program, "1 hour");
    assertFalse(installation.recognise(null, clock.instant()), "this is the database it knows");

    Database.change("update installation set identity = 'the one of the backup'");
    assertTrue(installation.recognise(null, clock.instant()));
    tick.turn(clock.instant());
    dispatcher.dispatch(clock);
    assertEquals(0, sent(wave));
    assertEquals("0", waves(program));
    assertFalse(installation.recognise(null, clock.instant()), "it is said once");
    String number = Long.toString(GlobalId.parse("Wave", wave, "wave"));
    assertTrue(List.of(data("wavesPausedAsACopy").split(", ")).contains(number));

    turned("waveResume", "WaveResumeInput", Map.of("waveId", wave));
    dispatcher.dispatch(clock);
    assertNotEquals(0, sent(wave));
    release(program, "SKIP");

    assertTrue(installation.recognise("berlin", clock.instant()), "it had no name");
    assertFalse(installation.recognise("berlin", clock.instant()));
    assertTrue(installation.recognise("berlin restored in May", clock.instant()));
    assertEquals("berlin restored in May", named());
    Database.change("update installation set named = null");
    admin.data("mutation { followUpMailsRelease(input: {send: false}) { mails } }");
    company.closeWave(wave);
  }

  private static String named() {
    return Database.value("select named from installation");
  }

  private String data(String name) {
    return String.valueOf(health.call().getData().orElseThrow().get(name));
  }

  private JsonPath release(String program, String decision) {
    return admin.data(
        "mutation ($input: SurveyProgramReleaseInput!) { surveyProgramRelease(input: $input) { heldFor } }",
        Map.of("input", Map.of("programId", program, "decision", decision)));
  }

  private void turn(String program, String turn, int version) {
    admin.data(
        "mutation ($input: SurveyProgramTurnInput!) { surveyProgram"
            + turn
            + "(input: $input) { state } }",
        Map.of("input", Map.of("id", program, "expectedVersion", version)));
  }

  private String turned(String mutation, String type, Map<String, Object> input) {
    return admin
        .data(
            "mutation ($input: " + type + "!) { " + mutation + "(input: $input) { state } }",
            Map.of("input", input))
        .getString("data." + mutation + ".state");
  }

  private String refused(String mutation, String type, Map<String, Object> input) {
    return admin.refusal(
        "mutation ($input: " + type + "!) { " + mutation + "(input: $input) { id } }",
        Map.of("input", input));
  }

  private static void missed(String program, String by) {
    Database.change(
        "update survey_program set next_at = now() - cast(? as interval) where id = ?",
        by,
        id(program));
  }

  private static int sent(String wave) {
    return Integer.parseInt(
        Database.value(
            "select count(*) from asked where wave_id = ? and state = 'SENT'", key(wave)));
  }

  private static String waves(String program) {
    return Database.value("select count(*) from wave where program_id = ?", id(program));
  }

  private static int id(String program) {
    return GlobalId.parseInt("SurveyProgram", program, "id");
  }

  private static int key(String wave) {
    return GlobalId.parseInt("Wave", wave, "id");
  }
}
