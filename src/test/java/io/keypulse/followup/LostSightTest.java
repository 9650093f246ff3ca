package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever loses sight of a case while they wait for it is told that there is none. */
@KeypulseTest
class LostSightTest {
  @Inject InvitationDispatcher invitations;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aCase() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
  }

  @Test
  void whoTakesItOn() throws Exception {
    assertEquals("NOT_FOUND", whileSightIsLost(() -> loop.refused("lou", "followUpAcknowledge")));
  }

  @Test
  void whoHandsItOver() throws Exception {
    String ana = loop.employee("ana");
    assertEquals(
        "NOT_FOUND",
        whileSightIsLost(() -> loop.refused("lou", "followUpAssign", "employeeId", ana)));
  }

  @Test
  void whoWritesDownThatTheySpokeToTheCustomer() throws Exception {
    assertEquals(
        "NOT_FOUND",
        whileSightIsLost(
            () ->
                loop.refused(
                    "lou",
                    "followUpContactLog",
                    "means",
                    "EMAIL",
                    "reached",
                    true,
                    "summary",
                    "Wrote")));
  }

  @Test
  void whoResolvesIt() throws Exception {
    assertEquals("NOT_FOUND", whileSightIsLost(() -> loop.refused("lou", "followUpResolve")));
  }

  private String whileSightIsLost(Callable<String> change) throws Exception {
    try (Connection other = Database.asAdministrator();
        ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      int holder = holdsTheCase(other);
      Future<String> answer = worker.submit(change);
      while (!answer.isDone() && !isWaitedFor(holder)) {
        Thread.onSpinWait();
      }
      Database.change(
          "delete from team_member where source = ? and external_id = 'm3'", loop.company.prefix);
      other.rollback();
      return answer.get();
    }
  }

  private int holdsTheCase(Connection other) throws SQLException {
    try (Statement statement = other.createStatement();
        ResultSet held =
            statement.executeQuery(
                "select pg_backend_pid() from follow_up f join account a on a.id = f.account_id where a.source = '%s' for update of f"
                    .formatted(loop.company.prefix))) {
      held.next();
      return held.getInt(1);
    }
  }

  private static boolean isWaitedFor(int holder) {
    return !Database.column(
            "select pid from pg_stat_activity where ? = any (pg_blocking_pids(pid))", holder)
        .isEmpty();
  }
}
