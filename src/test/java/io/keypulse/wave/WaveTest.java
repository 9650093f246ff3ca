package io.keypulse.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.platform.GlobalId;
import io.keypulse.stats.KeyedHashOrder;
import io.keypulse.stats.KeyedHashOrder.FrameUnit;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KeypulseTest
class WaveTest {
  private static final String DRAW =
      "query ($id: ID!) { wave(id: $id) { draw { seed frameFingerprint frameSize excluded drawn } } }";

  @Inject WaveTick tick;
  @Inject MovableClock clock;

  @Test
  void anybodyCanReplayTheDrawFromItsSeed() {
    Company company = Company.imported().keyAccount("acme", "north", 20);
    String wave = company.openWave(company.program(7));
    JsonPath draw = Client.as("admin").data(DRAW, Map.of("id", wave));
    draw.setRootPath("data.wave.draw");

    List<String> frame = entries(wave, "exclusion is null");
    List<String> drawn = entries(wave, "drawn");
    assertEquals(7, drawn.size());
    assertEquals(KeyedHashOrder.draw(draw.getString("seed"), frame, 7), drawn);
    assertEquals(
        KeyedHashOrder.fingerprint(frame.stream().map(unit -> new FrameUnit("ALL", unit)).toList()),
        draw.getString("frameFingerprint"));
    assertEquals(frame.size(), draw.getInt("frameSize"));
    company.closeWave(wave);
  }

  @Test
  void whoeverCannotBeAskedIsWrittenDownWithTheReason() {
    Company company =
        Company.imported()
            .keyAccount("acme", "north", 2)
            .account("plain", "north")
            .contacts("plain", 1, "en");
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,left_on",
        "%1$s,gone,acme,Gone,gone@acme.%1$s.example,USER,en,2020-01-01",
        "%1$s,mute,acme,Mute,,USER,en,",
        "%1$s,twin,acme,Twin,kim1@acme.%1$s.example,USER,en,");
    Database.change(
        "insert into permission_entry (email, kind, via, channel, said_at, recorded_at) values (?, 'OBJECTION', 'STAFF', 'MANUAL', now(), now())",
        company.address("acme", 2));
    String wave = company.openWave(company.program(1));

    assertEquals(
        List.of(
            "acme1=null", "acme2=OBJECTED", "gone=LEFT", "mute=NO_ADDRESS", "twin=SHARED_ADDRESS"),
        Database.column(
            """
            select c.external_id || '=' || coalesce(f.exclusion, 'null') from frame_entry f
            join contact c on c.id = f.contact_id where f.wave_id = ? and c.source = ? order by c.external_id
            """,
            key(wave),
            company.prefix));
    company.closeWave(wave);
  }

  @Test
  void anAccountWhoseDecisionHasExpiredIsNotAsked() {
    Company company = Company.imported().account("old", "north").contacts("old", 3, "en");
    company.put(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale",
        "%1$s,d,old,DESIGNATE,%1$s,2020-01-01,2021-01-01,Cleo,Was strategic");
    String wave = company.openWave(company.program(1));
    assertEquals(
        "0",
        Database.value(
            "select count(*) from frame_entry f join contact c on c.id = f.contact_id where f.wave_id = ? and c.source = ?",
            key(wave),
            company.prefix));
    assertEquals(
        "EXPIRED",
        Client.as(company.login("ana"))
            .data("{ accounts { nodes { keyStatus { state } } } }")
            .getString("data.accounts.nodes[0].keyStatus.state"));
    company.closeWave(wave);
  }

  @Test
  void aProgramsTimeOpensOneWaveHoweverManyReplicasLook() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    int program = GlobalId.parseInt("SurveyProgram", company.program(2), "id");
    Database.change(
        "update survey_program set next_at = now() - interval '1 hour' where id = ?", program);

    Together.run(4, () -> tick.turn(clock.instant()));

    assertEquals("1", Database.value("select count(*) from wave where program_id = ?", program));
    assertEquals(
        Database.value("select drawn - withheld from wave where program_id = ?", program),
        Database.value(
            "select count(*) from invitation i join wave w on w.id = i.wave_id where program_id = ?",
            program));
    assertEquals(
        "t", Database.value("select next_at > now() from survey_program where id = ?", program));
  }

  @Test
  void aProgramThatCannotRunNeverStopsTheOthers() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    int broken = GlobalId.parseInt("SurveyProgram", company.program(1), "id");
    int sound = GlobalId.parseInt("SurveyProgram", company.program(1), "id");
    Database.change(
        "update survey_program set next_at = now() - interval '2 hours', cron = 'nonsense' where id = ?",
        broken);
    Database.change(
        "update survey_program set next_at = now() - interval '1 hour' where id = ?", sound);
    tick.turn(clock.instant());
    assertEquals("0", Database.value("select count(*) from wave where program_id = ?", broken));
    assertEquals("1", Database.value("select count(*) from wave where program_id = ?", sound));
    Database.change("update survey_program set cron = '0 9 * * 1' where id = ?", broken);
    tick.turn(clock.instant());
    assertEquals("1", Database.value("select count(*) from wave where program_id = ?", broken));
  }

  @Test
  void aWaveClosesOnItsDateAndWhatWasNotSentIsSkipped() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String wave = company.openWave(company.program(100_000));
    clock.later(Duration.ofDays(15), () -> tick.turn(clock.instant()));
    JsonPath closed =
        Client.as("admin")
            .data(
                "query ($id: ID!) { wave(id: $id) { state books { planned skipped due } } }",
                Map.of("id", wave));
    closed.setRootPath("data.wave");
    assertEquals("CLOSED", closed.getString("state"));
    assertEquals(0, closed.getInt("books.due"));
    assertEquals(closed.getInt("books.planned"), closed.getInt("books.skipped"));
  }

  @Test
  void aSecondWaveOfAProgramIsRefusedWhileOneIsOpen() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String program = company.program(1);
    String wave = company.openWave(program);
    String open = "mutation ($id: ID!) { waveOpen(input: {programId: $id}) { id } }";
    assertEquals("WRONG_STATE", Client.as("admin").refusal(open, Map.of("id", program)));
    company.closeWave(wave);
    assertEquals(
        "WRONG_STATE",
        Client.as("admin")
            .refusal(
                "mutation ($id: ID!) { waveClose(input: {waveId: $id, reason: \"Twice.\"}) { id } }",
                Map.of("id", wave)));
    assertEquals("FORBIDDEN", Client.as(company.login("ana")).refusal(open, Map.of("id", program)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(open, Map.of("id", program)));
  }

  private static List<String> entries(String wave, String which) {
    return Database.column(
        "select contact_id::text from frame_entry where wave_id = ? and "
            + which
            + " order by draw_rank",
        key(wave));
  }

  private static int key(String wave) {
    return GlobalId.parseInt("Wave", wave, "id");
  }
}
