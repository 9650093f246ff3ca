package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Socket;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However much happens at once, a subscriber takes one thread. */
@KeypulseTest
class NoticesInTurnTest {
  private static final String CHANGED =
      "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { accountChanged { externalId } }\"}}";

  @TempDir Path folder;

  private Company company;

  @BeforeEach
  void anAccountIsSeen() {
    company = Company.imported().account("acme", "north");
  }

  @Test
  void aThousandNoticesWhileNothingCanBeReadMakeNoThousandThreads() throws Exception {
    try (Socket ana = Socket.of(company.login("ana"));
        Connection slow = Database.asAdministrator()) {
      ana.subscribedTo(CHANGED);
      hold(slow);
      notify(1_000);
      for (int look = 0; look < 10; look++) {
        TimeUnit.MILLISECONDS.sleep(200);
        long threads = threads(look);
        assertTrue(threads < 10, "threads: " + threads);
      }
      slow.rollback();
      for (int notice = 0; notice < 1_000; notice++) {
        assertEquals("acme", ana.heard().getString("payload.data.accountChanged.externalId"));
      }
    }
  }

  @Test
  void whoIsTooFarBehindIsSentAwayToReadAgain() throws Exception {
    try (Socket ana = Socket.of(company.login("ana"));
        Connection slow = Database.asAdministrator()) {
      ana.subscribedTo(CHANGED);
      hold(slow);
      notify(1_100);
      assertEquals(1013, ana.closed());
      slow.rollback();
    }
  }

  private static void hold(Connection slow) throws SQLException {
    slow.setAutoCommit(false);
    try (Statement lock = slow.createStatement()) {
      lock.execute("lock table account in access exclusive mode");
    }
  }

  private void notify(int times) throws SQLException {
    String acme =
        Database.value(
            "select object_id from audit_entry where object_type = 'account' and changes #>> '{name,to}' = ?",
            company.prefix + " acme Ltd");
    try (Connection quick = Database.asAdministrator();
        Statement notify = quick.createStatement()) {
      notify.execute(
          "do $$ begin for i in 1..%d loop perform pg_notify('keypulse_account', '%s'); commit; end loop; end $$"
              .formatted(times, acme));
    }
  }

  private long threads(int look) throws Exception {
    Path dump = folder.resolve("threads" + look);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
    return Arrays.stream(Files.readString(dump).split("\n\n"))
        .filter(thread -> thread.contains("io.keypulse.edge.Conversation"))
        .count();
  }
}
