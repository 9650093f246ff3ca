package io.keypulse.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.platform.GlobalId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What becomes of accounts that change while a wave is drawn. */
@KeypulseTest
class DrawMeanwhileTest {
  private static final String OPEN =
      "mutation ($id: ID!) { waveOpen(input: {programId: $id}) { id } }";

  private final Client admin = Client.as("admin");

  @Test
  void anAccountWaitsForNoDrawAndTheFrameFollowsItToItsNewTeam() throws Exception {
    Company company =
        Company.imported().keyAccount("acme", "north", 3).keyAccount("zeta", "south", 1);
    String program = company.program(100);
    String wave =
        whileDrawing(
            () -> admin.data(OPEN, Map.of("id", program)).getString("data.waveOpen.id"),
            () ->
                Database.change(
                    """
                    update account set team_id = (select team_id from account where source = ? and external_id = 'zeta')
                    where source = ? and external_id = 'acme'
                    """,
                    company.prefix,
                    company.prefix));
    assertEquals(
        List.of("4 " + company.prefix + " south"),
        Database.column(
            """
            select count(*) || ' ' || t.external_id from frame_entry f join team t on t.id = f.team_id
            where f.wave_id = ? group by t.external_id
            """,
            key(wave)));
    for (String kept : List.of("account_count", "wave_account_team", "invitation", "mail")) {
      assertEquals(
          "1",
          Database.value(
              "select count(distinct team_id) from " + kept + " where wave_id = ?", key(wave)),
          kept);
    }
    company.closeWave(wave);
  }

  @Test
  void aDrawDuringWhichAnAccountIsMergedIsMadeAgain() throws Exception {
    Company company =
        Company.imported().keyAccount("acme", "north", 2).keyAccount("bolt", "north", 2);
    String program = company.program(100);
    String refused =
        whileDrawing(
            () -> admin.refusal(OPEN, Map.of("id", program)),
            () ->
                admin.data(
                    "mutation ($i: AccountMergeInput!) { accountMerge(input: $i) { id } }",
                    Map.of(
                        "i",
                        Map.of(
                            "winnerId",
                            account(company, "acme"),
                            "winnerExpectedVersion",
                            1,
                            "loserId",
                            account(company, "bolt"),
                            "loserExpectedVersion",
                            1))));
    assertEquals("WRONG_STATE", refused);
    String wave = company.openWave(program);
    assertEquals(
        "4 1",
        Database.value(
            "select concat_ws(' ', count(*), count(distinct account_id)) from frame_entry where wave_id = ?",
            key(wave)));
    company.closeWave(wave);
  }

  @Test
  void nobodyCountsFramesOfWhichOneIsDrawn() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 2);
    String program = company.program(100);
    String counted = counted();
    String wave =
        whileDrawing(
            () -> admin.data(OPEN, Map.of("id", program)).getString("data.waveOpen.id"),
            () -> Database.change("analyze (skip_locked) frame_entry"));
    assertEquals(counted, counted());
    Database.change("analyze (skip_locked) frame_entry");
    assertNotEquals(counted, counted());
    company.closeWave(wave);
  }

  private static String counted() {
    return Database.value(
        "select analyze_count from pg_stat_all_tables where relid = 'frame_entry'::regclass");
  }

  /** Does this between the freezing of the frame and its proof. */
  private static <T> T whileDrawing(Callable<T> drawing, Runnable meanwhile) throws Exception {
    String url = ConfigProvider.getConfig().getValue("keypulse.db.url", String.class);
    try (ExecutorService staff = Executors.newSingleThreadExecutor();
        Connection gate = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = gate.createStatement()) {
      gate.setAutoCommit(false);
      statement.execute("lock table keypulse.wave_stratum in share mode");
      Future<T> drawn = staff.submit(drawing);
      Instant end = Instant.now().plus(Duration.ofSeconds(30));
      while (Database.value(
              "select count(*) from pg_locks where relation = 'wave_stratum'::regclass and not granted")
          .equals("0")) {
        assertTrue(Instant.now().isBefore(end), "nothing is drawn");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      meanwhile.run();
      gate.rollback();
      return drawn.get();
    }
  }

  private static String account(Company company, String id) {
    return GlobalId.of(
        "Account",
        Long.parseLong(
            Database.value(
                "select id from account where source = ? and external_id = ?",
                company.prefix,
                id)));
  }

  private static int key(String wave) {
    return GlobalId.parseInt("Wave", wave, "id");
  }
}
