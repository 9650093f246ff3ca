package io.keypulse.platform;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Replicas that start together store their jobs one after the other: Quartz asks whether a job is
 * there and stores it in two steps, between which another replica may store it. The lock goes with
 * its transaction, whatever becomes of the replica that holds it.
 */
@ApplicationScoped
class OneScheduleAtATime {
  /** Quarkus starts the scheduler at exactly this priority. */
  private static final int SCHEDULER = Interceptor.Priority.PLATFORM_BEFORE;

  private static final String TAKE_TURN =
      """
      set local lock_timeout = '60s';
      select pg_advisory_xact_lock(hashtext('keypulse.schedule'))
      """;

  @Inject DataSource database;
  private @Nullable Connection turn;

  void take(@Observes @Priority(SCHEDULER - 1) StartupEvent start) throws SQLException {
    Connection mine = database.getConnection();
    mine.setAutoCommit(false);
    try (Statement statement = mine.createStatement()) {
      statement.execute(TAKE_TURN);
    }
    turn = mine;
  }

  void pass(@Observes @Priority(SCHEDULER + 1) StartupEvent start) throws SQLException {
    try (Connection mine = Objects.requireNonNull(turn)) {
      mine.commit();
    }
  }
}
