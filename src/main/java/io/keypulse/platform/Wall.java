package io.keypulse.platform;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Puts every transaction behind the viewer's row level security when it takes its connection from
 * the pool; what is set ends with the transaction. Without a viewer, and outside a transaction,
 * nothing is set, and the login role itself may read no account.
 */
@Singleton
@Unremovable
class Wall implements AgroalPoolInterceptor {
  private static final Logger LOG = Logger.getLogger(Wall.class);

  private static final String TAKE =
      """
      select set_config('role', ?, true), set_config('keypulse.viewer', ?, true),
        set_config('keypulse.viewer_name', ?, true), set_config('keypulse.today', ?, true)
      """;

  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Override
  public void onConnectionAcquire(Connection connection) {
    viewer.get().ifPresent(now -> take(connection, now));
  }

  private void take(Connection connection, Viewer now) {
    try {
      if (!connection.getAutoCommit()) {
        take(connection, now, today.get().toString());
      }
    } catch (SQLException fault) {
      LOG.warn("A connection that cannot be put behind the wall is given up", fault);
      giveUp(connection);
    }
  }

  private static void take(Connection connection, Viewer now, String today) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, now.databaseRole());
      statement.setString(2, now.databaseViewer());
      statement.setString(3, now.name());
      statement.setString(4, today);
      statement.execute();
    }
  }

  /**
   * Whoever uses it next learns that it is closed, and the pool replaces it. An exception from here
   * would cost the pool the place of the connection for ever.
   */
  private static void giveUp(Connection connection) {
    try {
      connection.unwrap(Connection.class).abort(Runnable::run);
    } catch (SQLException fault) {
      LOG.warn("A connection could not be closed", fault);
    }
  }
}
