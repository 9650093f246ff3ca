package io.keypulse.wave;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Viewer;
import io.keypulse.stats.CappedRotation;
import io.keypulse.stats.Rotation;
import io.keypulse.survey.Surveyor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KeypulseTest
class DrawTest {
  private static final String VERIFY =
      "query ($id: ID!) { waveDrawVerify(id: $id) { holds checks { subject holds found } } }";

  @Inject MovableClock clock;
  @Inject InvitationDispatcher dispatcher;
  @Inject HoldKeeper holds;
  @Inject Waves waves;
  @Inject Drawer drawer;
  @Inject Surveyor surveyor;
  @Inject CurrentViewer viewer;
  @TempDir Path folder;

  private final Client admin = Client.as("admin");

  @Test
  void aStratifiedCappedDrawIsReplayedHereAndByTheProgramThatKnowsNothingOfKeypulse()
      throws Exception {
    Company company = inSegments("Alpha, \"plus\"", 3, 8, "Beta\u0301", 2, 5, "Gamma", 1, 1);
    String program =
        program(
            company,
            Map.of(
                "sampleSize",
                9,
                "sampling",
                Map.of("strataBy", "SEGMENT", "accountCap", 4, "stratumMinimum", 2)));
    String promised = promised(program);
    String wave = company.openWave(program);

    JsonPath drawn =
        admin.data(
            "query ($id: ID!) { wave(id: $id) { draw { seedHash drawn accountCap } strata { name units candidates drawn inclusionProbability } } }",
            Map.of("id", wave));
    assertEquals(promised, drawn.getString("data.wave.draw.seedHash"));
    assertFalse(promised.equals(promised(program)), "the next draw has a promise of its own");
    assertEquals(9, drawn.getInt("data.wave.draw.drawn"));
    assertEquals(
        List.of("Alpha, \"plus\"", "Bet\u00e1", "Gamma"), drawn.getList("data.wave.strata.name"));
    assertEquals(List.of(24, 10, 1), drawn.getList("data.wave.strata.units"));
    assertEquals(List.of(12, 8, 1), drawn.getList("data.wave.strata.candidates"));
    assertEquals(
        "4",
        Database.value(
            """
            select max(n) from (select count(*) filter (where not capped) as n from frame_entry where wave_id = ?
              group by account_id) a
            """,
            key(wave)));

    JsonPath verified = Client.as(company.login("ben")).data(VERIFY, Map.of("id", wave));
    assertTrue(verified.getBoolean("data.waveDrawVerify.holds"), verified.prettify());

    String csv = exported("analyst", wave);
    assertEquals(0, verifies(csv, ""), said);
    assertTrue(said.startsWith("HOLDS"), said);
    String loser = loser(csv);
    assertEquals(1, verifies(csv.replace(loser, swapped(loser)), "sample"), said);
    assertEquals(
        1, verifies(csv.replace(loser + "\r\n", "").replace(loser + "\n", ""), "frame"), said);
    String seed =
        csv.lines().filter(line -> line.startsWith("seed,")).findFirst().orElseThrow().substring(5);
    assertEquals(1, verifies(csv.replace(seed, "another"), "seed"), said);

    forge("x", wave);
    assertFalse(admin.data(VERIFY, Map.of("id", wave)).getBoolean("data.waveDrawVerify.holds"));
    company.closeWave(wave);
  }

  @Test
  void theCommandsOfTheReadmeFindWhatTheFileSays() throws Exception {
    Company company =
        Company.imported().keyAccount("acme", "north", 12).keyAccount("b", "south", 3);
    String wave = company.openWave(company.program(4));
    String csv = exported("admin", wave);
    Files.writeString(folder.resolve("draw.csv"), csv);
    Files.createSymbolicLink(folder.resolve("docs"), Path.of("docs").toAbsolutePath());
    String[] loser = loser(csv).split(",", -1);
    String commands =
        Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/verify/README.md")))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining())
            .replace("4711", loser[2])
            .replace("account/17/", "account/" + loser[3] + "/");
    List<String> found = told(commands);
    assertEquals(6, found.size(), found::toString);
    assertTrue(found.get(0).startsWith("HOLDS: wave"), found::toString);
    assertEquals(loser[4], found.get(1));
    assertEquals(
        CappedRotation.place(lineOf(csv, "seed,").substring(5), loser[3], 1),
        Long.parseLong(found.get(2)));
    assertTrue(csv.contains("seed-sha256," + found.get(3).substring(0, 64) + ","), csv);
    assertTrue(csv.contains("frame-sha256," + found.get(4).substring(0, 64)), csv);
    assertEquals("HOLDS", found.get(5));
    company.closeWave(wave);
  }

  private List<String> told(String commands) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder
        .environment()
        .merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ":" + path);
    Process shell = builder.start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
    return said.lines().toList();
  }

  @Test
  void aFrameThatIsProvedCannotBeChangedAnyMore() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String wave = company.openWave(company.program(1));
    AssertionError refused =
        assertThrows(
            AssertionError.class,
            () ->
                Database.change(
                    "update frame_entry set drawn = not drawn where wave_id = ? and exclusion is null",
                    key(wave)));
    assertTrue(String.valueOf(refused.getCause()).contains("drawn and proved"));
    company.closeWave(wave);
  }

  /** As an administrator of the database can, who takes away what guards it. */
  private static void forge(String fingerprint, String wave) {
    Database.change("alter table wave disable trigger wave_proof_is_final");
    Database.change("update wave set fingerprint = ? where id = ?", fingerprint, key(wave));
    Database.change("alter table wave enable trigger wave_proof_is_final");
  }

  @Test
  void whatProvesADrawIsWrittenOnce() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String wave = company.openWave(company.program(1));
    for (String change :
        List.of(
            "fingerprint = 'x'", "frame_size = 7", "drawn = 3", "excluded = 1", "planned = 2")) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () ->
                  Database.asApplication(
                      List.of("set role keypulse_system"),
                      "update wave set %s where id = %d returning id".formatted(change, key(wave))),
              change);
      assertTrue(String.valueOf(refused.getMessage()).contains("is proved"), change);
    }
    company.closeWave(wave);
  }

  @Test
  void whatAWavePromisedWhenItOpenedIsNeverChanged() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String wave = company.openWave(company.program(1));
    for (String change :
        List.of(
            "confidentiality = 'AGGREGATE', aggregate_from = 5", "seed = 'x'", "aspects = '{}'")) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () ->
                  Database.asApplication(
                      List.of("set role keypulse_system"),
                      "update keypulse.wave set " + change + " where id = " + key(wave)));
      assertEquals("42501", refused.getSQLState(), change);
    }
    company.closeWave(wave);
  }

  @Test
  void aFrameFollowsItsAccountToAnotherTeamAndLetsNobodyGo() {
    Company company =
        Company.imported().keyAccount("acme", "north", 3).keyAccount("zeta", "south", 1);
    String wave = company.openWave(company.program(1));
    Database.change(
        "update account set team_id = (select team_id from account where source = ? and external_id = 'zeta')"
            + " where source = ? and external_id = 'acme'",
        company.prefix,
        company.prefix);
    assertEquals(
        List.of(company.prefix + " south"),
        Database.column(
            "select distinct t.external_id from frame_entry f join team t on t.id = f.team_id join account a on a.id = f.account_id where f.wave_id = ? and a.source = ?",
            key(wave),
            company.prefix));
    for (String table : List.of("contact", "account", "wave")) {
      AssertionError refused =
          assertThrows(
              AssertionError.class,
              () ->
                  Database.change(
                      "delete from %s where id = (select max(%s_id) from frame_entry where wave_id = ?)"
                          .formatted(table, table),
                      key(wave)));
      assertTrue(String.valueOf(refused.getCause()).contains("stands in the frame"), table);
    }
    company.closeWave(wave);
  }

  @Test
  void aFrameThatNamesSomebodyWhoIsNotThereIsNotProved() {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String wave = company.openWave(company.program(1));
    forge("", wave);
    Database.change(
        "insert into frame_entry (wave_id, contact_id, account_id, team_id, stratum, draw_rank, drawn) values (?, 0, 0, 0, 'ALL', 9, false)",
        key(wave));
    AssertionError refused =
        assertThrows(
            AssertionError.class,
            () -> Database.change("update wave set fingerprint = 'x' where id = ?", key(wave)));
    assertTrue(String.valueOf(refused.getCause()).contains("who is not there"));
    Database.change("delete from frame_entry where contact_id = 0");
    company.closeWave(wave);
  }

  @Test
  void aProgramThatRotatesAsksEverybodyOnceBeforeAnybodyTwice() throws Exception {
    Company company = inSegments("Solo", 1, 12);
    String program =
        program(
            company,
            Map.of("sampleSize", 4, "sampling", Map.of("rotation", true, "strataBy", "SEGMENT")));
    String promised = promised(program);
    Set<String> asked = new HashSet<>();
    String last = "";
    for (int turn = 0; turn < 3; turn++) {
      String wave = company.openWave(program);
      List<String> drawn =
          Database.column(
              "select contact_id::text from frame_entry where wave_id = ? and drawn", key(wave));
      assertEquals(4, drawn.size());
      assertTrue(drawn.stream().allMatch(asked::add), "drawn again in turn " + turn);
      assertTrue(
          admin.data(VERIFY, Map.of("id", wave)).getBoolean("data.waveDrawVerify.holds"),
          () -> admin.data(VERIFY, Map.of("id", wave)).prettify());
      String file = exported("admin", wave);
      assertEquals(0, verifies(file, ""), said);
      String round =
          file.lines().filter(line -> line.startsWith("rotation-seed,")).findFirst().orElseThrow();
      assertTrue(round.contains("," + promised + ","), "the hash shown before the first turn");
      assertEquals(
          1,
          verifies(
              file.replace(round, round.replaceFirst(",[^,]*", "," + "0".repeat(64))),
              "rotation-seed"),
          said);
      company.closeWave(wave);
      last = wave;
    }
    assertEquals(12, asked.size());
    Database.change(
        """
        update wave_stratum set last_place = last_place + 1
        where wave_id = (select max(id) from wave where id < ? and program_id = (select max(program_id) from wave))
        """,
        key(last));
    JsonPath elsewhere = admin.data(VERIFY, Map.of("id", last));
    assertFalse(elsewhere.getBoolean("data.waveDrawVerify.holds"), "the last one ended elsewhere");
  }

  /** Four singles and an account of six that has two places: six places, three of them a wave. */
  @Test
  void whereThereIsACapThePeopleOfAnAccountAreDrawnInTurn() throws Exception {
    Company company = inSegments("Large", 1, 6, "Small", 4, 1);
    String program =
        program(
            company,
            Map.of("sampleSize", 3, "sampling", Map.of("rotation", true, "accountCap", 2)));
    Map<String, Integer> times = new HashMap<>();
    String wave = "";
    for (int turn = 1; turn <= 3; turn++) {
      for (int half = 0; half < 2; half++) {
        wave = company.openWave(program);
        contacts(wave, "drawn").forEach(one -> times.merge(one, 1, Integer::sum));
        holdsHereAndElsewhere(wave);
        company.closeWave(wave);
      }
      assertEquals(6 * turn, times.values().stream().mapToInt(n -> n).sum());
      assertEquals(4 + 2 * turn, times.size(), () -> "two more of six: " + times);
    }
    assertEquals(10, times.size());
    for (String one : contacts(wave, "account_share < 1")) {
      assertEquals(1, times.get(one), times::toString);
    }
    assertEquals(
        "0.3333333333333333",
        Database.value(
            "select min(account_share)::text from frame_entry where wave_id = ?", key(wave)));

    String csv = exported("admin", wave);
    assertTrue(csv.startsWith("keypulse-draw,2"), csv);
    String large =
        Database.value(
            "select min(account_id)::text from frame_entry where wave_id = ? and account_share < 1",
            key(wave));
    String first =
        Database.value(
            """
            select encode(draw_key, 'hex') from frame_entry where wave_id = ? and account_share < 1 and not capped
            order by draw_rank limit 1
            """,
            key(wave));
    String turn = lineOf(csv, "account-after," + large + ",");
    String after = Long.toString(Long.parseUnsignedLong(first.substring(0, 16), 16) >>> 11);
    assertEquals(
        1, verifies(csv.replace(turn, "account-after," + large + "," + after), "cap"), said);
    String loser = loser(csv);
    assertEquals(1, verifies(csv.replace(loser, swapped(loser)), "sample"), said);
    Database.change(
        "update frame_entry set draw_key = decode(?, 'hex') where account_id = ? and drawn and wave_id < ?",
        first,
        Integer.parseInt(large),
        key(wave));
    assertFalse(
        admin.data(VERIFY, Map.of("id", wave)).getBoolean("data.waveDrawVerify.holds"),
        "somebody else was the last of the account");
  }

  @Test
  void whoRestsKeepsThePlaceOfTheirAccountFromComingAgainInTheSameTurn() throws Exception {
    Company company = inSegments("Large", 1, 6, "Small", 4, 1);
    String program =
        program(
            company,
            Map.of(
                "sampleSize",
                2,
                "sampling",
                Map.of("rotation", true, "accountCap", 2, "quarantineDays", 60)));
    Set<String> asked = new HashSet<>();
    for (int turn = 1; turn <= 5; turn++) {
      String wave = company.openWave(program);
      List<String> drawn = contacts(wave, "drawn");
      assertTrue(asked.addAll(drawn), "drawn again in wave " + turn);
      assertEquals(2 * turn, asked.size(), "nobody twice");
      if (turn == 3) {
        assertEquals(
            "4",
            Database.value(
                "select count(*) from account a where a.segment = 'Small' and a.source = ? and exists ("
                    + "select from frame_entry f where f.account_id = a.id and f.drawn)",
                company.prefix),
            "each of the small ones was drawn in the first turn");
      }
      holdsHereAndElsewhere(wave);
      dispatcher.dispatch(clock);
      company.closeWave(wave);
    }
  }

  @Test
  void aWaveThatWasDrawnBeforePeopleTookTurnsIsVerifiedByItsOwnRule() throws Exception {
    Company company = inSegments("Large", 1, 6, "Small", 4, 1);
    String program =
        program(
            company,
            Map.of("sampleSize", 3, "sampling", Map.of("rotation", true, "accountCap", 2)));
    String old = drawnByLot(program);
    holdsHereAndElsewhere(old);
    assertTrue(exported("admin", old).startsWith("keypulse-draw,1"));
    company.closeWave(old);
    String wave = company.openWave(program);
    assertTrue(exported("admin", wave).startsWith("keypulse-draw,2"));
    holdsHereAndElsewhere(wave);
    holdsHereAndElsewhere(old);
    company.closeWave(wave);
  }

  private String drawnByLot(String program) {
    return GlobalId.of(
        "Wave",
        viewer.onBehalfOf(
            new Viewer(Viewer.Access.ADMIN, null, "draw"),
            () ->
                QuarkusTransaction.requiringNew()
                    .call(
                        () -> {
                          int programId = GlobalId.parseInt("SurveyProgram", program, "id");
                          Surveyor.Assignment assignment =
                              surveyor
                                  .takeNow(programId, clock.instant(), clock.instant())
                                  .orElseThrow();
                          Wave wave =
                              Wave.open(assignment, waves.roundOf(programId), clock.instant());
                          wave.algorithm = Rotation.NAME;
                          waves.persistAndFlush(wave);
                          drawer.draw(wave, assignment, clock.instant());
                          return wave.id;
                        })));
  }

  private void holdsHereAndElsewhere(String wave) throws Exception {
    JsonPath verified = admin.data(VERIFY, Map.of("id", wave));
    assertTrue(verified.getBoolean("data.waveDrawVerify.holds"), verified::prettify);
    assertEquals(0, verifies(exported("admin", wave), ""), () -> said);
  }

  private static List<String> contacts(String wave, String which) {
    return Database.column(
        "select contact_id::text from frame_entry where wave_id = ? and " + which, key(wave));
  }

  private static String lineOf(String csv, String start) {
    return csv.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void everybodyOfOneStratumIsDrawnAndASampleOfTheOthers() throws Exception {
    Company company = inSegments("Jewels", 2, 4, "Pebbles", 2, 8, "Sand", 4, 6);
    for (Map<String, Object> rounds :
        List.<Map<String, Object>>of(Map.of(), Map.of("rotation", true, "accountCap", 5))) {
      boolean capped = !rounds.isEmpty();
      Map<String, Object> sampling =
          new HashMap<>(Map.of("strataBy", "SEGMENT", "takeAll", List.of("jewels")));
      sampling.putAll(rounds);
      String wave =
          company.openWave(program(company, Map.of("sampleSize", 18, "sampling", sampling)));
      List<Map<String, Object>> strata =
          admin
              .data(
                  "query ($id: ID!) { wave(id: $id) { strata { name units drawn takeAll inclusionProbability } } }",
                  Map.of("id", wave))
              .getList("data.wave.strata");
      assertEquals(8, strata.getFirst().get("drawn"));
      assertEquals("10", count(wave, "drawn and stratum <> 'Jewels'"));
      assertEquals(List.of(true, false, false), each(strata, "takeAll"));
      assertEquals(1.0, ((Number) each(strata, "inclusionProbability").getFirst()).doubleValue());
      assertEquals("8", count(wave, "drawn and stratum = 'Jewels'"));
      holdsHereAndElsewhere(wave);

      String csv = exported("admin", wave);
      assertTrue(csv.startsWith("keypulse-draw,3"), "an older verifier refuses it");
      String jewels = lineOf(csv, "stratum,Jewels,");
      assertTrue(jewels.endsWith(",true"), jewels);
      assertEquals(
          1, verifies(csv.replace(jewels, jewels.replace(",true", ",false")), "division"), said);
      assertEquals(capped, csv.contains("account-cap,5"));
      company.closeWave(wave);
    }
  }

  @Test
  void onlyStrataThatThePlanHasAreDrawnWhole() {
    Company company = inSegments("Jewels", 1, 1);
    String create =
        "mutation ($input: SurveyProgramCreateInput!) { surveyProgramCreate(input: $input) { id } }";
    for (Map<String, Object> sampling :
        List.<Map<String, Object>>of(
            Map.of("takeAll", List.of("Jewels")),
            Map.of("takeAll", List.of("Jewels"), "strataBy", "COUNTRY"),
            Map.of("takeAll", List.of("Jewelz"), "strataBy", "SEGMENT"),
            Map.of("takeAll", List.of("Jewels"), "strataBy", "SEGMENT", "allocation", "CENSUS"))) {
      Map<String, Object> input =
          new HashMap<>(
              Map.of(
                  "name",
                  company.prefix,
                  "objective",
                  "Learn who is unhappy",
                  "cron",
                  "0 9 1 1 *",
                  "timeZone",
                  "UTC",
                  "daysToAnswer",
                  14,
                  "sampling",
                  sampling));
      if (!sampling.containsKey("allocation")) {
        input.put("sampleSize", 1);
      }
      assertEquals("INVALID", admin.refusal(create, Map.of("input", input)), sampling::toString);
    }
    String program =
        program(
            company,
            Map.of(
                "sampleSize",
                1,
                "sampling",
                Map.of("takeAll", List.of("Jewels"), "strataBy", "SEGMENT")));
    String divided =
        "mutation ($id: ID!, $sampling: SamplingPlanInput!) { surveyProgramUpdate(input: {id: $id, expectedVersion: 1,"
            + " sampling: $sampling}) { sampling { takeAll } } }";
    assertEquals(
        "INVALID",
        admin.refusal(divided, Map.of("id", program, "sampling", Map.of("strataBy", "TIER"))));
    assertEquals(
        List.of(),
        admin
            .data(
                divided,
                Map.of("id", program, "sampling", Map.of("strataBy", "TIER", "takeAll", List.of())))
            .getList("data.surveyProgramUpdate.sampling.takeAll"));
  }

  private static List<Object> each(List<Map<String, Object>> rows, String field) {
    return rows.stream().map(row -> row.get(field)).toList();
  }

  @Test
  void aCensusAsksEverybodyAndAMarginDecidesTheSize() {
    Company company = inSegments("Whole", 2, 10);
    String census =
        company.openWave(program(company, Map.of("sampling", Map.of("allocation", "CENSUS"))));
    assertEquals(List.of("20", "20"), drawnOf(census));
    assertTrue(admin.data(VERIFY, Map.of("id", census)).getBoolean("data.waveDrawVerify.holds"));
    company.closeWave(census);
    String precise =
        company.openWave(
            program(company, Map.of("sampling", Map.of("margin", 0.1, "expectedResponse", 1.0))));
    assertEquals(List.of("20", "17"), drawnOf(precise));
    company.closeWave(precise);
  }

  @Test
  void whatOthersBlockIsWithheldAfterTheDrawAndStaysInTheDenominator() {
    Company company = inSegments("Blocked", 1, 6);
    List<String> contacts =
        Database.column(
            "select id::text from contact where source = ? order by id", company.prefix);
    String hold =
        Client.as(company.login("ana"))
            .data(
                "mutation ($id: ID!) { contactHoldSet(input: {contactId: $id, reason: \"On parental leave\"}) { id version heldBy { name } } }",
                Map.of("id", GlobalId.of("Contact", Long.parseLong(contacts.get(0)))))
            .getString("data.contactHoldSet.heldBy.name");
    assertEquals("Ana Alvarez", hold);
    whileACaseIsOpen(contacts.get(1), company.prefix);
    String other = company.openWave(askingOnly(company, contacts.get(2)));
    String wave =
        company.openWave(
            program(
                company,
                Map.of(
                    "sampling",
                    Map.of(
                        "allocation", "CENSUS", "quarantineDays", 30, "accountMailsPerWeek", 3))));

    assertEquals(
        List.of("MANUAL_HOLD", "OPEN_CASE", "ASKED_BY_OTHERS", "null", "null", "ACCOUNT_BUDGET")
            .stream()
            .sorted()
            .toList(),
        Database.column(
                "select coalesce(blocked, 'null') from frame_entry where wave_id = ? and drawn order by 1",
                key(wave))
            .stream()
            .sorted()
            .toList());
    assertEquals(
        "2", Database.value("select count(*) from invitation where wave_id = ?", key(wave)));
    JsonPath told =
        admin.data(
            "query ($id: ID!) { wave(id: $id) { draw { frameSize drawn withheld } blocks { reason contacts withheld } books { planned } } }",
            Map.of("id", wave));
    assertEquals(Map.of("frameSize", 6, "drawn", 6, "withheld", 4), told.get("data.wave.draw"));
    assertEquals(4, told.getList("data.wave.blocks").size());
    assertEquals(2, told.getInt("data.wave.books.planned"));
    assertTrue(admin.data(VERIFY, Map.of("id", wave)).getBoolean("data.waveDrawVerify.holds"));
    company.closeWave(wave);
    company.closeWave(other);
    Database.change("update contact_hold set ended_at = now() where ended_at is null");
  }

  @Test
  void whomThisProgramAskedWithinItsQuarantineIsNotInTheFrame() {
    Company company = inSegments("Rest", 1, 4);
    String program =
        program(company, Map.of("sampleSize", 1, "sampling", Map.of("quarantineDays", 60)));
    String first = company.openWave(program);
    dispatcher.dispatch(clock);
    company.closeWave(first);
    String asked =
        Database.value(
            "select contact_id::text from frame_entry where wave_id = ? and drawn", key(first));
    clock.later(
        Duration.ofDays(59),
        () -> {
          String second = company.openWave(program);
          assertEquals(
              asked,
              Database.value(
                  "select contact_id::text from frame_entry where wave_id = ? and exclusion = 'ASKED_RECENTLY'",
                  key(second)));
          company.closeWave(second);
        });
    clock.later(
        Duration.ofDays(130),
        () -> {
          String third = company.openWave(program);
          assertEquals(
              "4",
              Database.value(
                  "select count(*) from frame_entry where wave_id = ? and exclusion is null",
                  key(third)));
          company.closeWave(third);
        });
  }

  @Test
  void whomAWaveNeverWroteToHasNotBeenAskedByIt() {
    Company company = inSegments("Mistaken", 1, 3);
    Map<String, Object> rest = Map.of("quarantineDays", 60, "accountMailsPerWeek", 3);
    String program = program(company, Map.of("sampleSize", 2, "sampling", rest));
    String mistaken = company.openWave(program);
    company.closeWave(mistaken);
    String mended = company.openWave(program);
    assertEquals("3", count(mended, "exclusion is null"), "closed before its first mail left");
    dispatcher.dispatch(clock);
    company.closeWave(mended);

    String again = company.openWave(program);
    assertEquals("1", count(again, "exclusion is null"), "two have been written to");
    company.closeWave(again);
    String other = company.openWave(program(company, Map.of("sampleSize", 3, "sampling", rest)));
    assertEquals("2", count(other, "blocked = 'ASKED_BY_OTHERS'"));
    assertEquals("1", count(other, "drawn and blocked is null"), "and two mails are used up");
    company.closeWave(other);
  }

  private static String count(String wave, String which) {
    return Database.value(
        "select count(*) from frame_entry where wave_id = ? and " + which, key(wave));
  }

  @Test
  void ourOwnPeopleAreNotAsked() {
    Company company = inSegments("Own", 1, 2);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,own,Own1,Our Man,someone.%1$s@keypulse.example,USER,en",
        "%1$s,branch,Own1,Our Branch,someone.%1$s@de.keypulse.example,USER,en",
        "%1$s,like,Own1,No Man of ours,someone.%1$s@notkeypulse.example,USER,en");
    String wave = company.openWave(program(company, Map.of("sampleSize", 1)));
    assertEquals(
        List.of("branch OWN_DOMAIN", "own OWN_DOMAIN"),
        Database.column(
            """
            select c.external_id || ' ' || f.exclusion from frame_entry f join contact c on c.id = f.contact_id
            where f.wave_id = ? and f.exclusion is not null order by 1
            """,
            key(wave)));
    company.closeWave(wave);
  }

  @Test
  void theTeamOfThatDayStaysWithTheWave() {
    Company company = inSegments("Team", 1, 2);
    String wave = company.openWave(program(company, Map.of("sampleSize", 2)));
    Database.change(
        "update team_member set valid = daterange(lower(valid), today() + 1), function = 'OTHER' where source = ?",
        company.prefix);
    String account =
        GlobalId.of(
            "Account",
            Long.parseLong(
                Database.value("select id from account where source = ?", company.prefix)));
    String query =
        "query ($wave: ID!, $account: ID!) { waveTeam(waveId: $wave, accountId: $account) { role function employee { name } } }";
    Map<String, Object> about = Map.of("wave", wave, "account", account);
    JsonPath team = Client.as(company.login("ana")).data(query, about);
    assertEquals(List.of("LEAD", "MEMBER"), team.getList("data.waveTeam.role"));
    assertEquals(List.of("SALES", "LOGISTICS"), team.getList("data.waveTeam.function"));
    assertEquals(
        List.of("Ana Alvarez", "Lou Logistics"), team.getList("data.waveTeam.employee.name"));
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(query, about));
    company.closeWave(wave);
  }

  @Test
  void onlyWhoSeesTheWholeFrameGetsItAsAFile() {
    Company company = inSegments("File", 1, 2);
    String wave = company.openWave(program(company, Map.of("sampleSize", 1)));
    for (String login : List.of("ana", "chief")) {
      Client.as(company.login(login))
          .http()
          .get("/waves/" + wave + "/draw.csv")
          .then()
          .statusCode(403);
    }
    given().get("/waves/" + wave + "/draw.csv").then().statusCode(401);
    admin
        .http()
        .get("/waves/" + GlobalId.of("Wave", 2_000_000_000) + "/draw.csv")
        .then()
        .statusCode(404);
    company.closeWave(wave);
  }

  @Test
  void aHoldIsSetAndEndedOnceByWhoeverSeesTheContact() {
    Company company = inSegments("Hold", 1, 1);
    String contact =
        GlobalId.of(
            "Contact",
            Long.parseLong(
                Database.value("select id from contact where source = ?", company.prefix)));
    String set =
        "mutation ($id: ID!) { contactHoldSet(input: {contactId: $id, reason: \"Negotiating\"}) { id version reason } }";
    String end =
        "mutation ($id: ID!, $v: Int!) { contactHoldEnd(input: {id: $id, expectedVersion: $v}) { endedAt } }";
    Client ana = Client.as(company.login("ana"));
    JsonPath held = ana.data(set, Map.of("id", contact));
    String id = held.getString("data.contactHoldSet.id");
    assertEquals("ALREADY_EXISTS", ana.refusal(set, Map.of("id", contact)));
    assertEquals("NOT_FOUND", Client.as(company.login("ben")).refusal(set, Map.of("id", contact)));
    assertEquals("FORBIDDEN", Client.as("analyst").refusal(set, Map.of("id", contact)));
    String shown = "query ($id: ID!) { contact(id: $id) { holds { kind reason } } }";
    assertNull(
        Client.as("analyst")
            .data(shown, Map.of("id", contact))
            .get("data.contact.holds[0].reason"));
    assertEquals(
        "Negotiating",
        ana.data(shown, Map.of("id", contact)).getString("data.contact.holds[0].reason"));
    assertEquals("CONFLICT", ana.refusal(end, Map.of("id", id, "v", 7)));
    ana.data(end, Map.of("id", id, "v", 1));
    assertEquals("WRONG_STATE", ana.refusal(end, Map.of("id", id, "v", 2)));
    assertEquals(List.of(), ana.data(shown, Map.of("id", contact)).getList("data.contact.holds"));
  }

  private void whileACaseIsOpen(String contact, String caseKey) {
    viewer.onBehalfOf(
        new Viewer(Viewer.Access.ADMIN, null, "follow-up"),
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      int id = Integer.parseInt(contact);
                      holds.openCase(id, "closed " + caseKey, clock.instant());
                      holds.closeCase(id, "closed " + caseKey, clock.instant());
                      holds.openCase(id, caseKey, clock.instant());
                      holds.openCase(id, caseKey, clock.instant());
                    }));
    assertEquals(
        "1",
        Database.value(
            "select count(*) from contact_hold where contact_id = ? and ended_at is null",
            Integer.parseInt(contact)));
  }

  /** A program of another kind that asks this contact only. */
  private String askingOnly(Company company, String contact) {
    Database.change(
        "update contact set role = 'GATEKEEPER' where id = ?", Integer.parseInt(contact));
    return program(
        company,
        Map.of(
            "sampling",
            Map.of("allocation", "CENSUS"),
            "population",
            Map.of("segments", segments(company), "roles", List.of("GATEKEEPER"))));
  }

  /**
   * Accounts of one tier that no other test has, in segments; so many with so many contacts each.
   */
  private Company inSegments(Object... parts) {
    Company company = Company.imported();
    for (int i = 0; i < parts.length; i += 3) {
      String segment = (String) parts[i];
      for (int n = 1; n <= (int) parts[i + 1]; n++) {
        String id = segment.replaceAll("[^A-Za-z]", "") + n;
        company.keyAccount(id, "north", (int) parts[i + 2]);
        Database.change(
            "update account set segment = ? where source = ? and external_id = ?",
            segment,
            company.prefix,
            id);
      }
    }
    Database.change(
        "update key_decision set tier = upper(?) where source = ?", company.prefix, company.prefix);
    return company;
  }

  private static List<String> segments(Company company) {
    return Database.column("select distinct segment from account where source = ?", company.prefix);
  }

  private String program(Company company, Map<String, Object> parts) {
    Map<String, Object> input = new HashMap<>();
    input.put("name", company.prefix + " " + UUID.randomUUID());
    input.put("objective", "Learn who is unhappy");
    input.put("cron", "0 9 1 1 *");
    input.put("timeZone", "Europe/Berlin");
    input.put("daysToAnswer", 14);
    input.put("population", Map.of("keyTiers", List.of(company.prefix)));
    input.putAll(parts);
    if (parts.get("population") instanceof Map<?, ?> filter) {
      Map<Object, Object> whole = new HashMap<>(filter);
      whole.put("keyTiers", List.of(company.prefix));
      input.put("population", whole);
    }
    Map<Object, Object> sampling = new HashMap<>(Company.WITHOUT_REST);
    if (parts.get("sampling") instanceof Map<?, ?> said) {
      sampling.putAll(said);
    }
    input.put("sampling", sampling);
    return admin
        .data(
            "mutation ($input: SurveyProgramCreateInput!) { surveyProgramCreate(input: $input) { id } }",
            Map.of("input", input))
        .getString("data.surveyProgramCreate.id");
  }

  private String promised(String program) {
    return admin
        .data(
            "query ($id: ID!) { node(id: $id) { ... on SurveyProgram { nextDraw { seedHash } } } }",
            Map.of("id", program))
        .getString("data.node.nextDraw.seedHash");
  }

  private static List<String> drawnOf(String wave) {
    return List.of(
        Database.value("select frame_size from wave where id = ?", key(wave)),
        Database.value("select drawn from wave where id = ?", key(wave)));
  }

  private String exported(String login, String wave) {
    return Client.as(login)
        .http()
        .get("/waves/" + wave + "/draw.csv")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private String said = "";

  /** The exit code of the stand-alone program; what it says must name the fault. */
  private int verifies(String csv, String fault) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve(UUID.randomUUID() + ".csv"), csv);
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "docs/verify/VerifyDraw.java",
                file.toString())
            .redirectErrorStream(true)
            .start();
    said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(program.waitFor(60, TimeUnit.SECONDS));
    assertTrue(fault.isEmpty() || said.contains("WRONG  " + fault), said);
    return program.exitValue();
  }

  /** A unit that the lot did not draw. */
  private static String loser(String csv) {
    return csv.lines()
        .filter(line -> line.matches("unit,[^,]*,\\d+,\\d+,[0-9a-f]{64},false,\\d+,false,.*"))
        .findFirst()
        .orElseThrow();
  }

  private static String swapped(String loser) {
    return loser.replaceFirst("(,false,\\d+,)false,", "$1true,");
  }

  private static int key(String wave) {
    return GlobalId.parseInt("Wave", wave, "id");
  }
}
